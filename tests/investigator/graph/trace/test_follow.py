"""Tracing, against plain Python that is obviously right."""

from __future__ import annotations

import random
from collections import defaultdict
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.graph.trace.book import Book
from investigator.graph.trace.follow import trace
from investigator.graph.trace.outcome import Trace
from investigator.graph.trace.question import CONVENTIONS, Convention, Rules, Source
from tests.investigator.graph.trace import plainly
from tests.investigator.graph.trace.ledgers import ACCOUNTS, in_order, transfers
from tests.investigator.graph.trace.plainly import Found, Transfer

FROM_0 = (Source((0,)),)
UNITS = {"narrow": 1, "wide": 10**24, "python": 10**50}


def plain(moves: list[Transfer], name: Convention, stops: frozenset[int] = frozenset()) -> Found:
    if name in {"fifo", "lifo"}:
        return plainly.lots(moves, 0, last_first=name == "lifo", stops=stops)
    return plainly.pooled(moves, 0, name, stops)


def held(found: Trace, name: Convention) -> dict[int, int]:
    return {one.account: one.amounts[name] for one in found.endpoints if one.amounts[name]}


def carried(book: Book, found: Trace, name: Convention) -> list[int]:
    row = [0] * book.ledger.size
    for place, amount in zip(found.flows.row.tolist(), found.flows.amounts[name].tolist(), strict=True):
        row[place] = amount
    return row


def random_ledger(draw: random.Random) -> list[Transfer]:
    size = draw.randint(1, 12)
    ends = [draw.sample(range(ACCOUNTS), 2) for _ in range(size)]
    return [(a, b, draw.randint(1, 9)) for a, b in ends]


def test_ten_thousand_random_ledgers() -> None:
    draw = random.Random(4)
    for _ in range(10_000):
        moves = random_ledger(draw)
        found = trace(in_order(moves), FROM_0)
        for name in CONVENTIONS:
            told = plain(moves, name)
            assert held(found, name) == {who: n for who, n in told.held.items() if n}, (name, moves)


@pytest.mark.parametrize("arithmetic", UNITS)
@given(data=st.data())
@settings(max_examples=120)
def test_every_convention_in_every_arithmetic(arithmetic: str, data: st.DataObject) -> None:
    moves = data.draw(transfers(UNITS[arithmetic]))
    stops = data.draw(st.frozensets(st.integers(1, ACCOUNTS - 1), max_size=2))
    book = in_order(moves)
    found = trace(book, FROM_0, Rules(stops=dict.fromkeys(stops, "service")))
    for name in CONVENTIONS:
        told = plain(moves, name, stops)
        assert held(found, name) == {who: n for who, n in told.held.items() if n}
        if arithmetic == "narrow":
            assert carried(book, found, name) == told.carried


@given(transfers())
def test_shares_sum_to_what_came_in_at_every_moment(moves: list[Transfer]) -> None:
    book = in_order(moves)
    for moment in range(len(moves)):
        found = trace(book, FROM_0, Rules(before=moment))
        out = {name: carried(book, found, name) for name in CONVENTIONS}
        owned = sum(one.amounts["haircut"] for one in found.endpoints if one.reason == "source")
        for name in ("haircut", "fifo", "lifo", "libr"):
            left = sum(n for (a, _, _), n in zip(moves, out[name], strict=True) if a == 0)
            back = sum(n for (_, b, _), n in zip(moves, out[name], strict=True) if b == 0)
            assert found.totals.get(0, {name: 0})[name] - owned == left - back
            assert all(n <= amount for n, (_, _, amount) in zip(out[name], moves, strict=True))


@given(transfers(10**6), st.sets(st.integers(0, ACCOUNTS - 1), min_size=2, max_size=4))
def test_sources_side_by_side_sum_to_all_together(moves: list[Transfer], who: set[int]) -> None:
    book = in_order(moves)
    apart = trace(book, [Source((one,)) for one in sorted(who)])
    together = trace(book, [Source(tuple(sorted(who)))])
    for name in CONVENTIONS:
        assert held(apart, name) == held(together, name)
    for one in apart.endpoints:
        for name in ("haircut", "fifo", "lifo", "libr"):
            assert sum(part[name] for part in one.by_source) == one.amounts[name]
            assert all(part[name] >= 0 for part in one.by_source)


@given(transfers(10**9))
def test_rounding_of_haircut_stays_below_a_unit_for_each_transfer(moves: list[Transfer]) -> None:
    found = held(trace(in_order(moves), FROM_0), "haircut")
    for who, amount in plainly.haircut_exactly(moves, 0).items():
        assert abs(found.get(who, 0) - amount) <= len(moves)


@given(transfers())
def test_poison_holds_whatever_any_other_does(moves: list[Transfer]) -> None:
    for one in trace(in_order(moves), FROM_0).endpoints:
        assert one.amounts["poison"] >= max(one.amounts.values()) > 0


def test_claytons_case() -> None:
    """Two clean and three tainted come in; two, then three go out."""
    cents = 100
    moves = [(1, 2, 2 * cents), (0, 2, 3 * cents), (2, 3, 2 * cents), (2, 4, 3 * cents)]
    found = {one.account: one for one in trace(in_order(moves), FROM_0).endpoints}
    assert {who: one.amounts["haircut"] for who, one in found.items()} == {3: 120, 4: 180}
    assert {who: one.amounts["fifo"] for who, one in found.items()} == {3: 0, 4: 300}
    assert {who: one.amounts["lifo"] for who, one in found.items()} == {3: 200, 4: 100}
    assert {who: one.amounts["libr"] for who, one in found.items()} == {3: 0, 4: 300}
    assert {who: one.amounts["poison"] for who, one in found.items()} == {3: 200, 4: 300}
    assert {who: one.holds for who, one in found.items()} == {3: "some", 4: "all"}


def test_lowest_intermediate_balance_is_not_replenished() -> None:
    """Roscoe v Winder: what fell below the claim stays lost, whatever comes in later."""
    moves = [(0, 1, 100), (2, 1, 20), (1, 3, 95), (4, 1, 500)]
    found = {one.account: one.amounts["libr"] for one in trace(in_order(moves), FROM_0).endpoints}
    assert found == {1: 25, 3: 75}


def test_haircut_is_a_fraction_rounded_down() -> None:
    moves = [(0, 1, 1), (2, 1, 2), (1, 3, 2), (1, 4, 1)]
    assert Fraction(1 * 2, 3).__floor__() == 0
    found = {one.account: one.amounts["haircut"] for one in trace(in_order(moves), FROM_0).endpoints}
    assert found == {3: 0, 4: 1}


def test_what_a_source_gets_back_counts_once() -> None:
    moves = [(0, 1, 10), (1, 0, 10), (0, 2, 10)]
    found = trace(in_order(moves), FROM_0)
    assert [(one.account, set(one.amounts.values())) for one in found.endpoints] == [(2, {10})]


def test_single_transfers_as_sources() -> None:
    moves = [(0, 1, 5), (2, 1, 5), (1, 3, 10)]
    book = in_order(moves)
    found = trace(book, [Source(transfers=(100,)), Source(transfers=(101,))])
    (one,) = found.endpoints
    assert one.account == 3
    assert [part["fifo"] for part in one.by_source] == [5, 5]
    totals: dict[str, int] = defaultdict(int, found.totals[0])
    assert totals["haircut"] == 10


def test_too_many_or_no_sources() -> None:
    with pytest.raises(ValueError, match="1 to 64"):
        trace(in_order([]), [])
    with pytest.raises(ValueError, match="1 to 64"):
        trace(in_order([]), [Source((n,)) for n in range(65)])
