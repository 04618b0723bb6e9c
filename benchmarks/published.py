"""The published tables beside ours, for whoever has the files: `bench_models --elliptic DIR --amlworld FILE …`."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gnn import protocols
from gnn.protocols import Result
from gnn.recipe import Recipe
from gnn.sets.amlworld import amlworld
from gnn.sets.elliptic import published
from gnn.sets.elliptic2 import elliptic2

SEEDS = tuple(range(5))

ELLIPTIC = (
    ("GCN", "F1 0.628", "Weber et al. 2019, arXiv:1908.02591, table 1"),
    ("random forest, all features", "F1 0.788", "the same"),
    ("random forest, raw 165, strictly inductive", "F1 0.821", "arXiv:2604.19514"),
    (
        "random forest, Elliptic++, 183 features",
        "F1 0.828",
        "EllipticPlusPlus, Transactions_Classification",
    ),
    ("GraphSAGE, strictly inductive, 10 seeds", "F1 0.689", "arXiv:2604.19514"),
)
AMLWORLD = (
    ("GIN, HI-Small", "F1 0.287", "Egressy et al., AAAI 2024, arXiv:2306.11586, table 2"),
    ("PNA, HI-Small", "F1 0.568", "the same"),
    ("Multi-GIN+EU, HI-Small", "F1 0.648", "the same"),
    ("Multi-PNA+EU, HI-Small", "F1 0.682", "the same"),
    ("GFP+LightGBM, HI-Small", "F1 0.629", "arXiv:2402.08593, table 4"),
    ("GFP+XGBoost, HI-Small", "F1 0.648", "the same"),
    ("PE-FraudGT, HI-Small", "F1 0.764", "FraudGT, ICAIF 2024, table 2"),
)
ELLIPTIC2 = (
    ("GLASS", "PR-AUC 0.816, F1 0.705", "RevTrack, arXiv:2410.08394, table 1"),
    ("RevClassify_DS", "PR-AUC 0.974, F1 0.953", "the same"),
    ("GLASS, features ignored", "PR-AUC 0.208, F1 0.933", "arXiv:2404.19109, table 2"),
)


@dataclass(frozen=True)
class Files:
    """Where the published files lie; `None` for those that are not at hand."""

    elliptic: Path | None
    amlworld: Path | None
    elliptic2: Path | None


def tables(files: Files, quick: bool) -> Iterator[str]:
    """Lines to print, ours as they come."""
    seeds, epochs = (SEEDS[:1], 2) if quick else (SEEDS, 60)
    if files.elliptic:
        recipe = Recipe(epochs=epochs, patience=10, weight_of_illicit=2.0)
        yield from _table("Elliptic, test steps 35-49", ELLIPTIC)
        yield from _ours(protocols.elliptic(published(files.elliptic), recipe, seeds))
    if files.amlworld:
        recipe = Recipe(
            epochs=epochs // 3 or 1, patience=4, hidden=64, layers=2, batch=4096, weight_of_illicit=6.0
        )
        yield from _table(f"AMLworld, {files.amlworld.name}, 60/20/20 by time", AMLWORLD)
        yield from _ours(protocols.amlworld(amlworld(files.amlworld), recipe, seeds))
    if files.elliptic2:
        recipe = Recipe(epochs=epochs, patience=10, weight_of_illicit=3.0)
        yield from _table("Elliptic2, sets drawn 80/10/10", ELLIPTIC2)
        yield from _ours(protocols.elliptic2(elliptic2(files.elliptic2), recipe, seeds))


def _table(name: str, known: tuple[tuple[str, str, str], ...]) -> Iterator[str]:
    yield f"\n{name}"
    for model, figure, source in known:
        yield f"  published  {model:46} {figure:24} {source}"


def _ours(results: Iterator[Result]) -> Iterator[str]:
    for one in results:
        f1 = statistics.mean(one.f1)
        spread = statistics.stdev(one.f1) if len(one.f1) > 1 else 0.0
        area = statistics.mean(one.pr_auc)
        yield (
            f"  ours       {one.model:46} F1 {f1:.3f} ± {spread:.3f}, PR-AUC {area:.3f}"
            f"  ({len(one.f1)} seeds; bootstrap of the first [{one.interval.low:.3f}, {one.interval.high:.3f}])"
        )
