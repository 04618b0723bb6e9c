import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.canvas.pixels import arrow, line, mix, stroke, trace

BLACK, WHITE = np.uint32(0), np.uint32(0xFFFFFF)


def blank(width: int = 60, height: int = 40) -> np.ndarray:
    return np.zeros((height, width), np.uint32)


def level(buffer: np.ndarray) -> np.ndarray:
    return (buffer & 0xFF) / 255


def test_mix() -> None:
    assert int(mix(0x000000, 0xFF8040, 256)) == 0xFF8040
    assert int(mix(0x102030, 0xFF8040, 0)) == 0x102030
    assert int(mix(0x000000, 0xFFFFFF, 128)) == 0x7F7F7F


@given(*(st.floats(-1e6, 1e6, width=32) for _ in range(4)))
def test_lines_never_leave_their_band(x0: float, y0: float, x1: float, y1: float) -> None:
    buffer = blank()
    line(buffer, np.array([x0, y0, x1, y1], np.float32), 10, 30, WHITE)
    assert not buffer[:10].any()
    assert not buffer[30:].any()


def test_a_line_connects_its_ends() -> None:
    buffer = blank()
    line(buffer, np.array([5, 5, 25, 15], np.float32), 0, 40, WHITE)
    assert buffer[5, 5]
    assert buffer[15, 25]
    assert (buffer > 0).sum() == 21


def test_density_counts_lines_and_saturates() -> None:
    density = np.zeros((40, 60), np.uint8)
    for _ in range(300):
        trace(density, np.array([0, 20, 59, 20], np.float32), 0, 40)
    trace(density, np.array([30, 0, 30, 39], np.float32), 0, 40)
    assert density[20, 10] == 255
    assert density[5, 30] == 1
    assert density[5, 10] == 0


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("thick", [1, 3, 6])
def test_a_stroke_is_as_thick_as_asked(thick: int, turned: bool) -> None:
    buffer = blank(60, 60)
    curve = [5, 30.5, 30, 30.5, 55, 30.5] if not turned else [30.5, 5, 30.5, 30, 30.5, 55]
    stroke(buffer, np.array([*curve, 0, 1], np.float32), 0, 60, np.float32(thick / 2), False, WHITE)
    cut = level(buffer)[30, :] if turned else level(buffer)[:, 30]
    assert cut.sum() == pytest.approx(thick, abs=0.05)


@pytest.mark.parametrize("forward", [True, False])
def test_a_stroke_follows_its_curve_and_covers_no_pixel_twice(forward: bool) -> None:
    buffer = blank(100, 60)
    ends = [10.0, 50.0, 50.5, 11.0, 91.0, 50.0]
    curve = ends if forward else [*ends[4:], *ends[2:4], *ends[:2]]
    stroke(buffer, np.array([*curve, 0, 1], np.float32), 0, 60, np.float32(0.5), False, np.uint32(0x808080))
    assert buffer[30, 50] == 0x808080
    assert (buffer & 0xFF).max() == 0x80


def test_a_dashed_stroke_has_gaps() -> None:
    buffer = blank()
    curve = np.array([0, 20.5, 30, 20.5, 60, 20.5, 0, 1], np.float32)
    stroke(buffer, curve, 0, 40, np.float32(1), True, WHITE)
    row = level(buffer)[20]
    assert (row > 0.9).sum() > 25
    assert (row < 0.1).sum() > 12


def test_two_bands_make_the_same_picture_as_one() -> None:
    curve = np.array([3, 3, 30, 40, 57, 8, 0.1, 0.9], np.float32)
    whole, parts = blank(), blank()
    stroke(whole, curve, 0, 40, np.float32(2), False, WHITE)
    for low, high in ((0, 17), (17, 40)):
        stroke(parts, curve, low, high, np.float32(2), False, WHITE)
    assert np.array_equal(whole, parts)


def test_an_arrow_points_at_its_tip() -> None:
    buffer = blank()
    arrow(buffer, 40.0, 20.0, 28.0, 20.0, 0, 40, 5.0, WHITE)
    heights = (level(buffer) > 0.5).sum(axis=0)
    assert heights[29] > heights[34] > heights[38] > 0
    assert heights[42] == heights[26] == 0
