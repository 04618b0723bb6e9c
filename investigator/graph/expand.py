"""The neighbourhood of accounts: some hops along the transfers that a filter lets through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from investigator.graph import kernels
from investigator.graph.columns import Columns
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

Direction = Literal["both", "out", "in"]
_CALM = 2_000  # accounts between ticks, so that Cancel answers at once


@dataclass(frozen=True)
class Filter:
    """Which transfers count; `None` is no limit.

    Times are on the case's clock, inclusive; amounts in whole units.
    `direction` says whether money is followed onwards, backwards, or both.
    """

    after: int | None = None
    before: int | None = None
    assets: tuple[int, ...] = ()
    min_amount: float | None = None
    max_amount: float | None = None
    direction: Direction = "both"

    @property
    def passes_all(self) -> bool:
        """Whether every transfer counts."""
        limits = (self.after, self.before, self.min_amount, self.max_amount)
        return not self.assets and all(limit is None for limit in limits)


@dataclass(frozen=True)
class Expansion:
    """What was reached.

    `hop` (n,) is the distance of each account of `graph` from the nearest seed; `left_out` (n,) how many
    of its counterparties the budget left out; `frontier` (n,) marks accounts at the last hop, which were
    not followed further.
    """

    graph: Subgraph
    hop: NDArray[np.int8]
    left_out: NDArray[np.int64]
    frontier: NDArray[np.bool_]


def expand(
    columns: Columns,
    seeds: NDArray[np.int32],
    hops: int,
    where: Filter = Filter(),
    budget: int | None = None,
    tick: Tick = silent,
) -> Expansion:
    """Reach accounts up to `hops` transfers away, and take all counting transfers among those reached.

    With a `budget`, at most so many counterparties are followed from each account: those of the highest
    value, which is summed over assets as it stands, so filter by asset where that matters. Raises
    `ValueError` for a seed out of range, or for hops outside 0 to 100.
    """
    start = np.unique(np.asarray(seeds, np.int32))
    if start.size and (start[0] < 0 or start[-1] >= columns.order):
        raise ValueError("a seed is no account of this case")
    if not 0 <= hops <= 100:
        raise ValueError("hops run from 0 to 100")
    keep = _keep(columns, where)
    hop, left_out = _walk(columns, start, hops, where.direction, budget or 0, keep, tick)
    reached = np.flatnonzero(hop >= 0).astype(np.int32)
    return Expansion(
        graph=columns.between(reached, keep if keep.size else None),
        hop=hop[reached],
        left_out=left_out[reached],
        frontier=hop[reached] == hops,
    )


def whole(columns: Columns, where: Filter = Filter()) -> Subgraph:
    """All accounts, and all transfers that count."""
    keep = _keep(columns, where)
    return columns.between(np.arange(columns.order, dtype=np.int32), keep if keep.size else None)


def _walk(
    columns: Columns,
    start: NDArray[np.int32],
    hops: int,
    direction: Direction,
    budget: int,
    keep: NDArray[np.bool_],
    tick: Tick,
) -> tuple[NDArray[np.int8], NDArray[np.int64]]:
    hop = np.full(columns.order, -1, np.int8)
    left_out = np.zeros(columns.order, np.int64)
    value = np.full(columns.order, -1.0)
    touched = np.empty(columns.order, np.int32)
    hop[start] = 0
    frontier = start
    for step in range(1, hops + 1):
        found = [np.empty(0, np.int32)]
        for first in range(0, frontier.size, _CALM):
            tick(first, frontier.size, f"Expanding hop {step}")
            new, _ = kernels.walk(
                step, budget, direction != "in", direction != "out",
                columns.out_ptr, columns.out_row, columns.in_ptr, columns.in_row,
                columns.src, columns.dst, columns.amount, keep,
                hop, left_out, np.ascontiguousarray(frontier[first : first + _CALM]), value, touched,
            )  # fmt: skip
            found.append(new)
        frontier = np.concatenate(found)
        if not frontier.size:
            break
    return hop, left_out


def _keep(columns: Columns, where: Filter) -> NDArray[np.bool_]:
    """Which transfers count (m,); empty where all do, which the kernels take as such."""
    if where.passes_all:
        return np.empty(0, np.bool_)
    wanted = np.zeros(max(where.assets) + 1 if where.assets else 0, np.bool_)
    wanted[list(where.assets)] = True
    limits = np.iinfo(np.int64)
    span = (
        limits.min if where.after is None else where.after,
        limits.max if where.before is None else where.before,
    )
    return np.asarray(
        kernels.passing(
            columns.time,
            columns.asset,
            columns.amount,
            span,
            wanted,
            -np.inf if where.min_amount is None else where.min_amount,
            np.inf if where.max_amount is None else where.max_amount,
        )
    )
