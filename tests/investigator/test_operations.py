"""What an analyst does, through the functions that window and command line share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

import numpy as np
import pytest

from investigator import operations
from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import Place, SetLabels, Show
from investigator.cases.facts import Facts
from investigator.errors import Trouble
from investigator.graph.expand import Filter
from investigator.operations import expand_on_chart, label_from_words, picture, resolve, training_labels
from investigator.records import AccountKind, Address, Label, Scores
from tests.makers import Move, case, put

EVM = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"
CHECKED = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
MOVES = [Move(0, 1, 500, time=1), Move(1, 2, 400, time=2), Move(2, 3, 300, time=3), Move(4, 5, 9, time=4)]


@pytest.fixture
def made() -> Iterator[Case]:
    with case(MOVES, accounts=6) as opened:
        yield opened


def named(case: Case, *texts: str) -> list[int]:
    return [number for _, number in resolve(case, texts)]


def test_accounts_by_whole_address_short_address_or_plain_id() -> None:
    with case(accounts=12) as made:
        put(made.store, [], [f"eip155:1:{EVM}"], [])
        assert named(made, "bank:1", "1", " 11 ", "BANK:0") == [1, 1, 11, 0]
        assert named(made, f"eip155:1:{EVM}", EVM, CHECKED, EVM.upper()) == [12] * 4
        assert resolve(made, [CHECKED]) == [(f"eip155:1:{EVM}", 12)]


def test_an_account_that_is_not_in_the_case(made: Case) -> None:
    with pytest.raises(Trouble, match=r"There is no account 9 in this case\.$"):
        named(made, "9")
    with pytest.raises(Trouble, match=r"no account ank:3 in this case; did you mean bank:3\?"):
        named(made, "ank:3")
    with pytest.raises(Trouble, match=r"no account k: in this case\.$"):
        named(made, "1", "k:")


def test_an_address_on_two_chains_must_be_written_whole() -> None:
    with case(accounts=0) as made:
        put(made.store, [], [f"eip155:1:{EVM}", f"eip155:10:{EVM}"], [])
        with pytest.raises(
            Trouble, match=f"names 2 accounts on different chains; write it as eip155:1:{EVM}"
        ):
            named(made, CHECKED)
        assert named(made, f"eip155:10:{EVM}") == [1]


def test_a_plain_id_is_found_among_many_that_end_alike() -> None:
    with case(accounts=0) as made:
        put(made.store, [], [f"bank:{i}7" for i in range(600)] + ["bank:7"], [])
        assert named(made, "7") == [600]


def test_an_expansion_is_one_edit_that_also_says_where_the_case_starts(made: Case) -> None:
    whole = operations.columns(made)
    first = expand_on_chart(made, whole, ["0"], hops=2)
    assert first.added == 3
    assert made.facts.shown == {0, 1, 2}
    assert made.facts.seeds == ("bank:0",)
    ((edit, _),) = made.history.done
    assert edit.summary == "Expand 2 hops from bank:0"
    second = expand_on_chart(made, whole, ["2", "4"])
    assert (second.added, made.facts.shown) == (3, {0, 1, 2, 3, 4, 5})
    assert made.facts.seeds == ("bank:0",)
    made.undo()
    assert made.facts.shown == {0, 1, 2}
    made.undo()
    assert made.facts == Facts()


def test_an_expansion_goes_where_the_filter_lets_it(made: Case) -> None:
    found = expand_on_chart(made, operations.columns(made), ["1"], 3, Filter(direction="out", before=2))
    assert found.expansion.graph.accounts.tolist() == [1, 2]
    with pytest.raises(Trouble, match="no account nobody"):
        expand_on_chart(made, operations.columns(made), ["nobody"])
    assert len(made.history.done) == 1


def test_shapes_follow_labels_then_what_the_chain_tells() -> None:
    numbers = np.array([3, 4, 5, 6, 7, 8], np.int32)
    labels = [
        (),
        (Label("x", "mixing_service"),),
        (Label("y", "unknown"), Label("z", "exchange"), Label("w", "mixing")),
        (Label("c", "unknown"),),
        (Label("bridge", "defi_bridge"),),
        (Label("dex", "defi_dex"),),
    ]
    assert operations.kinds(numbers, labels, {3, 6, 7, 99}).tolist() == [
        AccountKind.CONTRACT,
        AccountKind.MIXER,
        AccountKind.SERVICE,
        AccountKind.CONTRACT,
        AccountKind.BRIDGE,
        AccountKind.CONTRACT,
    ]


def say(made: Case, account: int, *labels: Label) -> None:
    made.do(SetLabels(Address(f"bank:{account}"), labels))


def test_what_a_model_may_learn_from(made: Case) -> None:
    thief, shop = Label("t", confidence=60, illicit=True), Label("s", confidence=60, illicit=False)
    say(made, 0, thief)
    say(made, 1, shop)
    say(made, 2, Label("who knows"))
    say(made, 3, thief, shop)
    say(made, 4, thief, Label("s", confidence=61, illicit=False))
    say(made, 99, thief)
    assert training_labels(made) == {0: True, 1: False, 4: False}


def test_claims_teach_only_where_asked_and_where_the_analyst_is_silent() -> None:
    claim = {"label": "theft", "illicit": True, "confidence": 90}
    with case(MOVES, 6, tags=[{**claim, "address": f"bank:{i}"} for i in (0, 1, 2, 77)]) as made:
        say(made, 0, Label("shop", confidence=10, illicit=False))
        say(made, 1, Label("who knows"))
        assert training_labels(made) == {0: False}
        assert training_labels(made, claims=True) == {0: False, 2: True}


@pytest.mark.parametrize(
    "text, category, illicit, expected",
    [
        ("exchange", "", None, ("exchange", "exchange", False)),
        (" Mixing  Service ", "", None, ("Mixing  Service", "mixing_service", None)),
        ("phishing", "", None, ("phishing", "phishing", True)),
        ("illicit", "", None, ("illicit", "unknown", True)),
        ("licit", "", None, ("licit", "unknown", False)),
        ("Binance 7", "", None, ("Binance 7", "unknown", None)),
        ("Binance 7", "exchange", None, ("Binance 7", "exchange", False)),
        ("Binance 7", "exchange", True, ("Binance 7", "exchange", True)),
        ("phishing", "", False, ("phishing", "phishing", False)),
    ],
)
def test_labels_from_words(
    text: str, category: str, illicit: bool | None, expected: tuple[str, str, bool | None]
) -> None:
    label = label_from_words(text, category, illicit)
    assert (label.text, label.category, label.illicit) == expected
    assert label.source == "examiner"


def test_a_label_of_the_same_text_is_replaced_and_the_newest_stands_first(made: Case) -> None:
    for label in (Label("a", confidence=1), Label("b"), Label("a", confidence=2)):
        operations.put_label(made, Address("bank:1"), label)
    assert made.facts.labels == {"bank:1": (Label("a", confidence=2), Label("b"))}


def test_triage_offers_the_highest_without_a_label() -> None:
    values = np.array([0.2, 0.9, 0.8, 0.9, 0.5])
    scores = Scores(
        np.arange(5, dtype=np.int32) + 10, values, values, np.arange(5) == 2, ((),) * 5, "m", "h", "i"
    )
    assert operations.triage(scores, {13}) == [1, 4, 0]
    assert operations.triage(scores, set(), limit=2) == [1, 3]


@pytest.mark.parametrize("seeded", [True, False])
def test_a_picture_is_the_same_each_time_and_respects_pins(made: Case, seeded: bool) -> None:
    if seeded:
        expand_on_chart(made, operations.columns(made), ["0"], hops=3)
    else:
        made.do(Show(AccountSet.of([0, 1, 2, 3, 4_000_000])))
    first, again = picture(made), picture(made)
    for field in fields(first):
        np.testing.assert_array_equal(getattr(first, field.name), getattr(again, field.name))
    assert first.account.tolist() == [0, 1, 2, 3]
    assert first.seed.any() == seeded
    made.do(Place(((2, 123456, -50), (5, 7, 7))))
    pinned = picture(made)
    assert (pinned.x[2], pinned.y[2]) == (np.float32(1234.56), np.float32(-0.5))
    assert pinned.pinned.tolist() == [False, False, True, False]
    others = [0, 1, 3]
    assert pinned.x[others].tolist() == first.x[others].tolist()


def test_a_picture_of_nothing(made: Case) -> None:
    assert picture(made).account.size == 0
