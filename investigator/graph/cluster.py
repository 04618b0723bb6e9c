"""Communities: sets of accounts that deal with each other more than with the rest."""

from __future__ import annotations

import graspologic_native
import numpy as np
from numpy.typing import NDArray

from investigator.graph.pairs import ties
from investigator.graph.subgraph import Subgraph


def communities(graph: Subgraph, seed: int = 0, resolution: float = 1.0) -> NDArray[np.int32]:
    """The community of each account, shape (n,), numbered by size, then by the smallest account.

    Leiden on modularity (Traag, Waltman, van Eck, 2019) over undirected edges weighted by what passed
    between two accounts, in either direction (see `pairs.strength`).
    An account that deals with nobody is a community of its own. The same graph and seed give the
    same answer, in whatever order the transfers stand.
    """
    found_ties = ties(graph)
    ends = zip(found_ties.low.tolist(), found_ties.high.tolist(), found_ties.weight.tolist(), strict=True)
    edges = [(str(low), str(high), weight) for low, high, weight in ends]
    found: dict[str, int] = {}
    if edges:
        _, found = graspologic_native.leiden(edges, resolution=resolution, seed=seed, iterations=5)
    given = np.full(graph.order, -1, np.int64)
    for name, community in found.items():
        given[int(name)] = community
    alone = given < 0
    given[alone] = np.arange(np.count_nonzero(alone)) + (given.max(initial=-1) + 1)
    return _numbered(given)


def _numbered(given: NDArray[np.int64]) -> NDArray[np.int32]:
    """Number communities by size, the largest first, then by their first account."""
    _, first, place, size = np.unique(given, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -size))
    rank = np.empty(order.size, np.int32)
    rank[order] = np.arange(order.size, dtype=np.int32)
    return rank[place.ravel()]
