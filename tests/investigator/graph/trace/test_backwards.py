"""Going back, and where tracing stops: the same units, seen from the other end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.trace.book import book
from investigator.graph.trace.follow import trace
from investigator.graph.trace.outcome import Amounts, Trace
from investigator.graph.trace.question import CONVENTIONS, Rules, Source
from tests.investigator.graph.trace.ledgers import ACCOUNTS, in_order, ledger_of, transfers
from tests.investigator.graph.trace.plainly import Transfer

START, END = 0, ACCOUNTS - 1


def ends(found: Trace) -> dict[int, Amounts]:
    return {one.account: one.amounts for one in found.endpoints}


@given(transfers(10**6))
def test_both_directions_say_the_same(moves: list[Transfer]) -> None:
    """What came from one account to another, where the first one only sends and the second only receives."""
    moves = [(a, b, n) for a, b, n in moves if b != START and a != END]
    book = in_order(moves)
    onwards = ends(trace(book, [Source((START,))])).get(END, dict.fromkeys(CONVENTIONS, 0))
    back = ends(trace(book, [Source((END,))], Rules(backward=True))).get(
        START, dict.fromkeys(CONVENTIONS, 0)
    )
    assert back["fifo"] == onwards["fifo"]
    assert back["lifo"] == onwards["lifo"]
    assert abs(back["haircut"] - onwards["haircut"]) <= 2 * len(moves)
    assert (back["poison"] > 0) == (onwards["poison"] > 0)


@given(transfers(), st.integers(0, 40))
def test_all_that_came_is_accounted_for(moves: list[Transfer], after: int) -> None:
    """Net of what went round, all that came to the terminal within the time asked for, and what it held before."""
    book = in_order(moves)
    found = trace(book, [Source((END,))], Rules(backward=True, after=after))
    came = sum(n for a, b, n in moves[after:] if b == END)
    for name in ("haircut", "fifo", "lifo", "libr"):
        carried = dict(zip(found.flows.row.tolist(), found.flows.amounts[name].tolist(), strict=True))
        assert all(row >= after for row in carried)
        assert all(n <= moves[row][2] for row, n in carried.items())
        assert sum(carried.get(row, 0) for row, (_, b, _) in enumerate(moves) if b == END) == came


@given(transfers(), st.integers(0, 40))
def test_origins_sum_to_what_the_terminal_got(moves: list[Transfer], after: int) -> None:
    moves = [(a, b, n) for a, b, n in moves if a != END]
    found = trace(in_order(moves), [Source((END,))], Rules(backward=True, after=after))
    came = sum(n for _, b, n in moves[after:] if b == END)
    before = sum(n for _, b, n in moves[:after] if b == END)
    for name in ("haircut", "fifo", "lifo", "libr"):
        assert sum(one.amounts[name] for one in found.endpoints) == came + before
        assert all(one.amounts[name] >= 0 for one in found.endpoints)


def test_the_origin_is_where_money_comes_from_outside() -> None:
    moves = [(0, 2, 30), (1, 2, 70), (2, 3, 100)]
    found = trace(in_order(moves), [Source((3,))], Rules(backward=True))
    assert {who: set(amounts.values()) for who, amounts in ends(found).items()} == {0: {30}, 1: {70}}
    assert [one.reason for one in found.endpoints] == ["", ""]
    assert found.flows.row.tolist() == [2, 1, 0]


def test_lowest_balance_going_back_takes_no_more_than_the_rest_cannot_account_for() -> None:
    moves = [(0, 2, 60), (1, 2, 60), (2, 3, 70)]
    found = ends(trace(in_order(moves), [Source((3,))], Rules(backward=True)))
    assert (found[1]["libr"], found[0]["libr"]) == (10, 60)


def test_services_are_the_end_unless_passed() -> None:
    moves = [(0, 1, 50), (2, 1, 50), (1, 3, 100)]
    found = trace(in_order(moves), [Source((0,))], Rules(stops={1: "service"}))
    assert [(one.account, one.reason, set(one.amounts.values())) for one in found.endpoints] == [
        (1, "service", {50})
    ]
    assert [(stop.account, stop.reason) for stop in found.frontier] == [(1, "service")]
    back = trace(in_order(moves), [Source((3,))], Rules(backward=True, stops={1: "service"}))
    assert [(one.account, one.reason, set(one.amounts.values())) for one in back.endpoints] == [
        (1, "service", {100})
    ]


def test_depth_ends_it_and_a_shorter_way_opens_again() -> None:
    moves = [(0, 1, 10), (1, 2, 10), (2, 3, 10), (0, 2, 5), (2, 4, 5)]
    found = trace(in_order(moves), [Source((0,))], Rules(depth=2))
    assert {who: amounts["fifo"] for who, amounts in ends(found).items()} == {2: 10, 4: 5}
    assert [(stop.account, stop.reason, stop.amounts["fifo"]) for stop in found.frontier] == [
        (2, "depth", 10),
        (4, "depth", 5),
    ]


def test_a_span_of_time() -> None:
    moves = [(0, 1, 10), (0, 1, 10), (1, 2, 20), (2, 3, 20)]
    found = trace(in_order(moves), [Source((0,))], Rules(after=1, before=2))
    assert {who: amounts["fifo"] for who, amounts in ends(found).items()} == {2: 10}
    assert found.flows.row.tolist() == [1, 2]


def test_what_a_source_held_before_counts_from_then_on() -> None:
    moves = [(1, 0, 10), (0, 2, 4), (0, 3, 6)]
    found = trace(in_order(moves), [Source((0,))], Rules(after=2))
    assert {who: set(amounts.values()) for who, amounts in ends(found).items()} == {3: {6}}
    held = trace(in_order(moves), [Source((0,))], Rules(after=1, before=1))
    assert {one.account: (one.reason, one.amounts["haircut"]) for one in held.endpoints} == {
        0: ("source", 6),
        2: ("", 4),
    }


def test_only_some_assets() -> None:
    found = trace(
        book(ledger_of([[(0, 1, 5)], [(0, 1, 7)]], pots=[0, 1])), [Source((0,))], Rules(assets=(1,))
    )
    assert [(one.pot, one.amounts["lifo"]) for one in found.endpoints] == [(1, 7)]
