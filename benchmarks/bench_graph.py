"""Neighbourhoods beside networkx, and communities: `python -m benchmarks.bench_graph [--quick]`.

The transfers are synthetic: both ends follow power laws, so that there are hubs as in a real case. The
graph questions are asked of both engines in one run on one machine, and must get the same answers; read the
ratios.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from benchmarks.bench_layout import planted
from benchmarks.row import Row
from investigator.data.queries.graph import State, TransferColumns
from investigator.graph.cluster import communities
from investigator.graph.columns import Columns, build
from investigator.graph.expand import Filter, expand, reach
from investigator.graph.growth import extended
from investigator.graph.index import open_saved, save

STATE = State(0, 0, 0, ())


def transfers(count: int, accounts: int, seed: int = 0) -> TransferColumns:
    """`count` transfers between accounts whose degrees follow a power law, with hubs."""
    draw = np.random.default_rng(seed)
    names = draw.permutation(accounts).astype(np.int32)
    return TransferColumns(
        src=names[(accounts * draw.random(count) ** 3.0).astype(np.int64)],
        dst=names[(accounts * draw.random(count) ** 3.0).astype(np.int64)],
        asset=draw.integers(0, 5, count).astype(np.int32),
        time=np.sort(draw.integers(0, 10**8, count)),
        amount=draw.lognormal(3, 2, count),
        transfer=np.arange(count),
        accounts=accounts,
    )


def milliseconds(work: Callable[[], object], repeats: int) -> float:
    """Median over `repeats` runs, after one that compiles and warms up."""
    work()
    taken = []
    for _ in range(repeats):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken)


def rows(quick: bool) -> list[Row]:
    """All measurements of this file; `quick` takes a tenth of the transfers."""
    raw = transfers(500_000, 100_000) if quick else transfers(5_000_000, 1_000_000)
    size = f"{raw.src.size / 1e6:g} M"
    build(transfers(1000, 100))
    start = time.perf_counter()
    columns = build(raw)
    built = [Row(f"index {size} transfers", time.perf_counter() - start, "s")]
    return [*built, *_opened(columns), *_expanded(columns, size), *_communities(quick)]


def _opened(columns: Columns) -> list[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        save(columns, Path(folder), STATE)
        taken = milliseconds(lambda: open_saved(Path(folder), STATE), 5)
    known = columns.size - 10_000  # as when a small import brings transfers of all times
    late = np.zeros(columns.size, np.bool_)
    late[np.random.default_rng(1).permutation(columns.size)[known:]] = True
    old, new = (_some(columns, rows) for rows in (~late, late))
    base = build(old)
    grow = milliseconds(lambda: extended(base, new), 3)
    anew = milliseconds(lambda: build(_some(columns, np.ones(columns.size, np.bool_))), 1)
    return [
        Row("open the kept index", taken, "ms"),
        Row("grow the index by 10,000 transfers of all times", grow, "ms", anew, "building it anew"),
    ]


def _some(columns: Columns, rows: NDArray[np.bool_]) -> TransferColumns:
    """Some of the transfers, as a case file gives them."""
    names = ("src", "dst", "asset", "time", "amount", "transfer")
    return TransferColumns(**{name: getattr(columns, name)[rows] for name in names}, accounts=columns.order)


def _expanded(columns: Columns, size: str) -> list[Row]:
    degree = np.diff(columns.out_ptr) + np.diff(columns.in_ptr)
    starts = np.flatnonzero((degree >= 2) & (degree <= 12))[:8].astype(np.int32)
    graph = nx.Graph()
    graph.add_edges_from(zip(columns.src.tolist(), columns.dst.tolist(), strict=True))
    found = []
    for hops in (1, 2, 3):
        mine = [milliseconds(lambda s=s, h=hops: reach(columns, s[None], h), 5) for s in starts]
        theirs = [
            milliseconds(lambda s=s, h=hops: nx.single_source_shortest_path_length(graph, int(s), h), 1)
            for s in starts
        ]
        sizes = [reach(columns, s[None], hops).hop.size for s in starts]
        assert sizes == [len(nx.single_source_shortest_path_length(graph, int(s), hops)) for s in starts]
        reached = statistics.median(sizes)
        what = f"{hops} hops of {size}, {reached:,.0f} accounts"
        found.append(Row(what, statistics.median(mine), "ms", statistics.median(theirs), "networkx"))
    for what, work in _variants(columns, starts[:1]).items():
        found.append(Row(what, milliseconds(work, 5), "ms"))
    return found


def _variants(columns: Columns, start: NDArray[np.int32]) -> dict[str, Callable[[], object]]:
    where = Filter(after=10**7, assets=(0, 1), min_amount=5)
    return {
        "3 hops with all transfers between": lambda: expand(columns, start, 3),
        "3 hops, budget 50, with transfers": lambda: expand(columns, start, 3, budget=50),
        "2 hops, filtered, with transfers": lambda: expand(columns, start, 2, where),
    }


def _communities(quick: bool) -> list[Row]:
    found = []
    for accounts in (1_000,) if quick else (1_000, 10_000):
        graph, _ = planted(accounts, accounts // 100, 0.2)
        took = milliseconds(lambda g=graph: communities(g), 1)
        found.append(Row(f"communities, {accounts:,}", took, "ms"))
    return found


if __name__ == "__main__":
    for measured in rows("--quick" in sys.argv):
        print(measured)
