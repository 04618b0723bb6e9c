"""Parallel transfers drawn as one: an edge for each ordered pair of accounts and asset."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph


@dataclass(frozen=True)
class Pairs:
    """e edges, ordered by (src, dst, asset). `src`, `dst` are positions in the graph's accounts.

    `amount` sums whole units as floats, for drawing; `count` transfers from `first` to `last` time.
    """

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    asset: NDArray[np.int32]
    amount: NDArray[np.float64]
    count: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]


def pairs(graph: Subgraph) -> Pairs:
    """Aggregate the transfers of a graph."""
    order = np.lexsort((graph.time, graph.asset, graph.dst, graph.src))
    src, dst, asset = graph.src[order], graph.dst[order], graph.asset[order]
    changes = (np.diff(src) != 0) | (np.diff(dst) != 0) | (np.diff(asset) != 0)
    starts = np.flatnonzero(np.concatenate([np.ones(min(src.size, 1), np.bool_), changes]))
    if not starts.size:
        none = np.empty(0, np.int64)
        return Pairs(graph.src, graph.dst, graph.asset, np.empty(0), none, none, none)
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
    )
