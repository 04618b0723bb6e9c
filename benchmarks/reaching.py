"""One engine asked for neighbourhoods and shortest paths, in a process of its own so that its memory can be told.

`python -m benchmarks.reaching ENGINE FOLDER` reads `src.npy`, `dst.npy`, `starts.npy` and `pairs.npy` of the folder
and prints a JSON object: `load` (s), `peak` (MB), `reach` and `path` (ms, one for each question
answered in time) and, to compare
engines, `sizes` (accounts within three transfers) and `lengths` (transfers on a shortest path, -1 for none).
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.memory import peak

HOPS = 3
PATIENCE = 30.0
Reach = Callable[[int], int]
Path_ = Callable[[int, int], int]


def investigator(folder: Path) -> tuple[Reach, Path_]:
    """Ours: columns on disk, mapped into memory."""
    from investigator.data.queries.graph import State
    from investigator.graph.expand import Filter, reach
    from investigator.graph.index import open_saved
    from investigator.graph.paths.route import Question
    from investigator.graph.paths.shortest import shortest

    kept = open_saved(folder / "index", State(0, 0, 0, ()))
    assert kept is not None
    columns = kept.columns
    question = Question(Filter(direction="out"), hops=100)

    def near(start: int) -> int:
        return int(reach(columns, np.array([start], np.int32), HOPS).hop.size)

    def way(start: int, goal: int) -> int:
        found = shortest(columns, np.array([start], np.int32), np.array([goal], np.int32), question)
        return -1 if found is None else found.hops

    near(0), way(0, 1)  # compiled, or read from the cache of compiled code
    return near, way


def igraph(folder: Path) -> tuple[Reach, Path_]:
    """python-igraph: a breadth-first search in C."""
    import igraph as ig

    src, dst, order = _ends(folder)
    graph = ig.Graph(n=order, edges=np.column_stack([src, dst]), directed=True)

    def near(start: int) -> int:
        return len(graph.neighborhood(start, order=HOPS, mode="all"))

    def way(start: int, goal: int) -> int:
        found = graph.get_shortest_path(start, goal, mode="out", output="epath")
        return len(found) if found or start == goal else -1

    return near, way


def rustworkx(folder: Path) -> tuple[Reach, Path_]:
    """rustworkx: its search with visitors for neighbourhoods, Dijkstra with unit weights for paths."""
    import rustworkx as rx
    from rustworkx.visit import BFSVisitor, PruneSearch

    src, dst, order = _ends(folder)
    graph = rx.PyGraph(multigraph=True)
    way_graph = rx.PyDiGraph(multigraph=True)
    for one in (graph, way_graph):
        one.add_nodes_from(range(order))
        for begin in range(0, src.size, 1_000_000):
            part = slice(begin, begin + 1_000_000)
            one.add_edges_from_no_data(list(zip(src[part].tolist(), dst[part].tolist(), strict=True)))

    class Near(BFSVisitor):
        def __init__(self, start: int) -> None:
            self.hop = {start: 0}

        def discover_vertex(self, vertex: int) -> None:
            if self.hop[vertex] >= HOPS:
                raise PruneSearch

        def tree_edge(self, edge: tuple[int, int, Any]) -> None:
            self.hop[edge[1]] = self.hop[edge[0]] + 1

    def near(start: int) -> int:
        visitor = Near(start)
        rx.bfs_search(graph, [start], visitor)
        return len(visitor.hop)

    def way(start: int, goal: int) -> int:
        found = rx.dijkstra_shortest_paths(way_graph, start, target=goal, default_weight=1.0)
        return len(found[goal]) - 1 if goal in found else -1

    return near, way


def networkx(folder: Path) -> tuple[Reach, Path_]:
    """networkx: dictionaries of Python."""
    import networkx as nx

    src, dst, order = _ends(folder)
    graph, directed = nx.Graph(), nx.DiGraph()
    for one in (graph, directed):
        one.add_nodes_from(range(order))
        one.add_edges_from(zip(src.tolist(), dst.tolist(), strict=True))

    def near(start: int) -> int:
        return len(nx.single_source_shortest_path_length(graph, start, HOPS))

    def way(start: int, goal: int) -> int:
        try:
            return len(nx.bidirectional_shortest_path(directed, start, goal)) - 1
        except nx.NetworkXNoPath:
            return -1

    return near, way


ENGINES = {one.__name__: one for one in (investigator, igraph, rustworkx, networkx)}


def _ends(folder: Path) -> tuple[NDArray[np.int32], NDArray[np.int32], int]:
    src, dst = np.load(folder / "src.npy"), np.load(folder / "dst.npy")
    return src, dst, int(max(src.max(), dst.max())) + 1


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    begun = time.perf_counter()
    answer = work()
    return 1000 * (time.perf_counter() - begun), answer


def _enough(questions: Iterable[Callable[[], int]]) -> list[tuple[float, int]]:
    """Milliseconds and answers, of as many questions as are answered in `PATIENCE` seconds."""
    found, begun = list[tuple[float, int]](), time.perf_counter()
    for question in questions:
        found.append(_timed(question))
        if time.perf_counter() - begun > PATIENCE:
            break
    return found


def answers(engine: str, folder: Path) -> dict[str, Any]:
    """What the engine says, and how long it took."""
    begun = time.perf_counter()
    near, way = ENGINES[engine](folder)
    load = time.perf_counter() - begun
    starts: Sequence[int] = np.load(folder / "starts.npy").tolist()
    pairs: Sequence[tuple[int, int]] = np.load(folder / "pairs.npy").tolist()
    reached = _enough(lambda s=s: near(s) for s in starts)
    found = _enough(lambda a=a, b=b: way(a, b) for a, b in pairs)
    return {
        **{"load": load, "peak": peak()},
        **{"reach": [one[0] for one in reached], "sizes": [one[1] for one in reached]},
        **{"path": [one[0] for one in found], "lengths": [one[1] for one in found]},
    }


if __name__ == "__main__":
    print(json.dumps(answers(sys.argv[1], Path(sys.argv[2]))))
