"""Some accounts of a case scored anew, without the rest and without keeping anything. Free of torch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from gnn.client import Worker
from gnn.rescoring import Usual, surroundings
from investigator.cases.case import Case
from investigator.data.queries import graph as graph_queries
from investigator.graph.columns import Columns
from investigator.progress import Tick, silent
from investigator.records import Clock, Scores


@dataclass(frozen=True)
class Around:
    """Fresh scores of some accounts; `left_out` counts the counterparties that were not followed for them."""

    scores: Scores
    left_out: int


def score_around(
    case: Case,
    columns: Columns,
    worker: Worker,
    accounts: Sequence[int],
    model: str = "",
    tick: Tick = silent,
    usual: Usual | None = None,
) -> Around:
    """What a model says of these accounts now, from up to three transfers around them.

    `usual` is what the whole case finds usual, measured here if absent: who asks again should keep it. Nothing
    is kept in the case: its runs are of whole cases. Raises `Trouble` if the model cannot be used.
    """
    tick(0, None, "Looking around")
    usual = usual or Usual.of(columns.whole())
    near = surroundings(columns, np.array(sorted(set(accounts)), np.int32), tick=tick)
    clock = graph_queries.clock(case.store) or Clock.UTC
    part = near.graph
    return Around(worker.rescore(part, accounts, usual.in_part(part), model, clock, tick), near.left_out)
