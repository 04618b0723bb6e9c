"""Learning: a world of AMLSim from the start, two hundred labels on top of the shipped model, and a few accounts
scored anew, each through a warm model process.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.bench_score import made
from benchmarks.row import Row
from gnn.client import Worker
from gnn.recipe import Recipe
from gnn.rescoring import Usual, surroundings
from gnn.sets.amlsim import amlsim
from gnn.shelf import SHIPPED, Shelf
from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import build

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "amlsim" / "20K_cycle200"


def rows(quick: bool) -> list[Row]:
    """Seconds to train and to fine-tune; milliseconds to rescore, the median and the 95th percentile."""
    found = []
    with Worker() as worker, tempfile.TemporaryDirectory() as folder:
        worker.warm()
        if DATA.is_dir():
            found += _learning(worker, Path(folder), quick)
        found += _rescoring(worker, quick)
    return found


def _learning(worker: Worker, folder: Path, quick: bool) -> list[Row]:
    world = amlsim(DATA)
    shelf = Shelf(folder)
    began = time.perf_counter()
    path = worker.train([world], Recipe(name="world", epochs=3 if quick else 60), folder)
    whole, card = time.perf_counter() - began, shelf.load(path).card
    without = replace(Recipe(name="bare"), epochs=3 if quick else 60, ablation=False)
    began = time.perf_counter()
    worker.train([world], without, folder)
    bare = time.perf_counter() - began
    labels, rng = np.full(world.graph.order, -1, np.int8), np.random.default_rng(0)
    for value in (0, 1):
        labels[rng.choice(np.flatnonzero(world.labels == value), 100, replace=False)] = value
    start = Shelf(SHIPPED).find(Shelf(SHIPPED).shipped())
    began = time.perf_counter()
    worker.train([replace(world, labels=labels)], Recipe(name="tuned"), folder, start)
    tuned = time.perf_counter() - began
    size = f"AMLSim world, {world.graph.order:,} accounts, {world.graph.size:,} transfers"
    return [
        Row(f"train, baselines and ablation too: {size[:14]}", whole, "s", bare, "without the ablation"),
        Row(f"  epochs of the net ({card.cost.seconds_per_epoch:.2f} s each)", float(card.cost.epochs), ""),
        Row("  most memory of the process", card.cost.peak_mb, "MB"),
        Row("fine-tune from 200 labels, baselines too", tuned, "s", whole, "training that world anew"),
    ]


def _rescoring(worker: Worker, quick: bool) -> list[Row]:
    graph = made(100_000, 300_000)
    names = ("src", "dst", "amount", "asset", "time", "transfer")
    columns = build(TransferColumns(**{n: getattr(graph, n) for n in names}, accounts=graph.order))
    usual = Usual.of(graph)
    degree = np.bincount(graph.src, minlength=graph.order)
    chosen = np.random.default_rng(0).choice(np.flatnonzero(degree > 1), 10 if quick else 100)
    worker.score(graph.until(int(graph.time[50])), None)
    times = []
    for account in chosen.tolist():
        began = time.perf_counter()
        near = surroundings(columns, np.array([account], np.int32))
        worker.rescore(near.graph, [account], usual.in_part(near.graph))
        times.append(1000 * (time.perf_counter() - began))
    return [
        Row("rescore an account from 3 hops, median", statistics.median(times), "ms"),
        Row("  95th percentile", float(np.quantile(times, 0.95)), "ms"),
    ]
