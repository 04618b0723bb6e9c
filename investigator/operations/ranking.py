"""Accounts that are worth a look first when money is followed: a lead beside a trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from investigator.cases.case import Case
from investigator.data.queries import accounts, graph, sources
from investigator.graph.columns import Columns
from investigator.graph.ranking import HALF, ranking
from investigator.operations.lookup import labels_of, resolve
from investigator.progress import Tick, silent
from investigator.records import Address, Clock

_SECONDS = {Clock.UTC: 1.0, Clock.BLOCK: 12.0, Clock.STEP: 86_400.0}


@dataclass(frozen=True)
class Ranked:
    """An account, its share of all that was ranked, and what it is called ('' for nothing)."""

    address: Address
    score: float
    label: str


def rank_accounts(
    case: Case,
    whole: Columns,
    start: Sequence[str],
    *,
    backward: bool = False,
    assets: Sequence[int] = (),
    top: int = 20,
    tick: Tick = silent,
) -> list[Ranked]:
    """The highest ranked accounts; of equal rank the one of the smaller number. Raises `Trouble`, `Cancelled`."""
    places = [number for _, number in resolve(case, start)]
    half = HALF / _SECONDS[graph.clock(case.store) or Clock.UTC]
    found = ranking(whole, places, backward=backward, assets=assets, half=half, tick=tick)
    best = np.argsort(-found, kind="stable")[:top]
    best = best[found[best] > 0]
    names = accounts.addresses(case.store, best.tolist())
    tags = sources.tags(case.store, names)
    labels = [labels_of(case.facts, tags, name) for name in names]
    return [
        Ranked(name, float(found[at]), said[0].text if said else "")
        for name, at, said in zip(names, best.tolist(), labels, strict=True)
    ]
