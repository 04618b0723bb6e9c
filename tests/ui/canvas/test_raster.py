import numpy as np

from ui.canvas.raster import Dots, Raster, Strokes

TONE = np.arange(256, dtype=np.uint32)


def strokes(faint: np.ndarray, grain: int = 1) -> Strokes:
    none, colors = np.empty((0, 4), np.float32), np.empty(0, np.uint32)
    return Strokes(
        faint, grain, none, colors, np.empty((0, 8), np.float32), np.empty(0, np.float32),
        np.empty(0, np.bool_), colors, np.empty((0, 5), np.float32), colors,
    )  # fmt: skip


def dots() -> Dots:
    one = np.empty(0, np.float32)
    colors = np.empty(0, np.uint32)
    return Dots(one, one, one, np.empty(0, np.uint8), colors, np.empty((0, 4), np.float32), colors, 0.0)


def test_density_is_toned() -> None:
    faint = np.array([[0, 10, 50, 10]] * 3 + [[25, 0, 25, 30]], np.float32)
    shown = Raster(2).draw(51, 31, TONE, strokes(faint), dots())
    assert shown[10, 3] == 3
    assert shown[10, 25] == 4
    assert shown[20, 25] == 1
    assert shown[20, 3] == 0


def test_coarse_density_covers_the_whole_of_odd_sizes() -> None:
    faint = np.array([[0, 15, 25, 15]] * 200, np.float32)
    shown = Raster(3).draw(51, 31, TONE, strokes(faint, 2), dots())
    assert (shown[30] == 200).all()
    assert not shown[:30].any()


def test_the_buffer_is_reused_and_cleared() -> None:
    raster = Raster(2)
    first = raster.draw(40, 30, TONE, strokes(np.array([[0, 5, 39, 5]], np.float32)), dots())
    assert first.any()
    second = raster.draw(40, 30, TONE, strokes(np.empty((0, 4), np.float32)), dots())
    assert np.shares_memory(first, second)
    assert not second.any()


def test_the_result_does_not_depend_on_the_bands() -> None:
    rng = np.random.default_rng(1)
    faint = rng.uniform(-50, 250, (500, 4)).astype(np.float32)
    # A line may enter a band one pixel aside: its steps are rounded from where it is cut.
    one = Raster(1).draw(200, 150, TONE, strokes(faint), dots()).astype(int)
    three = Raster(3).draw(200, 150, TONE, strokes(faint), dots()).astype(int)
    assert abs(one.sum() - three.sum()) < 0.02 * one.sum()
    assert (one != three).mean() < 0.2
