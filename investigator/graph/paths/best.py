"""Several ways between two sets of accounts, the best ones first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise
from typing import Any, TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from investigator.graph.paths.route import Route
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

Network: TypeAlias = "nx.DiGraph[Any]"
_ENDS = ("source", "target")
TRIED = 2_000
"""Ways of one length that are compared by what they carry; of more, the first ones."""


def best(
    graph: Subgraph,
    rows: NDArray[np.int32],
    sources: set[int],
    targets: set[int],
    count: int,
    *,
    direction: str = "out",
    tick: Tick = silent,
) -> list[Route]:
    """The `count` shortest ways without a repeated account (Yen 1971), those of one length by what they carry.

    A way carries, of the transfers between each two accounts, the largest one counted in its asset's median
    amount, and as much as its weakest step: that is a figure to sort by, and no more. `sources` and
    `targets` are case-wide ids; `rows` (m,) as in `Corridor`.
    """
    network = _network(graph, direction)
    place = {int(account): i for i, account in enumerate(graph.accounts)}
    network.add_node(_ENDS[0])
    network.add_node(_ENDS[1])
    network.add_edges_from((_ENDS[0], place[one]) for one in sources if one in place)
    network.add_edges_from((place[one], _ENDS[1]) for one in targets if one in place)
    found: list[Route] = []
    for _, ways in groupby(_simple(network, tick), key=len):
        some = [way for _, way in zip(range(TRIED), ways, strict=False)]
        some.sort(key=lambda way: (-_weakest(network, way), [int(graph.accounts[one]) for one in way]))
        for way in some[: count - len(found)]:
            steps = [network.edges[a, b]["row"] for a, b in pairwise(way)]
            found.append(
                Route(
                    tuple(int(graph.accounts[one]) for one in way),
                    tuple(int(rows[step]) for step in steps),
                )
            )
        if len(found) >= count:
            break
    return found


def _network(graph: Subgraph, direction: str) -> Network:
    """An edge for each ordered pair, with its largest transfer."""
    network: Network = nx.DiGraph()
    network.add_nodes_from(range(graph.order))
    typical = _typical(graph)
    worth = graph.amount / typical[graph.asset] if graph.size else graph.amount
    order = np.argsort(worth, kind="stable")
    src, dst = graph.src[order].tolist(), graph.dst[order].tolist()
    if direction != "in":
        network.add_edges_from(
            (a, b, {"row": row, "worth": w})
            for a, b, row, w in zip(src, dst, order.tolist(), worth[order].tolist(), strict=True)
        )
    if direction != "out":
        for a, b, row, w in zip(dst, src, order.tolist(), worth[order].tolist(), strict=True):
            if not network.has_edge(a, b) or network.edges[a, b]["worth"] <= w:
                network.add_edge(a, b, row=row, worth=w)
    return network


def _typical(graph: Subgraph) -> NDArray[np.float64]:
    typical = np.ones(int(graph.asset.max(initial=0)) + 1)
    for asset in np.unique(graph.asset):
        amounts = graph.amount[(graph.asset == asset) & (graph.amount > 0)]
        typical[asset] = float(np.median(amounts)) if amounts.size else 1.0
    return typical


def _simple(network: Network, tick: Tick) -> Iterator[list[int]]:
    """Ways in order of length, without the two ends that stand for all sources and all targets."""
    if not nx.has_path(network, *_ENDS):
        return
    for done, way in enumerate(nx.shortest_simple_paths(network, *_ENDS)):
        tick(done, None, "Comparing paths")
        yield way[1:-1]


def _weakest(network: Network, way: list[int]) -> float:
    return min((network.edges[a, b]["worth"] for a, b in pairwise(way)), default=np.inf)
