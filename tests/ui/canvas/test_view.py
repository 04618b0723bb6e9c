import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.canvas.view import View, fitting


@given(
    st.floats(0.01, 100), st.floats(-500, 500), st.floats(-500, 500), st.floats(0, 800), st.floats(0, 600)
)
def test_world_and_screen_are_inverse(scale: float, x: float, y: float, px: float, py: float) -> None:
    view = View(scale, x, y, 800, 600)
    wx, wy = view.to_world(px, py)
    sx, sy = view.to_screen(np.array([wx]), np.array([wy]))  # type: ignore[arg-type]
    assert sx[0] == pytest.approx(px, abs=1e-2)
    assert sy[0] == pytest.approx(py, abs=1e-2)


def test_a_grown_view_keeps_its_centre_and_has_whole_margins() -> None:
    grown = View(2, 5, 6, 801, 600).grown(0.25, 1.0)
    assert (grown.width - 801) % 2 == 0
    sx, sy = grown.to_screen(np.array([5], np.float32), np.array([6], np.float32))
    assert (sx[0], sy[0]) == (grown.width / 2, grown.height / 2)
    assert View(2, 5, 6, 100, 100).grown(0, 2.0) == View(4, 5, 6, 200, 200)


@given(st.floats(-1e3, 1e3), st.floats(0, 1e4), st.floats(0, 1e4))
def test_fitting_shows_the_whole_box(left: float, wide: float, high: float) -> None:
    view = fitting((left, 0, left + wide, high), 400, 300, 50, limit=10)
    sx, sy = view.to_screen(np.array([left, left + wide]), np.array([0, high]))  # type: ignore[arg-type]
    assert sx.min() >= 49
    assert sx.max() <= 351
    assert sy.min() >= 49
    assert sy.max() <= 251
    assert view.scale <= 10


def test_far_points_stay_finite() -> None:
    sx, _ = View(1e6, 0, 0, 10, 10).to_screen(np.array([3e38], np.float32), np.zeros(1, np.float32))
    assert np.isfinite(sx).all()
