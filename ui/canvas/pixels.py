"""Compiled kernels on pixels, lines and strokes. Buffers are rows of 0x00RRGGBB, shape (height, width).

Every kernel draws into the rows `low` to `high` only, so that bands can be drawn at the same time.
"""

from __future__ import annotations

import numpy as np
from numba import njit

FULL = 256
DASH, GAP = 6.0, 4.0


@njit(cache=True, nogil=True, inline="always")
def mix(under, over, share):  # type: ignore[no-untyped-def]
    """`over` laid on `under` with `share` of 256."""
    rest = FULL - share
    odd = ((under & 0xFF00FF) * rest + (over & 0xFF00FF) * share) >> 8 & 0xFF00FF
    even = ((under & 0x00FF00) * rest + (over & 0x00FF00) * share) >> 8 & 0x00FF00
    return np.uint32(odd | even)


@njit(cache=True, nogil=True, inline="always")
def put(buffer, y, x, color, cover):  # type: ignore[no-untyped-def]
    """Cover a pixel with a share in (0, 1] of a colour."""
    if cover >= 1:
        buffer[y, x] = color
    elif cover > 0:
        buffer[y, x] = mix(np.int64(buffer[y, x]), np.int64(color), np.int64(cover * FULL))


@njit(cache=True, nogil=True)
def clip(line, low, high, wide):  # type: ignore[no-untyped-def]
    """The part of (xa, ya, xb, yb) inside rows and columns, from top to bottom; (0, 1, 0, 0) if none."""
    none = (np.float32(0), np.float32(1), np.float32(0), np.float32(0))
    xa, ya, xb, yb = line[0], line[1], line[2], line[3]
    if ya > yb:
        xa, ya, xb, yb = xb, yb, xa, ya
    top, bottom, right = (
        np.float32(low),
        np.float32(high) - np.float32(0.01),
        np.float32(wide) - np.float32(0.01),
    )
    if yb < top or ya > bottom or max(xa, xb) < 0 or min(xa, xb) > right:
        return none
    if ya < top:
        xa, ya = xa + (xb - xa) * (top - ya) / (yb - ya), top
    if yb > bottom:
        xb, yb = xa + (xb - xa) * (bottom - ya) / (yb - ya), bottom
    if max(xa, xb) < 0 or min(xa, xb) > right:
        return none
    wall = np.float32(0)
    for _ in range(2):
        if (xa < wall) != (xb < wall):
            y = ya + (yb - ya) * (wall - xa) / (xb - xa)
            outside = xa < wall if wall == 0 else xa > wall
            if outside:
                xa, ya = wall, y
            else:
                xb, yb = wall, y
        wall = right
    return xa, ya, xb, yb


@njit(cache=True, nogil=True, inline="always")
def steps(ends, low, high, wide):  # type: ignore[no-untyped-def]
    """The walk along a line in 1/65536 pixels: first x and y, their increments, and how many; 0 if none."""
    xa, ya, xb, yb = clip(ends, low, high, wide)
    if yb < ya:
        return 0, 0, 0, 0, 0
    count = int(max(abs(xb - xa), yb - ya))
    dx = int((xb - xa) / count * 65536) if count else 0
    dy = int((yb - ya) / count * 65536) if count else 0
    return int(xa * 65536), int(ya * 65536), dx, dy, count + 1


@njit(cache=True, nogil=True)
def line(buffer, ends, low, high, color):  # type: ignore[no-untyped-def]
    """A line of one pixel in one colour."""
    x, y, dx, dy, count = steps(ends, low, high, buffer.shape[1])
    for _ in range(count):
        buffer[y >> 16, x >> 16] = color
        x += dx
        y += dy


@njit(cache=True, nogil=True)
def trace(density, ends, low, high):  # type: ignore[no-untyped-def]
    """Count one more line in each pixel (uint8, saturating) along a line."""
    x, y, dx, dy, count = steps(ends, low, high, density.shape[1])
    for _ in range(count):
        seen = density[y >> 16, x >> 16]
        density[y >> 16, x >> 16] = seen + (seen < 255)
        x += dx
        y += dy


