"""Ordinary explanations: spoken for, against, or open, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.case import Case
from investigator.cases.explanation import Explanation
from investigator.cases.opposing import BATCH, MANY, oppose
from investigator.records import Address
from tests.makers import Move, put
from tests.pulled import CHAIN, ME, Pulled

WHO = [Address(f"eip155:1:0x{number:040x}") for number in range(200)]
QUIET, SHOP, PAYER, LABELLED = 0, 1, 2, 3


@pytest.fixture
def case() -> Iterator[Case]:
    moves = [Move(QUIET, 9, 1000, 5, tx_hash=b"\1" * 32, block=1)]
    moves += [Move(SHOP, 10 + i, 1000, 10_000 * i, block=2) for i in range(MANY)]
    moves += [Move(PAYER, 10 + i, 1000, 7, tx_hash=b"\2" * 32, block=3) for i in range(BATCH)]
    moves += [Move(9, QUIET, 1, 8, block=4), Move(9, LABELLED, 900, 9, block=5)]
    tags = [{"address": WHO[LABELLED], "label": "Halyard", "category": "exchange", "source": "a list"}]
    with Case.create(None) as made:
        put(made.store, moves, WHO, tags=tags)
        yield made


def explained(case: Case, account: int, name: str, *transfers: int) -> Explanation:
    found = oppose(case.store, case.facts, "F1", "Title", [WHO[account]], transfers)
    return next(one for one in found.explanations if one.name == name)


@pytest.mark.parametrize(
    "account, name, verdict, words",
    [
        (LABELLED, "service", "for", "a list calls it 'Halyard'"),
        (SHOP, "service", "for", "It dealt with 100 accounts"),
        (QUIET, "service", "open", "It dealt with 2 accounts in this case; nobody says who it is."),
        (PAYER, "payout batch", "for", "One transaction paid 10 accounts: 0x0202"),
        (QUIET, "payout batch", "against", "It never paid more than 1 account within an hour."),
        (LABELLED, "payout batch", "against", "It paid nobody."),
        (QUIET, "contract", "open", "does not tell whether it has code"),
        (LABELLED, "hot wallet", "for", "and it is labelled so"),
        (QUIET, "hot wallet", "against", "Only few stand on one of its sides"),
        (QUIET, "shared custody", "open", "A key can be held by several people"),
        (QUIET, "what is missing", "open", "It was not pulled by itself"),
    ],
)
def test_what_the_case_holds(case: Case, account: int, name: str, verdict: str, words: str) -> None:
    found = explained(case, account, name)
    assert found.verdict == verdict
    assert words in found.points[0].sentence
    assert found.settled_by
    assert found.question.endswith("?")


def test_dust_among_what_a_finding_rests_on(case: Case) -> None:
    dust = 1 + MANY + BATCH
    assert explained(case, QUIET, "dusting", 0).verdict == "against"
    found = explained(case, QUIET, "dusting", 0, dust)
    assert found.verdict == "for"
    assert [point.about for point in found.points] == ["transfer 0", f"transfer {dust}"]
    assert explained(case, QUIET, "dusting").points[0].sentence == "The case holds nothing about it."


def test_a_complete_certificate_speaks_against_what_is_missing() -> None:
    pulled = Pulled()
    pulled.covered(1, 9, "native", "internal", "token")
    pulled.balance(0, 10)
    pulled.balance(9, 10)
    pulled.nonce(0, 0)
    pulled.nonce(9, 0)
    pulled.add("finality", chain=CHAIN, number=20, hash=b"\0" * 32, endpoint="one")
    store = pulled.written()
    with Case.create(None) as case:
        found = oppose(store, case.facts, "F1", "T", [ME], [])
    missing = next(one for one in found.explanations if one.name == "what is missing")
    assert missing.verdict in {"against", "open"}
    assert "pulled" in missing.points[0].sentence
