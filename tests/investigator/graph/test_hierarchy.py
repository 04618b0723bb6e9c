from __future__ import annotations

import numpy as np

from investigator.graph.hierarchy import LEVEL, hierarchy
from tests.makers import graph

ROOT = np.array([0], np.int32)


def test_every_step_from_the_root_is_a_level_further_down() -> None:
    places = hierarchy(graph([(0, 1), (0, 2), (2, 3)], 4), ROOT)
    assert np.unique(places[:, 1]).size == 3
    assert places[1, 1] == places[2, 1] == places[0, 1] + np.float32(LEVEL)
    assert places[3, 0] == places[2, 0]


def test_other_parts_hang_beside_it_from_their_busiest() -> None:
    places = hierarchy(graph([(0, 1), (0, 2), (4, 3), (4, 5)], 6), ROOT)
    assert places[4, 1] < min(places[3, 1], places[5, 1])


def test_a_wide_tree_is_squeezed_into_rows() -> None:
    pairs = [(0, one) for one in range(1, 200)] + [(one, one + 199) for one in range(1, 200)]
    wide, high = np.ptp(hierarchy(graph(pairs, 399), ROOT), axis=0)
    assert wide < 4 * high
