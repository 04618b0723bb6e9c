from __future__ import annotations

import numpy as np
import pytest

from investigator.graph.joining import CELL, Way, join
from tests.makers import graph

HERE = np.array([[0, 0], [np.nan, np.nan], [np.nan, np.nan]], np.float32)


def test_along_the_flow_the_paid_join_to_the_right_and_payers_to_the_left() -> None:
    places = join(graph([(0, 1), (2, 0)], 3), HERE, "right")
    assert places[1, 0] > CELL
    assert places[2, 0] < -CELL
    assert abs(places[1, 1]) < CELL


def test_down_a_hierarchy_they_join_below() -> None:
    places = join(graph([(0, 1), (2, 0)], 3), HERE, "down")
    assert (places[1:, 1] > CELL).all()


def test_in_rings_they_join_farther_out() -> None:
    start = np.array([[0, 0], [300, 0], [np.nan, np.nan]], np.float32)
    assert join(graph([(0, 1), (1, 2)], 3), start, "out")[2, 0] > 300


@pytest.mark.parametrize("way", ["right", "down", "out"])
def test_a_crowd_finds_room(way: Way) -> None:
    start = np.full((2001, 2), np.nan, np.float32)
    start[0] = 0
    places = join(graph([(0, one) for one in range(1, 2001)], 2001), start, way)
    assert np.unique(places, axis=0).shape == (2001, 2)


def test_those_that_nobody_leads_to_stand_below() -> None:
    places = join(graph([], 3), HERE, "out")
    assert (places[1:, 1] > 0).all()
