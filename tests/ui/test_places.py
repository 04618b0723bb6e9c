from __future__ import annotations

import numpy as np
from numpy.testing import assert_array_equal

from ui.places import Places


def test_what_stands_stays_and_what_is_not_known_has_no_place() -> None:
    first = Places(np.array([1, 3], np.int32), np.array([[1, 1], [3, 3]], np.float32))
    grown = first.joined(np.array([2, 3], np.int32), np.array([[2, 2], [9, 9]], np.float32))
    assert_array_equal(grown.of(np.array([1, 2, 3], np.int32)), [[1, 1], [2, 2], [3, 3]])
    assert np.isnan(grown.of(np.array([4], np.int32))).all()
    assert np.isnan(Places().of(np.array([4], np.int32))).all()
