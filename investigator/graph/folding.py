"""Groups of accounts drawn as one: a graph in which each folded group is a single account."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph


@dataclass(frozen=True)
class Folded:
    """A group on the chart: where it stands in the folded graph, its key, and its accounts that are there (k,)."""

    at: int
    key: str
    members: NDArray[np.int32]


@dataclass(frozen=True)
class Fold:
    """A graph of n accounts with its groups folded into k nodes.

    `graph` is the folded one; a group goes by the lowest id of its members, whether or not that one is in
    the graph, so that its name does not change with what is shown. `node` (n,) says where each
    account went. Transfers inside a group are not in the folded graph.
    """

    graph: Subgraph
    node: NDArray[np.int32]
    groups: tuple[Folded, ...]

    @property
    def origin(self) -> NDArray[np.int64]:
        """An account of the unfolded graph for each node, shape (k,): itself, or any member of a group."""
        found = np.zeros(self.graph.order, np.int64)
        found[self.node] = np.arange(self.node.size)
        return found


def fold(graph: Subgraph, groups: Iterable[tuple[str, frozenset[int]]] = ()) -> Fold:
    """Fold groups, given by key and accounts. An account that two of them claim goes with the first."""
    owner = graph.accounts.copy()
    taken: set[int] = set()
    found: list[tuple[str, int, NDArray[np.int32]]] = []
    for key, members in groups:
        own = members - taken
        taken |= own
        inside = np.isin(graph.accounts, np.fromiter(own, np.int64, len(own)))
        if inside.any():
            owner[inside] = min(own)
            found.append((key, min(own), graph.accounts[inside]))
    if not found:
        every: NDArray[np.int32] = np.arange(graph.order, dtype=np.int32)
        return Fold(graph, every, ())
    accounts, node = np.unique(owner, return_inverse=True)
    node = node.ravel().astype(np.int32)
    src, dst = node[graph.src], node[graph.dst]
    rows = (src != dst) | (graph.src == graph.dst)
    columns = (graph.amount, graph.asset, graph.time, graph.transfer)
    folded = Subgraph(
        accounts.astype(np.int32), src[rows], dst[rows], *(column[rows] for column in columns)
    )
    places = np.searchsorted(accounts, [name for _, name, _ in found])
    return Fold(
        folded,
        node.astype(np.int32),
        tuple(Folded(int(at), key, members) for at, (key, _, members) in zip(places, found, strict=True)),
    )


def standing(
    accounts: NDArray[np.int32], groups: Iterable[Folded], names: NDArray[np.int32]
) -> NDArray[np.int32]:
    """By which account of the folded graph each of `accounts` is seen; `names` are that graph's accounts."""
    seen = accounts.copy()
    for group in groups:
        seen[np.isin(accounts, group.members)] = names[group.at]
    return seen
