"""Accounts scored from their surroundings: as the whole case says, and nothing is kept."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np

from gnn.around import score_around
from gnn.client import Worker
from gnn.features import Scales
from gnn.model import Model
from gnn.rescoring import Usual
from gnn.scoring import rescore, score
from gnn.worlds import World
from investigator import operations
from investigator.cases.case import Case
from investigator.data import ledger
from investigator.data.queries import results
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Clock, Scores
from tests.makers import Move, put


class Here(Worker):
    """A worker without a process."""

    def __init__(self, model: Model) -> None:
        super().__init__(("no process",))
        self.model = model

    def rescore(
        self,
        part: Subgraph,
        accounts: Collection[int],
        usual: Scales,
        model: str | Path = "",
        clock: Clock = Clock.UTC,
        tick: Tick = silent,
    ) -> Scores:
        return rescore(part, accounts, usual, self.model, tick, clock)


def test_what_is_said_of_a_few_is_what_the_whole_says_and_leaves_no_trace(
    world: World, model: Model, tmp_path: Path
) -> None:
    graph = world.graph
    moves = [
        Move(int(s), int(d), round(a * 100), int(t))
        for s, d, a, t in zip(graph.src, graph.dst, graph.amount, graph.time, strict=True)
    ]
    with Case.create(tmp_path / "small.case") as case:
        put(case.store, moves, [f"bank:{i}" for i in range(graph.order)], clock=Clock.STEP)
        columns, before = operations.columns(case), _head(case)
        whole = score(columns.whole(), model, clock=Clock.STEP)
        degree = np.bincount(columns.src, minlength=graph.order)
        some = np.flatnonzero((degree > 0) & (degree < 4))[:6].tolist()
        found = score_around(case, columns, Here(model), some, usual=Usual.of(columns.whole()))
        assert found.scores.accounts.tolist() == some
        assert np.abs(found.scores.raw - whole.raw[some]).max() < 0.2
        assert found.left_out >= 0
        assert results.latest_run(case.store) is None
        assert _head(case) == before


def _head(case: Case) -> ledger.Head:
    with case.store.reading() as db:
        return ledger.head(db)
