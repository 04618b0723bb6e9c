"""Newcomers join a drawing that stands: each goes beside those it deals with, and nobody else moves."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numba import njit
from numpy.typing import NDArray

from investigator.graph.pairs import pairs, strength
from investigator.graph.subgraph import Subgraph

Way = Literal["right", "down", "out"]
"""Where a newcomer goes from those it deals with: right if paid and left if paying, down, or away from the middle."""

CELL, STEP = 52.0, 156.0
"""World units: the least between a newcomer and any other, and from a newcomer to those it deals with."""
_REACH = 96  # cells around the wanted place in which a free one is looked for
_MOST = 4096  # cells along a side of the drawing; beyond, they are larger

Floats = NDArray[np.float64]
Places = NDArray[np.float32]


def join(graph: Subgraph, start: Places, way: Way) -> Places:
    """Places (n, 2) for all, those that `start` (n, 2) has kept; NaN in it is a newcomer.

    Whoever deals with those who stand comes first, then who deals with these, and so on; a newcomer that nobody
    leads to stands in rows below. Same graph and start, same places.
    """
    places = start.astype(np.float64)
    edges = pairs(graph)
    weight = strength(edges)
    ends = np.concatenate([edges.src, edges.dst]), np.concatenate([edges.dst, edges.src])
    both, sense = np.concatenate([weight, weight]), np.repeat([-1.0, 1.0], weight.size)
    while True:
        have = ~np.isnan(places[:, 0])
        use = have[ends[1]] & ~have[ends[0]]
        new, near = ends[0][use], ends[1][use]
        if not new.size:
            break
        mass = np.bincount(new, weights=both[use], minlength=graph.order)
        middle = np.stack(
            [
                np.bincount(new, weights=both[use] * places[near, axis], minlength=graph.order)
                for axis in (0, 1)
            ],
            1,
        )
        paid = np.bincount(new, weights=both[use] * sense[use], minlength=graph.order).astype(np.float64)
        come = np.flatnonzero(mass > 0)
        wanted = middle[come] / mass[come, None]
        wanted += _aside(wanted, paid[come], places[have].mean(axis=0), way)
        _settle(places, come, wanted, way)
    left = np.flatnonzero(np.isnan(places[:, 0]))
    if left.size:
        corner = np.array([0.0, 0.0])
        if have.any():
            corner = np.array([np.nanmin(places[:, 0]), np.nanmax(places[:, 1]) + STEP])
        across = max(1, int(np.ceil(np.sqrt(left.size * 1.6))))
        at = np.arange(left.size)
        places[left] = corner + np.stack([at % across, at // across], axis=1) * CELL * 1.4
    joined = places.astype(np.float32)
    known = ~np.isnan(start[:, 0])
    joined[known] = start[known]
    return joined


def _aside(wanted: Floats, paid: Floats, centre: Floats, way: Way) -> Floats:
    """The step from those that a newcomer deals with to itself."""
    if way == "right":
        return np.stack([np.where(paid >= 0, STEP, -STEP), np.zeros(paid.size)], axis=1)
    if way == "down":
        return np.broadcast_to(np.array([0.0, STEP]), wanted.shape)
    out = wanted - centre
    far = np.hypot(out[:, 0], out[:, 1])
    out[far < 1e-6] = (0.0, 1.0)
    outward: Floats = out / np.maximum(far, 1.0)[:, None] * STEP
    return outward


def _settle(places: Floats, come: NDArray[np.int64], wanted: Floats, way: Way) -> None:
    """Give each of `come` the free cell that is nearest to where it is wanted."""
    have = ~np.isnan(places[:, 0])
    points = np.concatenate([places[have], wanted])
    low = points.min(axis=0) - _REACH * CELL
    side = float(np.max(points.max(axis=0) + _REACH * CELL - low))
    cell = max(CELL, side / _MOST)
    shape = np.ceil((points.max(axis=0) + _REACH * CELL - low) / cell).astype(np.int64) + 2
    taken = np.zeros((shape[0], shape[1]), np.bool_)
    _mark(taken, (places[have] - low) / cell)
    reach = np.arange(-_REACH, _REACH + 1)
    dx, dy = (part.ravel() for part in np.meshgrid(reach, reach, indexing="ij"))
    cost = np.hypot(dx * (3.0 if way == "right" else 1.0), dy * (3.0 if way == "down" else 1.0))
    order = np.lexsort((dy, dx, cost))
    spots = _free(taken, (wanted - low) / cell, dx[order], dy[order])
    places[come] = (spots + 0.5) * cell + low


@njit(cache=True, nogil=True)
def _mark(taken, spots):  # type: ignore[no-untyped-def]
    """Take the cells within one cell's size of each spot, so that no newcomer comes nearer."""
    for i in range(len(spots)):
        for column in range(int(spots[i, 0] - 0.5), int(spots[i, 0] - 0.5) + 2):
            for row in range(int(spots[i, 1] - 0.5), int(spots[i, 1] - 0.5) + 2):
                if 0 <= column < taken.shape[0] and 0 <= row < taken.shape[1]:
                    taken[column, row] = True


@njit(cache=True, nogil=True)
def _free(taken, wanted, dx, dy):  # type: ignore[no-untyped-def]
    """A cell for each, the first free one in the order of offsets; searches from one cell go on where they stopped."""
    found = np.empty((len(wanted), 2), np.int64)
    begin = np.zeros(taken.shape, np.int32)
    for i in range(len(wanted)):
        column, row = int(wanted[i, 0]), int(wanted[i, 1])
        found[i, 0], found[i, 1] = column, row
        at = begin[column, row]
        while at < len(dx):
            c, r = column + dx[at], row + dy[at]
            at += 1
            if 0 <= c < taken.shape[0] and 0 <= r < taken.shape[1] and not taken[c, r]:
                taken[c, r] = True
                found[i, 0], found[i, 1] = c, r
                break
        begin[column, row] = at
    return found
