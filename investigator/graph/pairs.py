"""Parallel transfers drawn as one: an edge for each ordered pair of accounts and asset."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph


@dataclass(frozen=True)
class Pairs:
    """e edges, ordered by (src, dst, asset). `src`, `dst` are positions in the graph's accounts.

    `amount` sums whole units as floats, for drawing; `count` transfers from `first` to `last` time. `transfer` is
    the one transfer of an edge that was to stand alone, else -1.
    """

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    asset: NDArray[np.int32]
    amount: NDArray[np.float64]
    count: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    transfer: NDArray[np.int64]


def pairs(graph: Subgraph, alone: NDArray[np.bool_] | None = None) -> Pairs:
    """Aggregate the transfers of a graph, but for those of `alone` (m,), which become edges of their own."""
    single = np.zeros(graph.size, np.bool_) if alone is None else alone
    keys = (graph.time, single, graph.asset, graph.dst, graph.src)
    order = np.lexsort(keys if single.any() else (graph.time, *keys[2:]))
    by_itself = single[order]
    src, dst, asset = graph.src[order], graph.dst[order], graph.asset[order]
    changes = (np.diff(src) != 0) | (np.diff(dst) != 0) | (np.diff(asset) != 0) | by_itself[1:]
    starts = np.flatnonzero(np.concatenate([np.ones(min(src.size, 1), np.bool_), changes]))
    if not starts.size:
        none = np.empty(0, np.int64)
        return Pairs(graph.src, graph.dst, graph.asset, np.empty(0), none, none, none, none)
    ends = np.append(starts[1:], src.size)
    time = graph.time[order]
    return Pairs(
        src=src[starts],
        dst=dst[starts],
        asset=asset[starts],
        amount=np.add.reduceat(graph.amount[order], starts),
        count=ends - starts,
        first=time[starts],
        last=time[ends - 1],
        transfer=np.where(by_itself[starts], graph.transfer[order][starts], -1),
    )


def strength(edges: Pairs) -> NDArray[np.float64]:
    """How strongly an edge ties its ends, shape (e,), at least 0.1 and alike for assets of any unit.

    (0.1 + log(1 + mean amount / median mean amount of its asset)) times the root of the number of transfers.
    """
    tie = np.zeros(edges.src.size)
    for asset in np.unique(edges.asset):
        rows = edges.asset == asset
        mean = edges.amount[rows] / edges.count[rows]
        typical = float(np.median(mean)) or 1.0
        tie[rows] = (np.log1p(mean / typical) + 0.1) * np.sqrt(edges.count[rows])
    return tie


@dataclass(frozen=True)
class Ties:
    """Undirected edges, ordered by (low, high), without loops: low < high are positions in the accounts."""

    low: NDArray[np.int32]
    high: NDArray[np.int32]
    weight: NDArray[np.float64]


def ties(graph: Subgraph) -> Ties:
    """Who deals with whom, and how strongly over all assets and both directions."""
    edges = pairs(graph)
    other = edges.src != edges.dst
    low = np.minimum(edges.src, edges.dst)[other].astype(np.int64)
    high = np.maximum(edges.src, edges.dst)[other]
    keys, place = np.unique(low * max(graph.order, 1) + high, return_inverse=True)
    weight = np.bincount(place.ravel(), weights=strength(edges)[other], minlength=keys.size)
    return Ties(
        low=(keys // max(graph.order, 1)).astype(np.int32),
        high=(keys % max(graph.order, 1)).astype(np.int32),
        weight=weight.astype(np.float64),  # without a tie, bincount counts in integers
    )
