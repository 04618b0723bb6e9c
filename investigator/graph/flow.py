"""A layout that reads from left to right: money's way in columns, everything else in bands above and below.

Columns are ordered and placed by repeated barycentres (Sugiyama, Tagawa, Toda, 1981); within a column the
places are the least-squares ones that keep accounts apart (pool adjacent violators).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.graph.layers import Layers, Order, layers
from investigator.graph.pairs import Ties, ties
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

COLUMN, ROW = 170.0, 72.0
"""World units between columns, and between accounts in a column."""
_SLOT, _BAND = 84.0, 56.0
_SWEEPS = 24
_ASPECT, _STRETCH = 1.6, 2.0
"""The form of a chart's window, and how far a layout is stretched towards it."""

Floats = NDArray[np.float64]


def flow(
    graph: Subgraph, seeds: NDArray[np.int32], by: Order = "hop", tick: Tick = silent
) -> NDArray[np.float32]:
    """World coordinates of each account, shape (n, 2), x to the right and y down.

    `seeds` are case-wide ids. Same graph and seeds, same places; no two accounts share one.
    """
    if not graph.order:
        return np.empty((0, 2), np.float32)
    most = max(6, round(float(np.sqrt(graph.order))))
    found = layers(graph, seeds, by, most)
    links = ties(graph)
    columns = [
        np.flatnonzero(found.on_way & (found.number == number))
        for number in np.unique(found.number[found.on_way])
    ]
    y = _tree(found)
    y = _settle(columns, y, links, found, most, tick)
    x = _across(columns, y, most)
    _bands(found, links, x, y)
    places = np.stack([x, y], axis=1)
    places -= (places.min(axis=0) + places.max(axis=0)) / 2
    wide, high = (float(side) for side in np.maximum(np.ptp(places, axis=0), 1.0))
    places *= (np.clip(high * _ASPECT / wide, 1.0, _STRETCH), np.clip(wide / _ASPECT / high, 1.0, _STRETCH))
    return places.astype(np.float32)


def _tree(found: Layers) -> Floats:
    """A first y: each end of the tree of reaching gets a row of its own, the others the mean of theirs."""
    y = np.zeros(found.number.size)
    children: dict[int, list[int]] = {}
    members = np.flatnonzero(found.on_way)
    for account in sorted(members.tolist(), key=lambda a: (found.rank[a], a)):
        children.setdefault(int(found.parent[account]), []).append(account)
    row = 0.0
    stack = [(root, False) for root in reversed(children.get(-1, []))]
    while stack:
        account, done = stack.pop()
        below = children.get(account, [])
        if done and below:
            y[account] = float(np.mean(y[below]))
        elif below:
            stack.append((account, True))
            stack.extend((child, False) for child in reversed(below))
        else:
            y[account], row = row, row + ROW
    return y


def _settle(
    columns: list[NDArray[np.int64]], y: Floats, links: Ties, found: Layers, most: int, tick: Tick
) -> Floats:
    """Move each account towards those it deals with, sweeping to and fro; the best sweep is kept."""
    both = found.on_way[links.low] & found.on_way[links.high]
    low, high = links.low[both], links.high[both]
    span = np.maximum(np.abs(found.number[low] - found.number[high]), 1)
    weight = links.weight[both] / span
    best, least = y.copy(), np.inf
    for sweep in range(_SWEEPS):
        tick(sweep, _SWEEPS, "Ordering columns")
        for column in columns if sweep % 2 == 0 else reversed(columns):
            pull, mass = _pull(low, high, weight, y, found.number, sweep)
            wanted = np.where(mass[column] > 0, pull[column] / np.maximum(mass[column], 1e-12), y[column])
            order = np.lexsort((column, y[column], wanted))
            gap = ROW / _deep(column.size, most)
            y[column[order]] = apart(wanted[order], mass[column][order] + 0.1, gap)
        strain = float(np.sum(weight * np.abs(y[low] - y[high])))
        if strain < least:
            best, least = y.copy(), strain
    return best


