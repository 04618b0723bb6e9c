"""What lies under the pointer or inside a lasso: screen pixels in, positions in the scene's arrays out."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from investigator import drawing
from ui.canvas.picture import Paint
from ui.canvas.view import View

SLACK = 4.0
"""Pixels around a node or an edge that still count as hitting it."""


def node_under(paint: Paint, view: View, x: float, y: float) -> int:
    """The topmost node at a pixel, or -1."""
    px, py = view.to_screen(paint.scene.x, paint.scene.y)
    reach = paint.radius * np.float32(drawing.node_scale(paint.spread, view.scale)) + np.float32(SLACK)
    away = np.hypot(px - x, py - y)
    hit = paint.order[(away <= reach)[paint.order]]
    if not len(hit):
        return -1
    exact = hit[away[hit] <= reach[hit] - SLACK]
    return int(exact[-1]) if len(exact) else int(hit[np.argmin(away[hit])])


def edge_under(paint: Paint, view: View, x: float, y: float) -> int:
    """The edge nearest to a pixel, at most `SLACK` from its stroke, or -1; of equals the most important."""
    px, py = view.to_screen(paint.scene.x, paint.scene.y)
    at = _nearest(px, py, paint.src, paint.dst, paint.bend, np.float32(x), np.float32(y), np.float32(SLACK))
    return int(paint.edge[at]) if at >= 0 else -1


def nodes_within(paint: Paint, view: View, outline: NDArray[np.float32]) -> NDArray[np.int64]:
    """The nodes inside a closed `outline` of shape (k, 2), by the even-odd rule."""
    px, py = view.to_screen(paint.scene.x, paint.scene.y)
    return np.sort(paint.order[_inside(px, py, outline)[paint.order]])


@njit(cache=True, nogil=True)
def _nearest(px, py, src, dst, bend, x, y, slack):  # type: ignore[no-untyped-def]
    best, found = slack, -1
    for i in range(len(src)):
        ax, ay, bx, by = px[src[i]], py[src[i]], px[dst[i]], py[dst[i]]
        pad = slack + np.float32(0.4) * (abs(bx - ax) + abs(by - ay))
        if min(ax, bx) - pad > x or max(ax, bx) + pad < x or min(ay, by) - pad > y or max(ay, by) + pad < y:
            continue
        cx, cy = (ax + bx) / 2 + (by - ay) * bend[i], (ay + by) / 2 - (bx - ax) * bend[i]
        away = _away(ax, ay, cx, cy, bx, by, x, y)
        if away <= best:
            best, found = away, i
    return found


@njit(cache=True, nogil=True)
def _away(ax, ay, cx, cy, bx, by, x, y):  # type: ignore[no-untyped-def]
    """Distance from a point to a quadratic curve, by sixteen chords."""
    best = np.float32(1e9)
    lx, ly = ax, ay
    for k in range(1, 17):
        t = np.float32(k / 16)
        u = 1 - t
        qx, qy = u * u * ax + 2 * u * t * cx + t * t * bx, u * u * ay + 2 * u * t * cy + t * t * by
        dx, dy = qx - lx, qy - ly
        long = dx * dx + dy * dy
        share = min(max(((x - lx) * dx + (y - ly) * dy) / long, 0), 1) if long > 0 else 0
        best = min(best, np.float32(np.sqrt((lx + share * dx - x) ** 2 + (ly + share * dy - y) ** 2)))
        lx, ly = qx, qy
    return best


@njit(cache=True, nogil=True)
def _inside(px, py, outline):  # type: ignore[no-untyped-def]
    result = np.zeros(len(px), np.bool_)
    for i in range(len(px)):
        inside = False
        j = len(outline) - 1
        for k in range(len(outline)):
            xk, yk, xj, yj = outline[k, 0], outline[k, 1], outline[j, 0], outline[j, 1]
            if (yk > py[i]) != (yj > py[i]) and px[i] < (xj - xk) * (py[i] - yk) / (yj - yk) + xk:
                inside = not inside
            j = k
        result[i] = inside
    return result
