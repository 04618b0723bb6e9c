"""Discs of different size that lie beside each other and never over each other."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def part_discs(middle: Floats, radius: Floats, rounds: int = 300) -> Floats:
    """Middles (k, 2) moved as little as it takes that no two discs of these radii (k,) overlap.

    Rounds of pushing pairs apart; what still overlaps after the last one, does.
    """
    x, y = middle[:, 0].copy(), middle[:, 1].copy()
    order = np.argsort(x, kind="stable")
    for _ in range(rounds):
        if not _push_all(x, y, radius, order):
            break
        order = order[np.argsort(x[order], kind="stable")]
    return np.stack([x, y], axis=1)


@njit(cache=True, nogil=True)
def _push_all(x, y, radius, order):  # type: ignore[no-untyped-def]
    """Push all pairs apart that overlap, the smaller the farther; only those near in x are compared."""
    touched, widest = False, 0.0
    for i in range(radius.size):
        widest = max(widest, radius[i])
    for at in range(order.size):
        a = order[at]
        for later in range(at + 1, order.size):
            b = order[later]
            wanted = radius[a] + radius[b]
            if x[b] - x[a] > radius[a] + widest:
                break
            dx, dy = x[b] - x[a], y[b] - y[a]
            far = np.hypot(dx, dy)
            if far >= wanted * 0.999:
                continue
            touched = True
            if far < wanted * 1e-3:
                angle = 2.399963 * (a + b)
                dx, dy, far, missing = np.cos(angle), np.sin(angle), 1.0, wanted
            else:
                missing = wanted - far
            light = radius[b] ** 2 / (radius[a] ** 2 + radius[b] ** 2)
            x[a] -= dx / far * missing * light
            y[a] -= dy / far * missing * light
            x[b] += dx / far * missing * (1 - light)
            y[b] += dy / far * missing * (1 - light)
    return touched
