"""Scoring: a graph to calibrated scores with reasons, features included, in a warm worker process."""

from __future__ import annotations

import statistics
import time

import numpy as np

from benchmarks.memory import peak
from benchmarks.row import Row
from gnn.client import Worker
from gnn.features import account_features
from investigator.graph.cluster import communities
from investigator.graph.subgraph import Subgraph


def made(accounts: int, transfers: int) -> Subgraph:
    """A power-law graph with times and log-normal amounts."""
    random = np.random.default_rng(0)
    pick = (random.pareto(1.1, (2, transfers)) * 8).astype(np.int64) % accounts
    order = random.permutation(accounts)
    return Subgraph(
        accounts=np.arange(accounts, dtype=np.int32),
        src=order[pick[0]].astype(np.int32),
        dst=order[(pick[1] + random.integers(0, accounts, transfers)) % accounts].astype(np.int32),
        amount=random.lognormal(3, 2, transfers),
        asset=np.zeros(transfers, np.int32),
        time=np.sort(random.integers(0, 10**7, transfers)),
        transfer=np.arange(transfers),
    )


def median(work: object, runs: int) -> float:
    """Median seconds of a call, after one that warms it."""
    times = []
    for _ in range(runs + 1):
        begun = time.perf_counter()
        work()  # type: ignore[operator]
        times.append(time.perf_counter() - begun)
    return statistics.median(times[1:])


def rows(quick: bool) -> list[Row]:
    """Seconds for accounts, and for accounts with clusters; the features' own share beside."""
    accounts, transfers = (20_000, 60_000) if quick else (100_000, 300_000)
    graph = made(accounts, transfers)
    membership = communities(graph)
    size = f"{accounts:,} accounts, {transfers:,} transfers"
    runs = 1 if quick else 3
    features = median(lambda: account_features(graph), runs)
    with Worker() as worker:
        scored = median(lambda: worker.score(graph, None, ""), runs)
        both = median(lambda: worker.score(graph, membership, ""), runs)
        held = peak(worker.pid or "self")
    return [
        Row(f"score {size}", scored, "s", features, "its account features alone"),
        Row("the same with clusters", both, "s", features, "its account features alone"),
        Row("  most memory of the model process", held, "MB"),
    ]
