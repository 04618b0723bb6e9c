"""What all searches for paths agree on."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.paths.best import best
from investigator.graph.paths.corridor import corridor
from investigator.graph.paths.route import Question, Route, checked
from investigator.graph.paths.shortest import shortest
from investigator.graph.paths.timely import timely
from tests.investigator.graph.paths.chains import EDGES, made


@given(EDGES, st.integers(0, 7), st.integers(0, 7))
def test_a_way_in_time_is_a_way_and_the_shortest_is_the_best(
    edges: list[tuple[int, int]], a: int, b: int
) -> None:
    if a == b:
        return
    columns, start, goal = made(edges, accounts=8), np.array([a], np.int32), np.array([b], np.int32)
    question = Question(hops=10)
    any_way = shortest(columns, start, goal, question)
    in_time = timely(columns, start, goal, question)
    area = corridor(columns, start, goal, question)
    assert (any_way is None) == (area is None)
    if any_way is None or area is None:
        assert in_time is None
        return
    (first,) = best(area.graph, area.rows, {a}, {b}, 1)
    assert first.hops == any_way.hops
    assert in_time is None or in_time.hops >= any_way.hops


def test_ways_are_joined_where_they_meet() -> None:
    assert Route((1, 2), (5,)).then(Route((2, 3), (7,))) == Route((1, 2, 3), (5, 7))
    with pytest.raises(ValueError, match="does not begin"):
        Route((1, 2), (5,)).then(Route((3, 4), (7,)))


def test_ends_are_accounts_of_the_case() -> None:
    columns = made([(0, 1)], accounts=3)
    assert checked(columns, np.array([2, 0, 2], np.int32)).tolist() == [0, 2]
    for wrong in ([], [3], [-1]):
        with pytest.raises(ValueError, match="accounts of this case"):
            checked(columns, np.array(wrong, np.int32))
    assert Question().blocked(columns, np.array([0])).size == 0
    blocked = Question(avoid=frozenset({0, 1, 99})).blocked(columns, np.array([0]))
    assert blocked.tolist() == [False, True, False]
