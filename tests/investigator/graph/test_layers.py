from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.layers import Order, layers
from tests.makers import graph


def at(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


def test_money_is_followed_onwards_and_back() -> None:
    found = layers(graph([(4, 0), (0, 1), (1, 2), (5, 2)], 6), at(0))
    assert found.number.tolist() == [0, 1, 2, 0, -1, 0]
    assert found.on_way.tolist() == [True, True, True, False, True, False]
    assert found.parent.tolist() == [-1, 0, 1, -1, 0, -1]


def test_money_does_not_go_back_in_time() -> None:
    made = graph([(1, 2), (0, 1)], 3)
    assert layers(made, at(0)).on_way.tolist() == [True, True, False]
    assert layers(made, at(2)).on_way.tolist() == [False, True, True]


def test_the_most_money_comes_first() -> None:
    made = graph([(0, 1), (0, 2), (1, 3), (2, 3)], 4, [100, 1, 90, 1])
    assert layers(made, at(0)).parent.tolist() == [-1, 0, 0, 1]


def test_nothing_moved_leads_nowhere() -> None:
    assert not layers(graph([(0, 1), (1, 1)], 2, [0, 5]), at(0)).on_way[1]


def test_seeds_are_case_wide_ids() -> None:
    made = replace(graph([(0, 1)], 2), accounts=at(7, 9))
    assert layers(made, at(9)).number.tolist() == [-1, 0]


def test_without_seeds_it_begins_with_those_who_only_pay() -> None:
    assert layers(graph([(1, 0), (0, 2)], 3), at()).number.tolist() == [1, 0, 2]
    assert layers(graph([(1, 0), (0, 1)], 2), at(99)).on_way.all()
    assert layers(graph([], 2), at()).on_way.tolist() == [False, False]


def test_by_time_columns_fill_up_in_the_order_of_arrival() -> None:
    star = graph([(0, 1), (0, 2), (0, 3), (1, 4)], 5)
    assert layers(star, at(0), "time", most=2).number.tolist() == [0, 1, 1, 2, 2]


edges = st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=30)


@given(edges, st.sampled_from(["hop", "time"]))
def test_whoever_pays_stands_left_of_whom_it_reached(pairs: list[tuple[int, int]], by: Order) -> None:
    found = layers(graph(pairs, 9), at(0), by, most=3)
    for account in np.flatnonzero(found.parent >= 0):
        number, source = found.number[account], found.number[found.parent[account]]
        assert number > source if number > 0 else number < source
    assert (found.number[~found.on_way] == 0).all()


@pytest.mark.parametrize("by", ["hop", "time"])
def test_renaming_assets_changes_nothing(by: Order) -> None:
    made = graph([(0, 1), (1, 2), (0, 2)], 3, [1, 2, 3])
    other = replace(made, asset=made.asset + 5)
    assert layers(made, at(0), by).number.tolist() == layers(other, at(0), by).number.tolist()
