from __future__ import annotations

import numpy as np
from scipy.spatial.distance import pdist

from investigator.graph.discs import part_discs


def test_discs_no_longer_overlap_and_the_large_hardly_move() -> None:
    middle, radius = np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([10.0, 1.0])
    after = part_discs(middle, radius)
    assert pdist(after)[0] >= 10.98
    assert np.linalg.norm(after[0]) < 0.2


def test_discs_at_one_place_are_parted_too() -> None:
    after = part_discs(np.zeros((20, 2)), np.ones(20))
    assert pdist(after).min() > 1.9


def test_those_with_room_stay() -> None:
    middle = np.array([[0.0, 0.0], [5.0, 0.0]])
    assert part_discs(middle, np.ones(2)).tolist() == middle.tolist()