@njit(cache=True, nogil=True)
def stroke(buffer, curve, low, high, half, dashed, color):  # type: ignore[no-untyped-def]
    """An antialiased quadratic curve, `curve` = (x0, y0, cx, cy, x2, y2, start, stop), `2 * half` thick.

    Each column (row, where the chord is steep) meets the curve once, so no pixel is covered twice.
    The curve must be monotone along the longer axis of its chord: `drawing.bends` stay below 0.5.
    """
    steep = abs(curve[5] - curve[1]) > abs(curve[4] - curve[0])
    along, across = (1, 0) if steep else (0, 1)
    a0, ac, a2 = curve[along], curve[2 + along], curve[4 + along]
    b0, bc, b2 = curve[across], curve[2 + across], curve[4 + across]
    a_low, a_high = (low, high) if steep else (0, buffer.shape[1])
    b_low, b_high = (0, buffer.shape[1]) if steep else (low, high)
    quad, lin = a0 - 2 * ac + a2, 2 * (ac - a0)
    first = a0 + curve[6] * (lin + curve[6] * quad)
    last = a0 + curve[7] * (lin + curve[7] * quad)
    chord = np.sqrt((a2 - a0) ** 2 + (b2 - b0) ** 2)
    sign = 1.0 if a2 > a0 else -1.0
    begin = max(a_low, int(np.ceil(max(min(first, last), -2.0) - 0.5)))
    end = min(a_high, int(np.floor(min(max(first, last), 1e6) - 0.5)) + 1)
    for a in range(begin, end):
        part = a + 0.5 - a0
        root = np.sqrt(max(lin * lin + 4 * quad * part, 0.0))
        bottom = lin + sign * root
        if bottom == 0:
            continue
        t = 2 * part / bottom
        b = b0 + t * (2 * (bc - b0) + t * (b0 - 2 * bc + b2))
        _span(buffer, steep, a, b, _cosine(t, lin, quad, b0, bc, b2), b_low, b_high, half,
              _dash(t * chord) if dashed else 1.0, color)  # fmt: skip


@njit(cache=True, nogil=True, inline="always")
def _cosine(t, lin, quad, b0, bc, b2):  # type: ignore[no-untyped-def]
    """How much thinner a curve is than its cut along the pixel grid."""
    run = lin + 2 * t * quad
    rise = 2 * (bc - b0) + 2 * t * (b0 - 2 * bc + b2)
    return max(abs(run) / max(np.sqrt(run * run + rise * rise), 1e-9), 0.05)


@njit(cache=True, nogil=True, inline="always")
def _dash(way):  # type: ignore[no-untyped-def]
    """Coverage of a dashed line after `way` pixels."""
    phase = way % (DASH + GAP)
    return min(max(min(phase, DASH - phase) + 0.5, 0.0), 1.0)


@njit(cache=True, nogil=True, inline="always")
def _span(buffer, steep, a, b, cosine, low, high, half, share, color):  # type: ignore[no-untyped-def]
    """One cut through a stroke: pixels around `b` in column (row, if steep) `a`."""
    reach = (half + 0.5) / cosine
    for at in range(
        max(low, int(np.ceil(max(b - reach, -2.0) - 0.5))), min(high, int(b + reach - 0.5) + 1)
    ):
        cover = min(1.0, half + 0.5 - abs(at + 0.5 - b) * cosine) * share
        if steep:
            put(buffer, a, at, color, cover)
        else:
            put(buffer, at, a, color, cover)


@njit(cache=True, nogil=True)
def arrow(buffer, tip_x, tip_y, back_x, back_y, low, high, half, color):  # type: ignore[no-untyped-def]
    """A filled triangle from (back) to its tip, `2 * half` wide at the back."""
    dx, dy = tip_x - back_x, tip_y - back_y
    length = np.sqrt(dx * dx + dy * dy)
    if length < 1:
        return
    dx, dy = dx / length, dy / length
    slant = np.sqrt(length * length + half * half)
    reach = max(length, half) + 1
    for y in range(max(low, int(tip_y - reach)), min(high, int(tip_y + reach) + 2)):
        for x in range(max(0, int(tip_x - reach)), min(buffer.shape[1], int(tip_x + reach) + 2)):
            px, py = x + 0.5 - tip_x, y + 0.5 - tip_y
            behind = -(px * dx + py * dy)
            aside = abs(px * dy - py * dx)
            outside = max(behind - length, (aside * length - behind * half) / slant)
            put(buffer, y, x, color, min(1.0, 0.5 - outside))
