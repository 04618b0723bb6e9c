"""Labels turned round at 10 % in each AMLSim world: how many of them the first 20 % of the suspects hold.

Half is asked for. As one class is rare, most labels of that class are then wrong, and merely listing the
rarer label first would find nearly all: that stands beside, and so does how well doubt tells right labels
from wrong ones among those of one class, where such a trick is worth nothing.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.row import Row
from gnn.annotations.audit import audit
from gnn.example import Example
from gnn.pretrain import amlsim

WORLDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "amlsim"
SHARE, LOOKED_AT = 0.1, 0.2
NAMES = {0: "licit", 1: "illicit"}


def flipped(example: Example, classes: tuple[int, ...], seed: int = 1) -> Example:
    """A tenth of the labels of these classes turned round."""
    rng = np.random.default_rng(seed)
    labels = example.labels.copy()
    for value in classes:
        rows = np.flatnonzero(example.labels == value)
        labels[rng.choice(rows, round(SHARE * rows.size), replace=False)] = 1 - value
    return replace(example, labels=labels)


def first(order: NDArray[np.int64], turned: NDArray[np.bool_]) -> float:
    """The share of turned labels in the first fifth of an order."""
    return float(turned[order[: int(LOOKED_AT * order.size)]].sum() / turned.sum())


def told_apart(order: NDArray[np.int64], turned: NDArray[np.bool_], some: NDArray[np.bool_]) -> float:
    """How often a wrong label of `some` stands before a right one of them: 0.5 is chance."""
    wrong = turned[order[some[order]]]
    rank = np.flatnonzero(wrong)
    before = rank - np.arange(rank.size)
    return float(1.0 - before.mean() / max(1, (~wrong).sum()))


def measured(example: Example, classes: tuple[int, ...], what: str) -> list[Row]:
    """One world with some of its labels turned."""
    wrong = flipped(example, classes)
    turned = example.labels != wrong.labels
    begun = time.perf_counter()
    found = audit([wrong])
    took = time.perf_counter() - begun
    order = np.array([one.account for one in found.suspects])
    rare = int(np.bincount(wrong.labels).argmin())
    trick = np.random.default_rng(0).permutation(order.size)
    trick = trick[np.argsort(wrong.labels[trick] != rare, kind="stable")]
    made = [Row(f"{what}: all", first(order, turned), "", first(trick, turned), "the rarer label first")]
    for value in classes:
        kind = turned & (example.labels == value)
        name = f"{what}: {NAMES[value]} called {NAMES[1 - value]}"
        made.append(Row(name, first(order, kind), "", first(trick, kind), "the rarer label first"))
        among = wrong.labels == 1 - value
        made.append(
            Row(
                f"  told apart among the {NAMES[1 - value]}",
                told_apart(order, turned, among),
                "",
                0.5,
                "chance",
            )
        )
    return [*made, Row(f"{what}: the audit took", took, "s")]


def rows(quick: bool) -> list[Row]:
    """Labels of both classes turned, and of the illicit alone, in both worlds."""
    made: list[Row] = []
    for folder in sorted(path for path in WORLDS.iterdir() if path.is_dir()) if WORLDS.is_dir() else []:
        example = amlsim(folder)
        for what, classes in (("both", (0, 1)), ("illicit", (1,)))[: 1 if quick else 2]:
            made += measured(example, classes, f"{folder.name}, {what} turned")
    if not made:
        print("  AMLSim's worlds are not here", file=sys.stderr)
    return made
