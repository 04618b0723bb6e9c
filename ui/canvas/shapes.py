"""Compiled kernels that draw nodes: one shape for each kind of account, by distance to its rim."""

from __future__ import annotations

import numpy as np
from numba import njit

from ui.canvas.pixels import put

TINY = 2.0
"""Radius in pixels under which a node is a plain block."""


@njit(cache=True, nogil=True)
def rim(kind, x, y, r):  # type: ignore[no-untyped-def]
    """Signed distance in pixels from (x, y) to the rim of a shape of radius `r` around the origin.

    Kinds as in `AccountKind`: circle, square, rounded square, diamond, trapezium, double ring.
    """
    ax, ay = abs(x), abs(y)
    if kind == 1:
        return max(ax, ay) - 0.86 * r
    if kind == 2:
        corner = 0.28 * r
        qx, qy = max(ax - 0.95 * r + corner, 0.0), max(ay - 0.95 * r + corner, 0.0)
        return np.sqrt(qx * qx + qy * qy) - corner
    if kind == 3:
        return (ax + ay - 1.15 * r) * 0.70710678
    if kind == 4:
        return max(ay - 0.85 * r, (ax - 0.75 * r - 0.26 * y) * 0.968)
    away = np.sqrt(x * x + y * y)
    if kind == 5:
        return min(away - 0.72 * r, abs(away - 0.96 * r) - max(0.05 * r, 0.6))
    return away - r


@njit(cache=True, nogil=True)
def node(buffer, low, high, x, y, r, kind, color, ground, gap):  # type: ignore[no-untyped-def]
    """One filled node with a gap of the ground's colour around it; a plain block if tiny."""
    wide = buffer.shape[1]
    if r < TINY:
        left, top, size = int(x - r * 0.5), int(y - r * 0.5), 3 if r > 1.4 else 2
        for py in range(max(low, top), min(high, top + size)):
            for px in range(max(0, left), min(wide, left + size)):
                buffer[py, px] = color
        return
    reach = r * 1.2 + 3
    for py in range(max(low, int(y - reach)), min(high, int(y + reach) + 1)):
        for px in range(max(0, int(x - reach)), min(wide, int(x + reach) + 1)):
            outside = rim(kind, px + 0.5 - x, py + 0.5 - y, r)
            if outside >= gap + 0.5:
                continue
            if outside > -0.5:
                put(buffer, py, px, ground, min(1.0, gap + 0.5 - outside))
            put(buffer, py, px, color, min(1.0, 0.5 - outside))


@njit(cache=True, nogil=True)
def ring(buffer, low, high, x, y, radius, half, color):  # type: ignore[no-untyped-def]
    """A circle line `2 * half` thick."""
    reach = radius + half + 1
    for py in range(max(low, int(y - reach)), min(high, int(y + reach) + 1)):
        for px in range(max(0, int(x - reach)), min(buffer.shape[1], int(x + reach) + 1)):
            dx, dy = px + 0.5 - x, py + 0.5 - y
            put(buffer, py, px, color, min(1.0, half + 0.5 - abs(np.sqrt(dx * dx + dy * dy) - radius)))
