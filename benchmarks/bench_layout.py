"""Layouts beside networkx, igraph and fa2_modified: `python -m benchmarks.bench_layout [--quick]`.

Planted partitions of 2 edges an account and 100 accounts a group: so many in a hundred edges leave their group. A
drawing's quality is the share of the ten nearest in the plane that are of the same group. The peers get the same
graph in the same run; read the ratios. On small graphs, crossings of edges are counted.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable

import igraph
import networkx as nx
import numpy as np
from fa2_modified import ForceAtlas2
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from benchmarks.row import Row
from investigator.graph.layouts import KINDS, Kind, arrange
from investigator.graph.pairs import ties
from investigator.graph.subgraph import Subgraph

Places = NDArray[np.float32]
ROOT = np.array([0], np.int32)


def planted(accounts: int, groups: int, away: float, seed: int = 0) -> tuple[Subgraph, NDArray[np.int64]]:
    """A graph of 2 edges an account, of which a share `away` goes anywhere, and the groups."""
    draw = np.random.default_rng(seed)
    group = np.arange(accounts) % groups
    src = np.repeat(np.arange(accounts), 2)
    within = group[src] + groups * draw.integers(0, accounts // groups, src.size)
    dst = np.where(draw.random(src.size) >= away, within, draw.integers(0, accounts, src.size))
    at = np.arange(src.size)
    ends = src.astype(np.int32), dst.astype(np.int32)
    none = np.zeros(src.size, np.int32)
    return Subgraph(
        np.arange(accounts, dtype=np.int32), *ends, np.ones(src.size), none, at, at.copy()
    ), group


def quality(places: Places, group: NDArray[np.int64]) -> float:
    """The share of the ten nearest in the plane that are in the same group."""
    _, near = cKDTree(places).query(places, k=11)
    return float(np.mean(group[near[:, 1:]] == group[:, None]))


def crossings(graph: Subgraph, places: Places) -> int:
    """How many pairs of edges cross."""
    found = ties(graph)
    a, b = places[found.low].astype(np.float64), places[found.high].astype(np.float64)

    def side(p: NDArray[np.float64], q: NDArray[np.float64], r: NDArray[np.float64]) -> NDArray[np.float64]:
        return (q[..., 0] - p[..., 0]) * (r[..., 1] - p[..., 1]) - (q[..., 1] - p[..., 1]) * (
            r[..., 0] - p[..., 0]
        )

    first, second = np.triu_indices(len(a), 1)
    p, q, r, s = a[first], b[first], a[second], b[second]
    cross = (side(p, q, r) * side(p, q, s) < 0) & (side(r, s, p) * side(r, s, q) < 0)
    return int(cross.sum())


def taken(work: Callable[[], object]) -> tuple[float, Places]:
    """Seconds, and the places."""
    start = time.perf_counter()
    found = work()
    return time.perf_counter() - start, np.asarray(found, np.float32)


def rows(quick: bool) -> list[Row]:
    """All measurements of this file; `quick` leaves 10,000 accounts and more out."""
    small, _ = planted(400, 4, 0.1)
    for kind in KINDS:
        arrange(kind, small, ROOT)  # compiles
    return [*_each(1_000 if quick else 10_000), *_peers(1_000), *([] if quick else _large()), *_small()]


def _each(accounts: int) -> list[Row]:
    graph, group = planted(accounts, accounts // 100, 0.1)
    belong = group.astype(np.int32)
    found = []
    for kind in KINDS:
        seconds, places = taken(lambda kind=kind: arrange(kind, graph, ROOT, belong))
        found.append(
            Row(f"{kind} layout, {accounts:,} (same group {quality(places, group):.2f})", seconds, "s")
        )
    return found


def _peers(accounts: int) -> list[Row]:
    """Our layout by forces beside each peer, on a graph that all can draw in a moment."""
    graph, group = planted(accounts, accounts // 100, 0.1)
    mine, places = taken(lambda: arrange("force", graph, ROOT))
    own = quality(places, group)
    found = []
    for name, work in {**_igraph(graph), **_python(graph)}.items():
        seconds, theirs = taken(work)
        near = quality(theirs, group)
        found.append(
            Row(f"force, {accounts:,} (same group {own:.2f}, peer {near:.2f})", mine, "s", seconds, name)
        )
    return found


def _igraph(graph: Subgraph) -> dict[str, Callable[[], object]]:
    random.seed(0)  # igraph draws from it
    net = igraph.Graph(n=graph.order, edges=list(zip(graph.src.tolist(), graph.dst.tolist(), strict=True)))
    net.simplify()
    return {
        "igraph UMAP, 100 epochs": lambda: net.layout_umap(epochs=100).coords,
        "igraph DrL": lambda: net.layout_drl().coords,
        "igraph Fruchterman-Reingold": lambda: net.layout_fruchterman_reingold(grid=True).coords,
    }


def _python(graph: Subgraph) -> dict[str, Callable[[], object]]:
    net = nx.Graph()
    net.add_nodes_from(range(graph.order))
    net.add_edges_from(
        (a, b) for a, b in zip(graph.src.tolist(), graph.dst.tolist(), strict=True) if a != b
    )
    atlas = ForceAtlas2(barnesHutOptimize=True, barnesHutTheta=1.2, verbose=False)

    def ordered(places: dict[int, object]) -> list[object]:
        return [places[one] for one in range(graph.order)]

    return {
        "fa2_modified, 100 iterations": lambda: ordered(
            atlas.forceatlas2_networkx_layout(net, iterations=100)
        ),
        "networkx spring, 50 iterations": lambda: ordered(nx.spring_layout(net, seed=0, iterations=50)),
    }


def _large() -> list[Row]:
    found = []
    for away in (0.05, 0.1, 0.2):
        graph, group = planted(10_000, 100, away)
        mine, places = taken(lambda graph=graph: arrange("force", graph, ROOT))
        seconds, theirs = taken(_igraph(graph)["igraph UMAP, 100 epochs"])
        said = f"force, 10,000, {away:.0%} leave ({quality(places, group):.2f}, peer {quality(theirs, group):.2f})"
        found.append(Row(said, mine, "s", seconds, "igraph UMAP, 100 epochs"))
    graph, group = planted(10_000, 100, 0.1)
    mine, places = taken(lambda: arrange("force", graph, ROOT))
    seconds, theirs = taken(_python(graph)["fa2_modified, 100 iterations"])
    said = f"force, 10,000 ({quality(places, group):.2f}, peer {quality(theirs, group):.2f})"
    found.append(Row(said, mine, "s", seconds, "fa2_modified, 100 iterations"))
    graph, group = planted(100_000, 1_000, 0.1)
    frames: list[float] = []
    start = time.perf_counter()
    mine, places = taken(
        lambda: arrange(
            "force", graph, ROOT, on_frame=lambda _places: frames.append(time.perf_counter() - start)
        )
    )
    said = f"force, 100,000 (same group {quality(places, group):.2f}, {len(frames)} frames)"
    found += [Row(said, mine, "s"), Row("first frame of 100,000", frames[0], "s")]
    return found


def _small() -> list[Row]:
    """Crossings of edges in drawings of a tree with a few more ties."""
    draw = np.random.default_rng(4)
    src = np.concatenate([[(at - 1) // 3 for at in range(1, 80)], draw.integers(0, 80, 12)]).astype(
        np.int32
    )
    dst = np.concatenate([np.arange(1, 80), draw.integers(0, 80, 12)]).astype(np.int32)
    at = np.arange(src.size)
    graph = Subgraph(
        np.arange(80, dtype=np.int32),
        src,
        dst,
        np.ones(src.size),
        np.zeros(src.size, np.int32),
        at,
        at.copy(),
    )
    spring = np.asarray(_python(graph)["networkx spring, 50 iterations"](), np.float32)
    theirs = float(crossings(graph, spring))
    return [
        Row(
            f"{kind} layout, 80 accounts: edges that cross",
            float(crossings(graph, _placed(kind, graph))),
            "pairs",
            theirs,
            "networkx spring",
        )
        for kind in KINDS
        if kind != "entity"
    ]


def _placed(kind: Kind, graph: Subgraph) -> Places:
    return arrange(kind, graph, ROOT)


if __name__ == "__main__":
    for measured in rows("--quick" in sys.argv):
        print(measured)
