"""Models at work without a process of their own, for tests that are about something else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gnn.annotations.audit import audit
from gnn.annotations.audited import Audit
from gnn.client import Worker
from gnn.example import Example
from gnn.model import assembled
from gnn.recipe import Recipe
from gnn.scoring import score_all
from gnn.shelf import Shelf
from gnn.training import train
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Clock, ClusterScore, Scores


class Here(Worker):
    """A worker without a process, for speed; what the process adds is tested with it."""

    def __init__(self, shelf: Shelf, quick: Recipe) -> None:
        super().__init__(("no process",))
        self.shelf, self.quick = shelf, quick
        self.taught: list[tuple[Sequence[Example], Recipe, str]] = []
        self.judges: list[tuple[Sequence[NDArray[np.bool_]], str]] = []

    def score(
        self,
        graph: Subgraph,
        membership: NDArray[np.int32] | None,
        model: str | Path = "",
        clock: Clock = Clock.UTC,
        tick: Tick = silent,
    ) -> tuple[Scores, list[ClusterScore]]:
        return score_all(graph, membership, assembled(self.shelf.load(model)), tick, clock)

    def audit(
        self,
        examples: Sequence[Example],
        identity: Sequence[NDArray[np.int64]],
        clock: Clock = Clock.UTC,
        seed: int = 0,
        tick: Tick = silent,
    ) -> Audit:
        return audit(examples, tick, seed, identity, clock)

    def retrain(
        self,
        examples: Sequence[Example],
        judges: Sequence[NDArray[np.bool_]],
        recipe: Recipe,
        folder: Path,
        start: str | Path = "",
        against: str | Path = "",
        *,
        force: bool = False,
        tick: Tick = silent,
    ) -> tuple[Path, bool]:
        self.taught.append((examples, recipe, str(start)))
        self.judges.append((judges, str(against)))
        made = train(
            examples, replace(self.quick, name=recipe.name, seed=recipe.seed, epochs=1, trees=5), tick
        )
        return Shelf(folder).save(made.package()), force
