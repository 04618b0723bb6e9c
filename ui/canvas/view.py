"""Where the chart looks: the one mapping between world and screen."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class View:
    """`scale` pixels per world unit, the world point (`x`, `y`) at the centre of `width` × `height` pixels.

    World y grows downwards, as on the screen.
    """

    scale: float
    x: float
    y: float
    width: int
    height: int

    def to_screen(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Screen positions of world points, same shapes; what is far stays within ±1e7, NaN stays NaN."""
        sx = (x.astype(np.float64) - self.x) * self.scale + self.width / 2
        sy = (y.astype(np.float64) - self.y) * self.scale + self.height / 2
        return np.clip(sx, -1e7, 1e7).astype(np.float32), np.clip(sy, -1e7, 1e7).astype(np.float32)

    def to_world(self, x: float, y: float) -> tuple[float, float]:
        """The world point under a pixel."""
        return (x - self.width / 2) / self.scale + self.x, (y - self.height / 2) / self.scale + self.y

    def grown(self, margin: float, ratio: float) -> View:
        """The view with `margin` (a share of its size) more on each side, in device pixels of `ratio`."""
        width = self.width + 2 * round(self.width * margin)
        height = self.height + 2 * round(self.height * margin)
        return View(self.scale * ratio, self.x, self.y, round(width * ratio), round(height * ratio))


def fitting(
    box: tuple[float, float, float, float],
    width: int,
    height: int,
    margin: float,
    limit: float,
    foot: float = 0.0,
) -> View:
    """The view that shows the world `box` (left, top, right, bottom) within `margin` pixels of the borders.

    `limit` bounds the scale, so that two neighbours do not fill the screen; the lowest `foot` pixels are covered by
    something else.
    """
    left, top, right, bottom = box
    room_x, room_y = max(width - 2 * margin, 1), max(height - foot - 2 * margin, 1)
    scale = min(room_x / max(right - left, 1e-9), room_y / max(bottom - top, 1e-9), limit)
    return View(scale, (left + right) / 2, (top + bottom) / 2 + foot / 2 / scale, width, height)
