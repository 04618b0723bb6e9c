from __future__ import annotations

from investigator.data.queries.hops import dealings, stops
from tests.makers import Move, case
from tests.straight import straight


def test_what_passed_both_ways_is_added_up_exactly_and_failed_transfers_are_not() -> None:
    big = 2**255
    moves = [Move(0, 1, big), Move(1, 0, big - 1), Move(0, 1, 5, ok=False), Move(0, 0, 9), Move(2, 3, 9)]
    (found,) = dealings(case(moves).store, ["bank:0", "bank:9"])
    assert (found.account, found.other, found.amount, found.transfers) == (
        "bank:0",
        "bank:1",
        2**256 - 1,
        2,
    )


def test_two_pulled_accounts_each_see_the_other() -> None:
    found = dealings(case([Move(0, 1, 5)]).store, ["bank:0", "bank:1"])
    assert [(one.account, one.other) for one in found] == [("bank:0", "bank:1"), ("bank:1", "bank:0")]


def test_the_newest_word_on_an_account_counts() -> None:
    store = case().store
    row = {"hop": 1, "counterparties": None, "address": "x:1", "detail": "-"}
    for acquisition, reason in ((3, "hops"), (5, "service"), (4, "value")):
        straight(store, "frontier", **row, reason=reason, acquisition=acquisition)
    assert [(stop.reason, stop.pulled) for stop in stops(store)] == [("service", False)]
    assert stops(store, ["x:2"]) == []
