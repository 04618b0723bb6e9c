"""Where labels go: greedy by importance, and never one over another."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def place(
    anchors: Floats, sizes: Floats, blocked: Floats, bounds: tuple[float, float], insist: int = 0
) -> Floats:
    """Top left corners of labels, shape (m, 2), NaN for those that have to give way.

    `anchors` (m, 3) are x, y and the radius to keep clear, the most important first; `sizes` (m, 2) widths
    and heights; `blocked` (b, 4) boxes (left, top, right, bottom) already taken. A radius below zero says
    that the label is to be centred on its anchor; others stand below, above, right or left of it. Labels
    stay within `bounds` (width, height). The first `insist` labels would rather cover a box of `blocked`
    than give way; other labels they never cover. Corners are whole pixels.
    """
    wide, high = np.float32(bounds[0]), np.float32(bounds[1])
    return np.asarray(_place(anchors, sizes, blocked, wide, high, insist), np.float32)


@njit(cache=True, nogil=True)
def _place(anchors, sizes, blocked, wide, high, insist):  # type: ignore[no-untyped-def]
    count = len(blocked)
    taken = np.empty((count + len(anchors), 4), np.float32)
    taken[:count] = blocked
    corners = np.full((len(anchors), 2), np.nan, np.float32)
    for i in range(len(anchors)):
        x, y, r = anchors[i, 0], anchors[i, 1], anchors[i, 2]
        w, h = sizes[i, 0], sizes[i, 1]
        sides = 1 if r < 0 else 4
        for attempt in range(2 * sides if i < insist else sides):
            left, top = _corner(attempt % sides, x, y, r, w, h)
            if left < 0 or top < 0 or left + w > wide or top + h > high:
                continue
            first = len(blocked) if attempt >= sides else 0
            if _free(taken, first, count, left, top, left + w, top + h):
                taken[count, 0], taken[count, 1], taken[count, 2], taken[count, 3] = (
                    left,
                    top,
                    left + w,
                    top + h,
                )
                count += 1
                corners[i, 0], corners[i, 1] = left, top
                break
    return corners


@njit(cache=True, nogil=True)
def _corner(side, x, y, r, w, h):  # type: ignore[no-untyped-def]
    if r < 0:
        return np.round(x - w / 2), np.round(y - h / 2)
    if side == 0:
        return np.round(x - w / 2), np.ceil(y + r)
    if side == 1:
        return np.round(x - w / 2), np.floor(y - r - h)
    if side == 2:
        return np.ceil(x + r), np.round(y - h / 2)
    return np.floor(x - r - w), np.round(y - h / 2)


@njit(cache=True, nogil=True)
def _free(taken, first, count, left, top, right, bottom):  # type: ignore[no-untyped-def]
    for k in range(first, count):
        if left < taken[k, 2] and right > taken[k, 0] and top < taken[k, 3] and bottom > taken[k, 1]:
            return False
    return True
