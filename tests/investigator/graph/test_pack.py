from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.pack import pack

sizes = st.lists(st.tuples(st.floats(0, 500), st.floats(0, 500)), min_size=1, max_size=60)


@given(sizes)
def test_nothing_is_nearer_than_the_margin(given_sizes: list[tuple[float, float]]) -> None:
    size = np.array(given_sizes)
    centre = pack(size, 10.0)
    gap = np.abs(centre[:, None] - centre) - (size[:, None] + size) / 2
    apart = gap.max(axis=2) + np.eye(len(size)) * 1e9
    assert apart.min() >= 10 - 1e-6
    assert np.array_equal(centre, pack(size, 10.0))


def test_the_largest_lies_in_the_middle_and_crumbs_in_rows_beneath() -> None:
    size = np.array([[1.0, 1.0]] * 6 + [[100.0, 100.0], [60.0, 60.0]])
    centre = pack(size, 2.0)
    assert centre[6].tolist() == [0, 0]
    assert centre[:6, 1].tolist() == [centre[0, 1]] * 6
    assert centre[0, 1] > 50
    assert np.allclose(np.diff(centre[:6, 0]), 3)


def test_equals_make_a_grid_wider_than_high() -> None:
    centre = pack(np.ones((40, 2)), 1.0)
    columns, rows = len(set(centre[:, 0].tolist())), len(set(centre[:, 1].tolist()))
    assert columns > rows > 1
    assert columns * rows < 40 + columns
