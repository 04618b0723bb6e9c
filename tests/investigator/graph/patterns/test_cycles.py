"""Cycles, against trying every walk."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.patterns.cycles import Cycle
from investigator.graph.patterns.finding import Surroundings
from tests.investigator.graph.patterns.told import DAY, seen, world

ROUND = [(0, 1, 100.0, 1), (1, 2, 98.0, 2), (2, 0, 97.0, 3)]


def test_money_comes_back() -> None:
    (found,) = seen(Cycle(), world(ROUND))
    assert found.accounts == (0, 1, 2)
    assert found.transfers == (0, 1, 2)
    assert found.reason == "97 % came back over 3 transfers after 2 seconds"


def test_what_is_none() -> None:
    assert seen(Cycle(), world([(0, 1, 100.0, 3), (1, 2, 98.0, 2), (2, 0, 97.0, 1)])) == []
    assert seen(Cycle(), world([(0, 1, 100.0, 1), (1, 2, 50.0, 2), (2, 0, 49.0, 3)])) == []
    assert seen(Cycle(), world([*ROUND[:2], (2, 0, 97.0, 40 * DAY)])) == []
    assert seen(Cycle(), world([*ROUND[:2], (2, 0, 97.0, 3, 1)])) == []
    assert seen(Cycle(), world([(0, 1, 1.0, 1), (1, 0, 1.0, 2)])) == []
    assert seen(Cycle(), world(ROUND), Surroundings(services=frozenset({1}))) == []
    assert seen(Cycle(longest=3), world([*ROUND[:2], (2, 3, 97.0, 3), (3, 0, 97.0, 4)])) == []


def test_no_transfer_belongs_to_two() -> None:
    again = [(a, b, x, t + 10) for a, b, x, t in ROUND]
    found = seen(Cycle(), world([*ROUND, *again]))
    assert [one.transfers for one in found] == [(0, 1, 2), (3, 4, 5)]


def test_a_search_that_takes_too_long_stops() -> None:
    many = [
        (0, 1, 1.0, 0),
        *[(1, i, 1.0, i) for i in range(2, 50)],
        *[(i, 51, 1.0, 100 + i) for i in range(2, 50)],
    ]
    assert len(seen(Cycle(steps=10), world([*many, (51, 0, 1.0, 900)]))) == 0
    assert len(seen(Cycle(), world([*many, (51, 0, 1.0, 900)]))) == 1


def closes(rows: list[tuple[int, int]], walk: list[int], longest: int) -> bool:
    a, b = rows[walk[-1]]
    if b == rows[walk[0]][0]:
        return len(walk) >= 3
    passed = {rows[one][0] for one in walk} | {a}
    return (
        b not in passed
        and len(walk) < longest
        and any(
            closes(rows, [*walk, i], longest) for i in range(walk[-1] + 1, len(rows)) if rows[i][0] == b
        )
    )


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)).filter(lambda e: e[0] != e[1]), max_size=14)
)
def test_there_is_a_finding_just_where_a_walk_closes(edges: list[tuple[int, int]]) -> None:
    found = seen(Cycle(longest=5), world([(a, b, 1.0, i) for i, (a, b) in enumerate(edges)], accounts=6))
    assert bool(found) == any(closes(edges, [i], 5) for i in range(len(edges)))
    for one in found:
        steps = [edges[i] for i in one.transfers]
        assert [a for a, _ in steps] == list(one.accounts)
        assert [b for _, b in steps] == [*one.accounts[1:], one.accounts[0]]
        assert list(one.transfers) == sorted(one.transfers)
