"""Short temporal motifs: equal amounts passed on, chains, cycles, scatter-gather. Bounded searches only.

Every kernel takes transfers as columns in order of time; a path respects time when its rows ascend.
Two transfers match when the later leaves where the earlier arrived, in the same asset, within `horizon`,
and later / earlier lies in [low, high].
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gnn.adjacency import Side, compiled

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Columns(NamedTuple):
    """Transfers as the kernels take them.

    `arrived[e]` is where, in `received`, the receipts of e's sender before e end.
    """

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    amount: Floats
    asset: NDArray[np.int32]
    time: Floats
    in_pointers: Ints
    received: Ints
    arrived: Ints


class Band(NamedTuple):
    """When two transfers match, and how many earlier receipts are looked at."""

    low: float
    high: float
    horizon: float
    looks: int


@compiled
def arrivals(src: NDArray[np.int32], dst: NDArray[np.int32], in_pointers: Ints) -> Ints:
    """(m,): `Columns.arrived`."""
    at = in_pointers[:-1].copy()
    out = np.empty(src.size, np.int64)
    for row in range(src.size):
        out[row] = at[src[row]]
        at[dst[row]] += 1
    return out


def columns(
    src: NDArray[np.int32],
    dst: NDArray[np.int32],
    amount: Floats,
    asset: NDArray[np.int32],
    time: Floats,
    inward: Side,
) -> Columns:
    """The same columns with the receipts of every account beside them."""
    arrived = arrivals(src, dst, inward.pointers)
    return Columns(src, dst, amount, asset, time, inward.pointers, inward.rows, arrived)


@compiled
def _matches(c: Columns, earlier: int, later: int, band: Band) -> bool:
    if c.asset[earlier] != c.asset[later]:
        return False
    base, value = c.amount[earlier], c.amount[later]
    return bool(band.low * base <= value <= band.high * base and value > 0)


@compiled
def chains(c: Columns, band: Band) -> tuple[Ints, Ints, Ints, Ints]:
    """Per transfer (m,): latest matching receipt before it or -1, first matching payment after it or -1,
    and how many matched legs lead up to it and on from it at most.

    Returning to where the money came from does not continue a chain.
    """
    m = c.src.size
    before, after = np.full(m, -1), np.full(m, -1)
    up, down = np.zeros(m, np.int64), np.zeros(m, np.int64)
    for forwards in (True, False):
        for step in range(m):
            e = step if forwards else m - 1 - step
            first = max(c.in_pointers[c.src[e]], c.arrived[e] - band.looks)
            for k in range(c.arrived[e] - 1, first - 1, -1):
                row = c.received[k]
                if c.time[e] - c.time[row] > band.horizon:
                    break
                if c.src[row] == c.dst[e] or not _matches(c, row, e, band):
                    continue
                if forwards:
                    before[e] = row if before[e] < 0 else before[e]
                    up[e] = max(up[e], up[row] + 1)
                else:
                    after[row] = e
                    down[row] = max(down[row], down[e] + 1)
    return before, after, up, down


@compiled
def _closing(e: int, c: Columns, band: Band, path: Ints, cursor: Ints) -> int:
    """Length of a time-respecting cycle that transfer e closes, its rows in `path` backwards; 0 if none."""
    path[0], cursor[0], depth, spent = e, c.arrived[e], 0, 0
    while depth >= 0 and spent < band.looks:
        here = c.src[path[depth]]
        cursor[depth] -= 1
        if cursor[depth] < c.in_pointers[here]:
            depth -= 1
            continue
        row, spent = c.received[cursor[depth]], spent + 1
        if c.time[e] - c.time[row] > band.horizon:
            depth -= 1
            continue
        origin = c.src[row]
        known = origin == here
        for k in range(depth):
            known |= c.src[path[k]] == origin
        closes = origin == c.dst[e]
        if known or (closes and depth == 0) or not _matches(c, row, path[depth], band):
            continue
        if closes:
            path[depth + 1] = row
            return depth + 2
        if depth + 2 < path.size:
            depth += 1
            path[depth], cursor[depth] = row, c.arrived[row]
    return 0


@compiled
def cycles(c: Columns, band: Band, longest: int) -> tuple[Ints, Ints]:
    """Per account (n,): cycles of 3 to `longest` legs through it, and the legs of the shortest (or 0).

    Each transfer closes at most one; `band.looks` bounds the search behind each transfer.
    """
    n = c.in_pointers.size - 1
    count, shortest = np.zeros(n, np.int64), np.zeros(n, np.int64)
    path, cursor = np.empty(longest, np.int64), np.empty(longest, np.int64)
    for e in range(c.src.size):
        length = _closing(e, c, band, path, cursor)
        for k in range(length):
            member = c.src[path[k]]
            count[member] += 1
            if shortest[member] == 0 or length < shortest[member]:
                shortest[member] = length
    return count, shortest


@compiled
def _second_legs(
    e: int, c: Columns, outward: tuple[Ints, Ints], band: Band, sinks: Ints, middles: Ints, found: int
) -> int:
    """Note in `sinks` and `middles` where e's money went next, each sink once; returns the new end."""
    pointers, sent = outward
    middle, start = c.dst[e], found
    at = pointers[middle] + np.searchsorted(sent[pointers[middle] : pointers[middle + 1]], e)
    for row in sent[at : min(at + 16, pointers[middle + 1])]:
        if found == sinks.size or c.time[row] - c.time[e] > band.horizon:
            break
        fresh = c.dst[row] != c.src[e] and _matches(c, e, row, band)
        for k in range(start, found):
            fresh &= sinks[k] != c.dst[row]
        if fresh:
            sinks[found], middles[found] = c.dst[row], middle
            found += 1
    return found


@compiled
def scatter_gather(c: Columns, out_pointers: Ints, sent: Ints, band: Band) -> Ints:
    """(n, 3): the most intermediaries between an account and one other that matched two-leg paths use, as
    the account that scatters, as the one that gathers, and as an intermediary.

    Of each account the first `band.looks` payments are followed, of each intermediary the next 16.
    """
    n = out_pointers.size - 1
    out = np.zeros((n, 3), np.int64)
    tally, stamp = np.zeros(n, np.int64), np.full(n, -1)
    sinks, middles = np.empty(1024, np.int64), np.empty(1024, np.int64)
    for a in range(n):
        found = 0
        for e in sent[out_pointers[a] : min(out_pointers[a] + band.looks, out_pointers[a + 1])]:
            if stamp[c.dst[e]] != a:
                stamp[c.dst[e]] = a
                found = _second_legs(e, c, (out_pointers, sent), band, sinks, middles, found)
        for k in range(found):
            tally[sinks[k]] += 1
            out[a, 0] = max(out[a, 0], tally[sinks[k]])
        for k in range(found):
            out[sinks[k], 1] = max(out[sinks[k], 1], tally[sinks[k]])
            out[middles[k], 2] = max(out[middles[k], 2], tally[sinks[k]])
        for k in range(found):
            tally[sinks[k]] = 0
    return out
