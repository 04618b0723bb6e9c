from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from investigator.graph.folding import Folded
from ui.places import Places


def test_what_stands_stays_and_what_is_not_known_has_no_place() -> None:
    first = Places(np.array([1, 3], np.int32), np.array([[1, 1], [3, 3]], np.float32))
    grown = first.joined(np.array([2, 3], np.int32), np.array([[2, 2], [9, 9]], np.float32))
    assert_array_equal(grown.of(np.array([1, 2, 3], np.int32)), [[1, 1], [2, 2], [3, 3]])
    assert np.isnan(grown.of(np.array([4], np.int32))).all()
    assert np.isnan(Places().of(np.array([4], np.int32))).all()


def test_a_group_stands_in_the_middle_of_its_members() -> None:
    places = Places(np.array([1, 2, 3], np.int32), np.array([[0, 0], [4, 8], [9, 9]], np.float32))
    spots = np.full((2, 2), -1, np.float32)
    alone = Folded(0, "G2", np.array([3, 7], np.int32))
    places.gather(spots, (Folded(1, "G1", np.array([1, 2], np.int32)), alone))
    assert spots.tolist() == [[-1, -1], [2, 4]]
