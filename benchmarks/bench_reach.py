"""Neighbourhoods and shortest paths at 5 and 50 million transfers beside igraph, rustworkx and networkx.

Each engine runs in a process of its own on the same transfers and gets the same questions; their answers must be
the same. networkx is left out at 50 million: what it holds at 5 million, ten times over, is more than a desktop has.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.bench_graph import STATE, transfers
from benchmarks.row import Row
from investigator.graph.columns import build
from investigator.graph.index import save

PEERS = ("igraph", "rustworkx", "networkx")
HEAVY = {"networkx": 5_000_000, "rustworkx": 50_000_000}
"""The most transfers that an engine is asked about here."""

REACHES, PATHS = 8, 40


def rows(quick: bool) -> list[Row]:
    """A block of rows for each size; `quick` takes half a million transfers."""
    sizes = (500_000,) if quick else (5_000_000, 50_000_000)
    return [row for size in sizes for row in _size(size)]


def _size(count: int) -> list[Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _write(folder, count)
        ours = _asked("investigator", folder)
        found = list[Row]()
        for peer in (one for one in PEERS if count <= HEAVY.get(one, count)):
            theirs = _asked(peer, folder)
            if theirs is None:
                continue
            for what in ("sizes", "lengths"):
                assert theirs[what] == ours[what][: len(theirs[what])], f"{peer} finds other {what}"
            found += _rows(f"{count / 1e6:g} M", ours, theirs, peer)
        return found


def _write(folder: Path, count: int) -> None:
    raw = transfers(count, count // 5)
    columns = build(raw)
    save(columns, folder / "index", STATE)
    np.save(folder / "src.npy", raw.src)
    np.save(folder / "dst.npy", raw.dst)
    degree = np.diff(columns.out_ptr) + np.diff(columns.in_ptr)
    quiet = np.flatnonzero((degree >= 2) & (degree <= 12))
    np.save(folder / "starts.npy", quiet[:REACHES])
    ends = np.random.default_rng(2).choice(quiet, (PATHS, 2), replace=False)
    np.save(folder / "pairs.npy", ends)


def _asked(engine: str, folder: Path) -> Any:
    """What it answers; `None` where it is not installed."""
    command = [sys.executable, "-m", "benchmarks.reaching", engine, str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode and f"No module named '{engine}'" in done.stderr:
        return None
    if done.returncode:
        raise RuntimeError(f"{engine}: {done.stderr[-400:]}")
    return json.loads(done.stdout)


def _rows(size: str, ours: dict[str, Any], theirs: dict[str, Any], peer: str) -> list[Row]:
    def late(times: list[float]) -> float:
        return float(np.quantile(times, 0.95))

    reached = statistics.median(ours["sizes"])
    middle = statistics.median
    return [
        Row(
            f"3 hops of {size}, {reached:,.0f} accounts",
            *(middle(ours["reach"]), "ms", middle(theirs["reach"]), peer),
        ),
        Row(f"  shortest path, {size}, median", middle(ours["path"]), "ms", middle(theirs["path"]), peer),
        Row(f"  shortest path, {size}, p95", late(ours["path"]), "ms", late(theirs["path"]), peer),
        Row("  to be ready", ours["load"], "s", theirs["load"], peer),
        Row("  most memory", ours["peak"], "MB", theirs["peak"], peer),
    ]