def _pull(
    low: NDArray[np.int32], high: NDArray[np.int32], weight: Floats, y: Floats, number: NDArray[np.int32],
    sweep: int,
) -> tuple[Floats, Floats]:  # fmt: skip
    """Sum of weighted y of the neighbours and of weights; early sweeps look to one side only."""
    pull, mass = np.zeros(y.size), np.zeros(y.size)
    for here, there in ((low, high), (high, low)):
        side = number[there] - number[here]
        looked = (
            weight * (0.02 + (side < 0 if sweep % 2 == 0 else side > 0)) if sweep < _SWEEPS // 2 else weight
        )
        pull += np.bincount(here, weights=looked * y[there], minlength=y.size)
        mass += np.bincount(here, weights=looked, minlength=y.size)
    return pull, mass


def apart(wanted: Floats, weight: Floats, gap: float) -> Floats:
    """The places nearest to the wanted ones (weighted squares) that ascend by at least `gap`."""
    steps = np.arange(wanted.size) * gap
    blocks: list[tuple[float, float, int]] = []
    for value, mass in zip((wanted - steps).tolist(), weight.tolist(), strict=True):
        mean, total, count = value, mass, 1
        while blocks and blocks[-1][0] >= mean:
            before, heavy, many = blocks.pop()
            mean = (before * heavy + mean * total) / (heavy + total)
            total, count = heavy + total, many + count
        blocks.append((mean, total, count))
    means = [mean for mean, _, count in blocks for _ in range(count)]
    return np.asarray(means, np.float64) + steps


def _deep(size: int, most: int) -> int:
    """How many staggered files a column of so many accounts is drawn in."""
    return max(1, -(-size // most))


def _across(columns: list[NDArray[np.int64]], y: Floats, most: int) -> Floats:
    """X by column; a crowded column is staggered over several files and takes as much more room."""
    x = np.zeros(y.size)
    edge = 0.0
    for column in columns:
        deep = _deep(column.size, most)
        order = column[np.argsort(y[column], kind="stable")]
        x[order] = edge + (np.arange(order.size) % deep) * (COLUMN / 2)
        edge += COLUMN + (deep - 1) * COLUMN / 2
    return x


def _bands(found: Layers, links: Ties, x: Floats, y: Floats) -> None:
    """Place everybody off the way, above or below, near those on it that they deal with."""
    off = np.flatnonzero(~found.on_way)
    if not off.size:
        return
    on = found.on_way
    left, right = (float(x[on].min()), float(x[on].max())) if on.any() else (0.0, 0.0)
    top, bottom = (float(y[on].min()), float(y[on].max())) if on.any() else (0.0, 0.0)
    right = max(right, left + _SLOT * np.sqrt(off.size) * 1.5)
    wanted_x, wanted_y = _near(found, links, x, y)
    wanted_x[off] = np.where(np.isnan(wanted_x[off]), np.linspace(left, right, off.size), wanted_x[off])
    height = np.where(np.isnan(wanted_y[off]), (top + bottom) / 2, wanted_y[off])
    above = np.zeros(off.size, np.bool_)
    above[np.lexsort((off, height))[: (off.size + 1) // 2]] = True
    for members, start, sign in ((off[above], top, -1.0), (off[~above], bottom, 1.0)):
        rows = max(1, int(np.ceil(members.size * _SLOT / (right - left + _SLOT))))
        order = members[np.lexsort((members, wanted_x[members]))]
        for row in range(rows):
            file = order[row::rows]
            x[file] = apart(np.clip(wanted_x[file], left, right), np.ones(file.size), _SLOT)
            y[file] = start + sign * (1.6 * ROW + row * _BAND + np.arange(file.size) % 2 * _BAND / 3)


def _near(found: Layers, links: Ties, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The mean place of the neighbours that have one, spreading outwards; NaN where none ever has."""
    known = found.on_way.copy()
    near_x, near_y = np.where(known, x, np.nan), np.where(known, y, np.nan)
    while True:
        mass, sum_x, sum_y = (np.zeros(x.size) for _ in range(3))
        for here, there in ((links.low, links.high), (links.high, links.low)):
            use = known[there] & ~known[here]
            at, weight = here[use], links.weight[use]
            mass += np.bincount(at, weights=weight, minlength=x.size)
            sum_x += np.bincount(at, weights=weight * near_x[there[use]], minlength=x.size)
            sum_y += np.bincount(at, weights=weight * near_y[there[use]], minlength=x.size)
        fresh = mass > 0
        if not fresh.any():
            return near_x, near_y
        near_x[fresh], near_y[fresh] = sum_x[fresh] / mass[fresh], sum_y[fresh] / mass[fresh]
        known |= fresh
