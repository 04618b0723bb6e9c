"""A few accounts scored anew from their surroundings alone, at once, without waiting for the whole case.

What is usual is taken from the whole; the surroundings are bounded, and it is said when the bound was met.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.features import Scales, scales
from investigator.graph.columns import Columns
from investigator.graph.expand import Filter, reach, sieve
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

HOPS = 3
FOLLOWED = 16
"""Counterparties followed from each account that is not itself asked about."""


@dataclass(frozen=True)
class Usual:
    """What a whole graph finds usual, to measure a part of it by: `amount[code]` for each asset, and the gap."""

    amount: dict[int, float]
    gap: float

    @classmethod
    def of(cls, graph: Subgraph) -> Usual:
        """What `graph` finds usual."""
        found = scales(graph)
        codes, first = np.unique(graph.asset, return_index=True)
        return cls(dict(zip(codes.tolist(), found.amount[first].tolist(), strict=True)), found.gap)

    def in_part(self, part: Subgraph) -> Scales:
        """The same, row by row of a part. An asset that the whole does not know counts as it is."""
        amount = [self.amount.get(code, 1.0) for code in part.asset.tolist()]
        return Scales(np.array(amount, np.float64), self.gap)


@dataclass(frozen=True)
class Surroundings:
    """What is looked at to score some accounts anew: `graph`, and how many counterparties were not followed."""

    graph: Subgraph
    left_out: int


def surroundings(
    columns: Columns,
    accounts: NDArray[np.int32],
    where: Filter | None = None,
    hops: int = HOPS,
    tick: Tick = silent,
) -> Surroundings:
    """All transfers of the accounts, and those among everyone up to `hops` away.

    Beyond the accounts' own counterparties at most `FOLLOWED` are followed from each, those with whom most
    passed. Raises `ValueError` for an account that is none.
    """
    where = where or Filter()
    own = reach(columns, accounts, min(1, hops), where, None, tick)
    found = reach(columns, own.accounts, max(0, hops - 1), where, FOLLOWED, tick)
    graph = columns.between(found.accounts, sieve(columns, where))
    return Surroundings(graph, int(found.left_out.sum()))
