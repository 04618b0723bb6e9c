"""How much could have come through between two sets of accounts: the largest flow, and its narrowest place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import networkx as nx
from networkx.algorithms.flow import preflow_push

Network: TypeAlias = "nx.DiGraph[Any]"
Pair = tuple[int, int]
_SOURCE, _TARGET = "source", "target"


@dataclass(frozen=True)
class Flow:
    """The most that can pass, in base units of one asset.

    `flows` is how much of it passes between each ordered pair of accounts; `bottleneck` are the pairs whose
    whole amounts add up to it: no more could come through, whatever way it took.
    """

    value: int
    flows: Mapping[Pair, int]
    bottleneck: tuple[Pair, ...]


def largest_flow(amounts: Mapping[Pair, int], sources: set[int], targets: set[int]) -> Flow:
    """The largest flow (Goldberg and Tarjan 1988) over pairs of accounts that pass these exact amounts.

    `amounts` are of one asset. Times are not looked at, so this is an upper bound of what passed. An
    account in both sets counts as a source. Raises `ValueError` for no source or no target.
    """
    ends = targets - sources
    if not sources or not ends:
        raise ValueError("a flow needs a source and another account as its target")
    network: Network = nx.DiGraph()
    network.add_nodes_from((_SOURCE, _TARGET))
    for (a, b), amount in sorted(amounts.items()):
        if a != b and amount > 0:
            network.add_edge(a, b, capacity=amount)
    most = 1 + sum(amount for (a, _), amount in amounts.items() if a in sources)
    network.add_edges_from(((_SOURCE, one) for one in sorted(sources)), capacity=most)
    network.add_edges_from(((one, _TARGET) for one in sorted(ends)), capacity=most)
    residual = preflow_push(network, _SOURCE, _TARGET)
    flows: dict[Pair, int] = defaultdict(int)
    for a, b, data in network.edges(data=True):
        passed = residual.edges[a, b]["flow"]
        if passed > 0 and a != _SOURCE and b != _TARGET and data["capacity"]:
            flows[a, b] = int(passed)
    return Flow(int(residual.graph["flow_value"]), dict(flows), _bottleneck(network, residual))


def _bottleneck(network: Network, residual: Network) -> tuple[Pair, ...]:
    """The edges from what can still be filled up to what cannot."""
    open_ = {_SOURCE}
    queue = [_SOURCE]
    while queue:
        here = queue.pop()
        for there, data in residual[here].items():
            if there not in open_ and data["capacity"] > data["flow"]:
                open_.add(there)
                queue.append(there)
    return tuple(sorted((a, b) for a, b in network.edges if a in open_ and b not in open_))
