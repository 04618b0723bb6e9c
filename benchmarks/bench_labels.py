"""Labels flipped at 10 % in each AMLSim world: how many of them the first 20 % of the suspects hold."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.row import Row
from gnn.annotations.audit import audit
from gnn.example import Example
from gnn.sets.amlsim import amlsim

WORLDS = Path(__file__).resolve().parents[2] / "shared" / "data" / "amlsim"
SHARE, LOOKED_AT = 0.1, 0.2


def flipped(example: Example, classes: tuple[int, ...], seed: int = 1) -> Example:
    """A tenth of the labels of these classes turned round."""
    rng = np.random.default_rng(seed)
    labels = example.labels.copy()
    for value in classes:
        rows = np.flatnonzero(example.labels == value)
        labels[rng.choice(rows, round(SHARE * rows.size), replace=False)] = 1 - value
    return replace(example, labels=labels)


def found(example: Example, wrong: Example) -> dict[str, float]:
    """The share of turned labels in the first fifth of the suspects: of all, and of each kind."""
    ranked = np.array([one.account for one in audit([wrong]).suspects])
    first = np.isin(wrong.graph.accounts, ranked[: int(LOOKED_AT * ranked.size)])
    turned = example.labels != wrong.labels
    kinds = {
        "all": turned,
        "licit called illicit": turned & (example.labels == 0),
        "illicit called licit": turned & (example.labels == 1),
    }
    return {name: float(first[rows].mean()) for name, rows in kinds.items() if rows.any()}


def rows(quick: bool) -> list[Row]:
    """Both classes flipped, and the illicit alone, in both worlds; chance finds 0.2, half is asked for."""
    made = []
    for folder in sorted(path for path in WORLDS.iterdir() if path.is_dir()) if WORLDS.is_dir() else []:
        example = amlsim(folder)
        for what, classes in (("both classes", (0, 1)), ("illicit only", (1,)))[: 1 if quick else 2]:
            begun = time.perf_counter()
            shares = found(example, flipped(example, classes))
            took = time.perf_counter() - begun
            for name, share in shares.items():
                made.append(Row(f"{folder.name}, {what}: {name}", share, "", 0.5, "what is asked for"))
            made.append(Row(f"{folder.name}, {what}: the audit took", took, "s"))
    if not made:
        print("  AMLSim's worlds are not here", file=sys.stderr)
    return made
