from __future__ import annotations

import numpy as np
import pytest

from investigator.graph.aligning import LEAST, Edge, aligned, distributed

SPOTS = np.array([[0, 0], [100, 200], [40, 700]], np.float32)


@pytest.mark.parametrize(
    "edge, axis, line",
    [
        ("left", 0, 0),
        ("right", 0, 100),
        ("column", 0, 50),
        ("top", 1, 0),
        ("bottom", 1, 700),
        ("row", 1, 350),
    ],
)
def test_all_stand_in_one_line_and_stay_along_it(edge: Edge, axis: int, line: float) -> None:
    placed = aligned(SPOTS, edge)
    assert placed[:, axis].tolist() == [line] * 3
    if axis == 0:
        assert placed[:, 1].tolist() == SPOTS[:, 1].tolist()


def test_those_that_would_cover_each_other_make_room() -> None:
    placed = aligned(np.array([[0, 0], [500, 1], [900, 2]], np.float32), "left")
    assert np.diff(placed[:, 1]).tolist() == pytest.approx([LEAST, LEAST])


def test_distances_become_equal_between_the_outermost() -> None:
    assert distributed(SPOTS, "down")[:, 1].tolist() == [0, 350, 700]
    assert distributed(SPOTS, "across")[:, 0].tolist() == [0, 100, 50]
    assert distributed(SPOTS, "down")[:, 0].tolist() == SPOTS[:, 0].tolist()
