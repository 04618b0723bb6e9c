"""The best ways of a corridor, in order."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.columns import Columns
from investigator.graph.expand import Filter
from investigator.graph.paths import corridor as module
from investigator.graph.paths.best import best
from investigator.graph.paths.corridor import corridor
from investigator.graph.paths.route import Question, Route
from investigator.progress import Cancelled
from tests.investigator.graph.paths.chains import EDGES, made, valid


def ids(*accounts: int) -> np.ndarray:
    return np.array(accounts, np.int32)


def ways(
    columns: Columns,
    a: int,
    b: int,
    count: int,
    question: Question = Question(),  # noqa: B008
) -> list[Route]:
    found = corridor(columns, ids(a), ids(b), question)
    if found is None:
        return []
    return best(found.graph, found.rows, {a}, {b}, count, direction=question.where.direction)


def test_shorter_ways_come_first_then_those_that_carry_more() -> None:
    columns = made([(0, 1), (1, 4), (0, 2), (2, 4), (0, 3), (3, 2)])
    assert [way.accounts for way in ways(columns, 0, 4, 9)] == [(0, 2, 4), (0, 1, 4), (0, 3, 2, 4)]
    assert [way.accounts for way in ways(columns, 0, 4, 2)] == [(0, 2, 4), (0, 1, 4)]
    assert [way.rows for way in ways(columns, 0, 4, 1)] == [(2, 3)]


def test_of_parallel_transfers_the_largest_speaks() -> None:
    columns = made([(0, 1), (0, 1), (1, 2)])
    assert ways(columns, 0, 2, 5)[0].rows == (1, 2)


def test_against_the_money_and_both_ways() -> None:
    columns = made([(0, 1), (1, 2)])
    assert ways(columns, 2, 0, 5) == []
    for direction in ("in", "both"):
        (back,) = ways(columns, 2, 0, 5, Question(Filter(direction=direction)))
        assert (back.accounts, back.rows) == ((2, 1, 0), (1, 0))


def test_a_corridor_holds_what_lies_on_ways_that_are_short_enough() -> None:
    columns = made([(0, 1), (1, 2), (0, 2), (0, 3), (4, 2)])
    found = corridor(columns, ids(0), ids(2), Question(hops=2))
    assert found is not None
    assert found.graph.accounts.tolist() == [0, 1, 2]
    assert found.graph.transfer.tolist() == [0, 1, 2]
    assert (found.hops, found.left_out) == (2, 0)
    assert corridor(columns, ids(2), ids(0)) is None
    assert corridor(columns, ids(0), ids(2), Question(avoid=frozenset({1}), hops=1)) is not None


def test_a_full_corridor_says_what_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ROOM", 2)
    found = corridor(made([(0, 1), (1, 2), (0, 2)]), ids(0), ids(2))
    assert found is not None
    assert found.graph.accounts.tolist() == [0, 2]
    assert found.left_out == 1


def test_it_can_be_cancelled() -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    found = corridor(made([(0, 1)]), ids(0), ids(1))
    assert found is not None
    with pytest.raises(Cancelled):
        best(found.graph, found.rows, {0}, {1}, 1, tick=stop)


@given(EDGES, st.integers(0, 7), st.integers(0, 7))
def test_all_simple_ways_are_found(edges: list[tuple[int, int]], a: int, b: int) -> None:
    if a == b:
        return
    columns = made(edges, accounts=8)
    graph = nx.DiGraph(edges)
    graph.add_nodes_from(range(8))
    wanted = {tuple(way) for way in nx.all_simple_paths(graph, a, b)}
    found = ways(columns, a, b, 10_000, Question(hops=20))
    assert {way.accounts for way in found} == wanted
    assert [way.hops for way in found] == sorted(way.hops for way in found)
    assert all(valid(columns, way) for way in found)
