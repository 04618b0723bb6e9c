from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from investigator.graph.radial import RING, radial
from tests.makers import graph

ROOT = np.array([0], np.int32)


def far(places: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.hypot(*(places - places[0]).T)
    return found


def test_every_step_from_the_root_is_a_ring_further_out() -> None:
    places = radial(graph([(0, 1), (0, 2), (0, 3), (3, 4)], 5), ROOT)
    assert_allclose(far(places), [0, RING, RING, RING, 2 * RING], rtol=1e-4)


def test_two_roots_share_a_ring_in_the_middle() -> None:
    places = radial(graph([(0, 1), (0, 2), (1, 3)], 4), np.array([0, 1], np.int32))
    middle = places[:2].mean(axis=0)
    near = np.hypot(*(places - middle).T)
    assert near[:2].max() < near[2:].min()


def test_a_crowded_ring_has_rows_and_stays_round() -> None:
    places = radial(graph([(0, one) for one in range(1, 400)], 400), ROOT)
    assert far(places).max() < 12 * RING
    assert np.unique(far(places).round()).size > 3
