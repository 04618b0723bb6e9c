"""The layout that reads from left to right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.flow import ROW, apart, flow
from investigator.graph.layers import Order
from investigator.progress import Cancelled
from tests.makers import graph


def at(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int32)


def test_a_chain_runs_straight_to_the_right() -> None:
    places = flow(graph([(0, 1), (1, 2), (2, 3)], 4), at(0))
    assert (np.diff(places[:, 0]) >= 100).all()
    assert np.allclose(places[:, 1], places[0, 1])


def test_where_it_came_from_stands_on_the_left() -> None:
    places = flow(graph([(3, 0), (0, 1)], 4), at(0))
    assert places[3, 0] < places[0, 0] < places[1, 0]


def test_two_branches_do_not_cross() -> None:
    places = flow(graph([(0, 1), (0, 2), (1, 4), (2, 3)], 5), at(0))
    assert (places[1, 1] < places[2, 1]) == (places[4, 1] < places[3, 1])


def test_what_is_off_the_way_stands_above_or_below_it() -> None:
    places = flow(graph([(0, 1), (1, 2), (3, 1), (4, 2)], 6), at(0))
    way = places[:3, 1]
    for other in (3, 4, 5):
        assert places[other, 1] < way.min() - ROW or places[other, 1] > way.max() + ROW


def test_a_crowded_column_is_staggered() -> None:
    places = flow(graph([(0, i) for i in range(1, 61)], 61), at(0))
    assert len(set(places[1:, 0].tolist())) > 3
    assert np.ptp(places[:, 1]) < 60 * ROW / 2


def test_apart_keeps_what_is_apart_and_shares_what_is_not() -> None:
    assert apart(np.array([0.0, 50.0]), np.ones(2), 10).tolist() == [0, 50]
    assert apart(np.array([0.0, 0.0]), np.ones(2), 10).tolist() == [-5, 5]
    assert apart(np.array([0.0, 0.0]), np.array([3.0, 1.0]), 10).tolist() == [-2.5, 7.5]
    assert apart(np.array([]), np.array([]), 10).tolist() == []


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=30).map(sorted))
def test_apart_is_at_least_a_gap(wanted: list[float]) -> None:
    placed = apart(np.array(wanted), np.ones(len(wanted)), 7)
    assert (np.diff(placed) >= 7 - 1e-6).all()
    assert np.isclose(placed.mean(), np.mean(wanted), atol=1e-6)


edges = st.lists(st.tuples(st.integers(0, 14), st.integers(0, 14)), max_size=50)


@given(edges, st.sampled_from(["hop", "time"]), st.integers(0, 14))
def test_places_are_finite_apart_and_the_same_again(
    pairs: list[tuple[int, int]], by: Order, seed: int
) -> None:
    made = graph(pairs, 15)
    places = flow(made, at(seed), by)
    assert places.shape == (15, 2)
    assert places.dtype == np.float32
    assert np.isfinite(places).all()
    distance = np.linalg.norm(places[:, None] - places[None], axis=2) + np.eye(15) * 1e9
    assert distance.min() > 20
    assert np.array_equal(places, flow(made, at(seed), by))


def test_no_accounts_no_places() -> None:
    assert flow(graph([], 0), at()).shape == (0, 2)
    assert flow(graph([], 1), at()).tolist() == [[0, 0]]


def test_cancel() -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        flow(graph([(0, 1)], 2), at(0), tick=stop)
