"""Rectangles side by side: the large ones around the middle, the many small ones in rows beneath."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_ASPECT = 1.6  # of the chart's window
_AROUND = 24  # how many of the largest are placed one by one

Floats = NDArray[np.float64]


def pack(sizes: Floats, margin: float) -> Floats:
    """Centres (k, 2) for rectangles of sizes (k, 2), so that none is nearer to another than `margin`.

    The largest lies in the middle. The next ones go where they are nearest to it, those under a fifth
    of its area, or beyond the first two dozen, into rows; all do where none stands out. Equal sizes keep
    their order.
    """
    room = sizes + margin
    area = room[:, 0] * room[:, 1]
    order = np.argsort(-area, kind="stable")
    centres = np.zeros(sizes.shape)
    big = [int(i) for i in order[:_AROUND] if area[i] * 5 >= area[order[0]]]
    if len(order) > 6 and area[order[0]] < 5 * float(np.median(area)):
        big = big[:0]  # none stands out: rows are tidier
    for at, i in enumerate(big):
        centres[i] = _nearest(room, centres, big[:at], i)
    chosen = set(big)
    rest = [int(i) for i in order if int(i) not in chosen]
    if rest:
        _rows(room, centres, big, rest)
    return centres


def _nearest(room: Floats, centres: Floats, placed: list[int], new: int) -> Floats:
    """The free place beside those placed that is nearest to the middle, as the window's form has it."""
    best, least = np.zeros(2), np.inf
    if not placed:
        return best
    where, half = centres[placed], room[placed] / 2
    own = room[new] / 2
    for centre, size in zip(where, half, strict=True):
        for axis in (0, 1):
            for sign in (1, -1):
                for along in (centre[1 - axis], 0.0, *(where[:, 1 - axis])):
                    spot = np.empty(2)
                    spot[axis] = centre[axis] + sign * (size[axis] + own[axis])
                    spot[1 - axis] = along
                    far = float(np.hypot(spot[0] / _ASPECT, spot[1]))
                    if far < least - 1e-9 and not _overlaps(spot, own, where, half):
                        best, least = spot, far
    return best


def _overlaps(spot: Floats, own: Floats, where: Floats, half: Floats) -> bool:
    return bool(np.any(np.all(np.abs(where - spot) < half + own - 1e-6, axis=1)))


def _rows(room: Floats, centres: Floats, big: list[int], rest: list[int]) -> None:
    """Rows of equal width below everything placed, tall ones first."""
    total = float(np.sum(room[rest, 0] * room[rest, 1]))
    left, right, top = 0.0, 0.0, 0.0
    if big:
        left = float((centres[big, 0] - room[big, 0] / 2).min())
        right = float((centres[big, 0] + room[big, 0] / 2).max())
        top = float((centres[big, 1] + room[big, 1] / 2).max())
    wide = max(right - left, float(room[rest, 0].max()), float(np.sqrt(total * _ASPECT)))
    left = (left + right - wide) / 2
    rest = sorted(rest, key=lambda i: (-room[i, 1], -room[i, 0]))
    x, y, tall = left, top, 0.0
    for i in rest:
        if x + room[i, 0] > left + wide + 1e-6:
            x, y, tall = left, y + tall, 0.0
        centres[i] = x + room[i, 0] / 2, y + room[i, 1] / 2
        x, tall = x + float(room[i, 0]), max(tall, float(room[i, 1]))
