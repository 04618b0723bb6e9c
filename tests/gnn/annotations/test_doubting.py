"""A label is judged by the others alone, and one that does not fit is doubted."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn.annotations.doubting import FOLDS, doubts, folds, nearest, placed


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9)), min_size=1, max_size=60), st.integers(0, 3)
)
def test_groups_stay_together_and_classes_are_dealt_out(rows: list[tuple[int, int]], seed: int) -> None:
    truth = np.array([value for value, _ in rows], np.int8)
    groups = np.array([group for _, group in rows], np.int64)
    fold = folds(truth, groups, seed)
    for group in np.unique(groups):
        assert np.unique(fold[groups == group]).size == 1
    assert fold.max() < FOLDS
    np.testing.assert_array_equal(fold, folds(truth, groups, seed))
    alone = np.arange(truth.size)
    for value in (0, 1):
        counts = np.bincount(folds(truth, alone, seed)[truth == value])
        assert counts.size == 0 or counts.max() - counts.min() <= 1


def test_the_wrong_label_is_the_most_doubted_and_marked() -> None:
    rng = np.random.default_rng(0)
    truth = np.repeat([0, 1], [40, 20]).astype(np.int8)
    x = rng.normal(truth[:, None] * 4.0, 1.0, (60, 4)).astype(np.float32)
    given = truth.copy()
    given[[3, 50]] = 1 - given[[3, 50]]
    found = doubts(x, given, np.arange(60))
    assert found
    right = found.right(given)
    assert set(np.argsort(right)[:2].tolist()) == {3, 50}
    assert found.likely[[3, 50]].all()
    assert found.likely.sum() <= 4
    against = found.against(x, given, np.array([3, 50, 0]))
    assert against.shape == (3, 4)
    assert (against[0] <= 0).all()
    assert (against[1] >= 0).all()
    again = doubts(x, given, np.arange(60))
    assert again
    np.testing.assert_array_equal(again.illicit, found.illicit)


def test_one_group_of_a_class_cannot_be_judged() -> None:
    truth = np.array([0, 0, 0, 1, 1], np.int8)
    assert doubts(np.zeros((5, 2), np.float32), truth, np.array([0, 1, 2, 3, 3])) is None


def test_the_nearest_come_first() -> None:
    place = placed(np.array([[0.0], [1.0], [10.0], [11.5]], np.float32))
    assert nearest(place, place[[3]], 2).tolist() == [[3, 2]]
