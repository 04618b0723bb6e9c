"""Entities of a case: named, labelled, switched off and on, and explained."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.case import Case
from investigator.cases.journal import replay
from investigator.data import ledger
from investigator.errors import Trouble
from investigator.operations import columns
from investigator.operations.acquiring import PullOptions, pull
from investigator.operations.entities import (
    as_json,
    chosen,
    find_entities,
    set_apart,
    why_json,
    why_same,
)
from tests.makers import Move, put
from tests.nodes.anvil import Anvil

HOT, ALICE, BOB, DEPOSIT, EVE = (f"eip155:1:0x{digit * 40}" for digit in "12345")
COIN = ("eip155:1/slip44:60", "ETH", 18)
ETHER = 10**18


@pytest.fixture
def case() -> Iterator[Case]:
    moves = [
        Move(1, 3, 5 * ETHER, 10, tx_hash=b"\1" * 32, block=1),
        Move(3, 0, 5 * ETHER - 10**14, 20, tx_hash=b"\2" * 32, block=2),
        Move(2, 3, 2 * ETHER, 30, tx_hash=b"\3" * 32, block=3),
        Move(3, 0, 2 * ETHER - 10**14, 40, tx_hash=b"\4" * 32, block=4),
    ]
    tags = [
        {"address": HOT, "label": "Halyard", "category": "exchange"},
        {"address": ALICE, "label": "Alice"},
    ]
    with Case.create(None) as made:
        put(made.store, moves, [HOT, ALICE, BOB, DEPOSIT, EVE], [COIN], tags)
        yield made


def test_an_entity_with_its_witnesses(case: Case) -> None:
    (group,) = find_entities(case, columns(case))
    assert group.accounts == (ALICE, BOB, DEPOSIT)
    assert group.labels == ("Alice",)
    (told,) = as_json([group])
    first = told["links"][0]
    assert told["accounts"] == ["0x" + digit * 40 for digit in "234"]
    assert (first["rule"], first["tier"]) == ("deposit address", "attribution")
    assert first["witnesses"] == ["0x" + "01" * 32, "0x" + "02" * 32]
    assert find_entities(case, columns(case), without=["Deposit-Address"]) == []


def test_why_two_are_one(case: Case) -> None:
    told = why_json(why_same(case, columns(case), ALICE, BOB))
    assert told["same"] is True
    assert [one["a"][-1] for one in told["chain"]] == ["2", "3"]
    assert len(told["cut"]) == 1
    assert len(told["bridges"]) == 2
    stranger = why_json(why_same(case, columns(case), ALICE, EVE))
    assert (stranger["same"], stranger["chain"], stranger["cut"]) == (False, [], [])


def test_what_is_switched_off_counts_again_when_it_is_switched_on(case: Case) -> None:
    set_apart(case, BOB, DEPOSIT, apart=True)
    (group,) = find_entities(case, columns(case))
    assert group.accounts == (ALICE, DEPOSIT)
    assert not why_same(case, columns(case), ALICE, BOB).same
    case.undo()
    assert why_same(case, columns(case), ALICE, BOB).same
    set_apart(case, DEPOSIT, BOB, apart=True)
    set_apart(case, BOB, DEPOSIT, apart=False)
    assert case.facts.apart == frozenset()
    with case.store.reading() as db:
        assert replay(ledger.lines(db)).facts.apart == frozenset()


def test_what_makes_no_sense_is_said(case: Case) -> None:
    with pytest.raises(Trouble, match="There is no rule magic; there are deposit address, Safe owners"):
        chosen(["magic"])
    with pytest.raises(Trouble, match="is one account: there is nothing to explain"):
        why_same(case, columns(case), ALICE, ALICE)
    with pytest.raises(Trouble, match="cannot be parted from itself"):
        set_apart(case, ALICE, ALICE, apart=True)
    with pytest.raises(Trouble, match="no account eip155:1:0x9"):
        why_same(case, columns(case), ALICE, "eip155:1:0x9")


def test_what_is_labelled_a_contract_pays_nobodys_gas() -> None:
    moves = [Move(1, 2, ETHER // 10, 10), Move(2, 4, 5, 20)]
    for category, found in (("user", 1), ("defi_token", 0)):
        with Case.create(None) as made:
            tags = [{"address": ALICE, "label": "Wrapped", "category": category}]
            put(made.store, moves, [HOT, ALICE, BOB, DEPOSIT, EVE], [COIN], tags)
            assert len(find_entities(made, columns(made), only=["gas funder"])) == found


def test_a_creator_and_a_contract_on_a_real_node(anvil: Anvil) -> None:
    made = anvil.deploy("0x600060005360016000f3")
    with Case.create(None) as case:
        pull(case, anvil.uri, [], PullOptions(first="0", last="latest"))
        (group,) = find_entities(case, columns(case), only=["same creator"])
        assert {one.rpartition(":")[2] for one in group.accounts} == {
            anvil.accounts[0].lower(),
            made.lower(),
        }
        assert len(group.links[0].witnesses) == 1
