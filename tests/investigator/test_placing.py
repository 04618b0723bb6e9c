import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from investigator.placing import place


def boxes(corners: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    kept = np.isfinite(corners[:, 0])
    return np.column_stack([corners[kept], corners[kept] + sizes[kept]])


def overlapping(rects: np.ndarray) -> int:
    left, top, right, bottom = rects.T
    meets = (
        (left[:, None] < right)
        & (right[:, None] > left)
        & (top[:, None] < bottom)
        & (bottom[:, None] > top)
    )
    return int(np.triu(meets, 1).sum())


floats = st.floats(0, 300, width=32)


@given(
    arrays(np.float32, (25, 2), elements=floats),
    arrays(np.float32, (25, 2), elements=st.floats(5, 80, width=32)),
    arrays(np.float32, (3, 2), elements=floats),
)
def test_no_label_covers_another_or_what_is_blocked(
    spots: np.ndarray, sizes: np.ndarray, taken: np.ndarray
) -> None:
    anchors = np.column_stack([spots, np.full(25, 6, np.float32)])
    blocked = np.column_stack([taken, taken + 20])
    corners = place(anchors, sizes, blocked, (300, 300))
    placed = boxes(corners, sizes)
    assert overlapping(placed) == 0
    for rect in placed:
        assert overlapping(np.vstack([rect, blocked[:1]])) == 0
    assert (placed[:, :2] >= 0).all()
    assert (placed[:, 2:] <= 300).all()


def test_the_less_important_gives_way_or_moves() -> None:
    anchors = np.array([[100, 100, 5]] * 6, np.float32)
    sizes = np.full((6, 2), 20, np.float32)
    corners = place(anchors, sizes, np.empty((0, 4), np.float32), (300, 300))
    assert corners[0].tolist() == [90, 105]
    assert corners[1].tolist() == [90, 75]
    assert np.isnan(corners[2:]).all()


def test_a_centred_label_stays_on_its_anchor() -> None:
    anchors, sizes = np.array([[50, 50, -1]], np.float32), np.array([[20, 10]], np.float32)
    assert place(anchors, sizes, np.empty((0, 4), np.float32), (300, 300)).tolist() == [[40, 45]]
    blocked = np.array([[40, 40, 60, 60]], np.float32)
    assert np.isnan(place(anchors, sizes, blocked, (300, 300))).all()


def test_nothing_to_place() -> None:
    empty = np.empty((0, 3), np.float32)
    assert place(empty, np.empty((0, 2), np.float32), np.empty((0, 4), np.float32), (9, 9)).shape == (0, 2)


def test_a_label_that_insists_covers_what_is_blocked_but_no_other_label() -> None:
    anchors = np.array([[50, 50, 5], [50, 50, 5]], np.float32)
    sizes = np.array([[20, 10], [20, 10]], np.float32)
    everywhere = np.array([[0, 0, 100, 100]], np.float32)
    assert np.isnan(place(anchors, sizes, everywhere, (100, 100))).all()
    first, second = place(anchors, sizes, everywhere, (100, 100), insist=2)
    assert first.tolist() == [40, 55]
    assert second.tolist() == [40, 35]
    assert np.isnan(place(anchors, sizes, everywhere, (100, 100), insist=1)[1]).all()
