"""The neighbourhood of accounts: some hops along the transfers that a filter lets through."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from investigator.graph import kernels
from investigator.graph.columns import Columns
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

Direction = Literal["both", "out", "in"]
_Step = Callable[[int, int, int, int], int]
"""Follow queue[begin:end] for one hop of a distance; appends at the tail and gives the new one."""
_CALM = 20_000  # accounts between ticks, so that Cancel answers at once


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


@dataclass(frozen=True)
class Expansion:
    """What was reached.

    `hop` (n,) is the distance of each account of `graph` from the nearest seed; `left_out` (n,) how many
    of its counterparties the budget kept out of the graph; `frontier` (n,) marks accounts at the last hop,
    which were not followed further.
    """

    graph: Subgraph
    hop: NDArray[np.int8]
    left_out: NDArray[np.int64]
    frontier: NDArray[np.bool_]


@dataclass(frozen=True)
class Reach:
    """Which accounts were reached: case-wide ids (k,), seeds first, with `hop` and `left_out` (k,)."""

    accounts: NDArray[np.int32]
    hop: NDArray[np.int8]
    left_out: NDArray[np.int64]


def expand(
    columns: Columns,
    seeds: NDArray[np.int32],
    hops: int,
    where: Filter = Filter(),
    budget: int | None = None,
    tick: Tick = silent,
) -> Expansion:
    """Reach accounts as `reach` does, and take all counting transfers among those reached."""
    found = reach(columns, seeds, hops, where, budget, tick)
    order = np.argsort(found.accounts)
    hop = found.hop[order]
    return Expansion(
        graph=columns.between(found.accounts, sieve(columns, where)),
        hop=hop,
        left_out=found.left_out[order],
        frontier=hop == hops,
    )


def whole(columns: Columns, where: Filter = Filter()) -> Subgraph:
    """All accounts, and all transfers that count."""
    return columns.between(np.arange(columns.order, dtype=np.int32), sieve(columns, where))


def reach(
    columns: Columns,
    seeds: NDArray[np.int32],
    hops: int,
    where: Filter = Filter(),
    budget: int | None = None,
    tick: Tick = silent,
) -> Reach:
    """The accounts up to `hops` transfers away from the seeds.

    With a `budget`, at most so many counterparties are followed from each account: those with whom most
    passed, counted for each asset in its median amount, so that a worthless token with large figures
    drives nobody out; of equal worth those of the smaller id. Raises `ValueError` for a seed out of range,
    hops outside 0 to 100, or a budget below 1.
    """
    start = np.unique(np.asarray(seeds))
    if start.size and (start[0] < 0 or start[-1] >= columns.order):
        raise ValueError("a seed is no account of this case")
    if not 0 <= hops <= 100:
        raise ValueError("hops run from 0 to 100")
    if budget is not None and budget < 1:
        raise ValueError("a budget is at least 1")
    hop = np.full(columns.order, -1, np.int8)
    queue = np.empty(columns.order, np.int32)
    queue[: start.size] = start
    hop[start] = 0
    rules = sieve(columns, where)
    step = (
        _everyone(columns, queue, hop, where, rules)
        if budget is None
        else _most(columns, queue, hop, where, rules, budget)
    )
    begin, end = 0, int(start.size)
    for distance in range(1, hops + 1):
        tail = end
        for first in range(begin, end, _CALM):
            tick(first - begin, end - begin, f"Expanding hop {distance}")
            tail = step(distance, first, min(first + _CALM, end), tail)
        begin, end = end, tail
        if begin == end:
            break
    reached = queue[:end].copy()
    left_out = np.zeros(end, np.int64)
    if budget is not None:
        followed = queue[: np.count_nonzero(hop[reached] < hops)]
        mark = np.zeros(columns.order, np.int32)
        left_out[: followed.size] = kernels.missed(followed, hop, columns.sides, _ways(where), rules, mark)
    return Reach(reached, hop[reached], left_out)


def sieve(columns: Columns, where: Filter) -> kernels.Sieve:
    """A filter as compiled code takes it. Time is a span of rows, since they stand in its order."""
    first = 0 if where.after is None else int(np.searchsorted(columns.time, where.after, "left"))
    last = (
        columns.size if where.before is None else int(np.searchsorted(columns.time, where.before, "right"))
    )
    if not where.assets and where.min_amount is None and where.max_amount is None:
        return (first, last, *columns.everything()[2:])
    wanted = np.zeros(max(where.assets, default=-1) + 1, np.bool_)
    wanted[list(where.assets)] = True
    least = -np.inf if where.min_amount is None else where.min_amount
    most = np.inf if where.max_amount is None else where.max_amount
    return first, last, wanted, float(least), float(most), columns.asset, columns.amount


def _ways(where: Filter) -> tuple[bool, bool]:
    return where.direction != "in", where.direction != "out"


def _everyone(
    columns: Columns, queue: NDArray[np.int32], hop: NDArray[np.int8], where: Filter, rules: kernels.Sieve
) -> _Step:
    sides = [side for side, wanted in zip(columns.sides, _ways(where), strict=True) if wanted]

    def step(distance: int, begin: int, end: int, tail: int) -> int:
        for side in sides:
            tail = kernels.reach(distance, begin, end, tail, queue, hop, side, rules)
        return tail

    return step


def _most(
    columns: Columns, queue: NDArray[np.int32], hop: NDArray[np.int8], where: Filter, rules: kernels.Sieve,
    budget: int,
) -> _Step:  # fmt: skip
    worth = np.full(columns.order, -1.0)
    touched = np.empty(columns.order, np.int32)

    def step(distance: int, begin: int, end: int, tail: int) -> int:
        return int(
            kernels.reach_most(
                distance, begin, end, tail, queue, hop, columns.sides, _ways(where), rules,
                columns.asset, columns.amount, columns.typical, budget, worth, touched,
            )
        )  # fmt: skip

    return step
