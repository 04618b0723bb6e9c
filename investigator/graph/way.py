"""The shortest way between accounts of a small graph, for the eye; proofs are in `graph.paths`."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph


def way(graph: Subgraph, starts: NDArray[np.int64], goal: int) -> NDArray[np.int64]:
    """The transfers on a shortest way from any of `starts` to `goal`, all positions in the graph's accounts.

    Along the transfers if that is possible, else against them, else in any direction. All transfers of each step are
    part of it. Empty if nothing connects them.
    """
    ahead, back = (graph.src, graph.dst), (graph.dst, graph.src)
    both = np.concatenate(ahead), np.concatenate(back)
    for src, dst in (ahead, back, both):
        steps = _steps(src, dst, graph.order, starts, goal)
        if steps:
            one, other = np.array(steps).T
            low, high = np.minimum(one, other), np.maximum(one, other)
            key = low.astype(np.int64) * graph.order + high
            least, most = np.minimum(graph.src, graph.dst), np.maximum(graph.src, graph.dst)
            rows = np.isin(least.astype(np.int64) * graph.order + most, key)
            if src is not both[0]:  # a way along the transfers does not take in what went back
                rows &= np.isin(src.astype(np.int64) * graph.order + dst, one * graph.order + other)
            return graph.transfer[rows]
    return np.empty(0, np.int64)


def _steps(
    src: NDArray[np.int32], dst: NDArray[np.int32], count: int, starts: NDArray[np.int64], goal: int
) -> list[tuple[int, int]]:
    """Breadth first, all of a level at once."""
    came = np.full(count, -1, np.int64)
    came[starts] = starts
    edge = np.zeros(count, np.bool_)
    edge[starts] = True
    while edge.any() and came[goal] < 0:
        rows = np.flatnonzero(edge[src] & (came[dst] < 0))
        rows = rows[::-1]  # of equals the first is kept
        came[dst[rows]] = src[rows]
        edge = np.zeros(count, np.bool_)
        edge[dst[rows]] = True
    if came[goal] < 0 or came[goal] == goal:
        return []
    steps = []
    at = goal
    while came[at] != at:
        steps.append((int(came[at]), at))
        at = int(came[at])
    return steps[::-1]
