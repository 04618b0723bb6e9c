"""Money that comes back to where it set out, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numba import njit

from investigator.graph.columns import Columns
from investigator.graph.kernels import Bools, Floats, Ints, Longs, behind
from investigator.graph.patterns.finding import DAY, Finding, Surroundings, in_order
from investigator.progress import Tick

_CALM = 50_000  # transfers between ticks, at most
_PATIENCE = 2_000_000  # steps between ticks, about: busy accounts take many for one transfer
_DEEP = 24


@dataclass(frozen=True)
class Cycle:
    """A closed walk without repeated accounts, each transfer after the one before.

    From `shortest` to `longest` transfers within `days`, of one asset, each amount at least `keeps` of the one
    before and at most `grows` of it. Accounts that pay more than `busy` transfers are services. Of the cycles that
    begin with one transfer, the shortest is reported, and no transfer belongs to two findings.
    """

    shortest: int = 3
    longest: int = 10
    days: float = 30.0
    keeps: float = 0.7
    grows: float = 1.02
    busy: int = 2_000
    steps: int = 20_000

    name: ClassVar[str] = "cycle"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = (
        "money comes back to where it set out, through other accounts, in the order of time"
    )
    ordinary: ClassVar[tuple[str, ...]] = (
        "a person who moves money between accounts of their own",
        "a lender or an exchange that pays back",
        "arbitrage within one transaction",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """Cycles in the order of their first transfer."""
        skip = np.zeros(columns.order, np.bool_)
        skip[list(around.services | around.mixers | around.bridges)] = True
        used = np.zeros(columns.size, np.bool_)
        window = around.ticks(self.days * DAY)
        limits = (self.shortest, min(self.longest, _DEEP), window, self.busy, self.steps)
        first = 0
        while first < columns.size:
            tick(first, columns.size, "Looking for cycles")
            last = min(first + _CALM, columns.size)
            walks, first = _cycles(
                first, last, columns.src, columns.dst, columns.asset, columns.amount, columns.time,
                columns.out_ptr, columns.out_row, skip, used, limits, (self.keeps, self.grows),
            )  # fmt: skip
            for walk in walks:
                yield self._finding(columns, around, walk.tolist())

    def _finding(self, columns: Columns, around: Surroundings, rows: list[int]) -> Finding:
        kept = float(columns.amount[rows[-1]] / columns.amount[rows[0]])
        span = int(columns.time[rows[-1]] - columns.time[rows[0]])
        return Finding(
            self.name,
            self.version,
            tuple(int(columns.src[row]) for row in rows),
            in_order(columns, rows),
            min(1.0, kept) * min(1.0, len(rows) / 6),
            f"{100 * kept:.0f} % came back over {len(rows)} transfers after {around.lasting(span)}",
        )


@njit(cache=True, nogil=True)
def _cycles(
    first: int, last: int, src: Ints, dst: Ints, asset: Ints, amount: Floats, time: Longs, ptr: Longs,
    out: Ints, skip: Bools, used: Bools, limits: tuple[int, int, int, int, int], shares: tuple[float, float],
) -> tuple[list[Ints], int]:  # fmt: skip
    """From each transfer, by iterative deepening, the rows of the shortest cycle that begins with it.

    With them, where to go on: it stops early when it has taken many steps.
    """
    shortest, longest, window, busy, steps = limits
    found = [np.zeros(0, np.int32) for _ in range(0)]
    walk = np.empty(longest + 1, np.int32)
    place = np.empty(longest + 1, np.int64)
    spent = 0
    for row in range(first, last):
        if spent > _PATIENCE:
            return found, row
        if used[row] or skip[src[row]] or src[row] == dst[row] or not amount[row] > 0:
            continue
        left = steps
        for depth in range(shortest, longest + 1):
            walk[0] = row
            left = _closed(
                depth,
                left,
                walk,
                place,
                src,
                dst,
                asset,
                amount,
                time,
                ptr,
                out,
                skip,
                used,
                window,
                busy,
                shares,
            )
            if left < 0:
                used[walk[:depth]] = True
                found.append(walk[:depth].copy())
            if left <= 0:
                break
        spent += steps - max(left, 0)
    return found, last


@njit(cache=True, nogil=True)
def _closed(
    depth: int, left: int, walk: Ints, place: Longs, src: Ints, dst: Ints, asset: Ints, amount: Floats,
    time: Longs, ptr: Longs, out: Ints, skip: Bools, used: Bools, window: int, busy: int,
    shares: tuple[float, float],
) -> int:  # fmt: skip
    """Look for a cycle of exactly `depth` transfers on from `walk[0]`: -1 when it is there, else steps left."""
    first, home, level = walk[0], src[walk[0]], 0
    place[0] = behind(out, ptr[dst[first]], ptr[dst[first] + 1], first)
    while level >= 0 and left > 0:
        here, before, at = dst[walk[level]], walk[level], place[level]
        if at >= ptr[here + 1] or skip[here] or ptr[here + 1] - ptr[here] > busy:
            level -= 1
            continue
        place[level] = at + 1
        left -= 1
        later = out[at]
        if time[later] - time[first] > window:
            place[level] = ptr[here + 1]
            continue
        if used[later] or asset[later] != asset[first]:
            continue
        if not amount[before] * shares[0] <= amount[later] <= amount[before] * shares[1]:
            continue
        to = dst[later]
        if (to == home) != (level + 2 == depth) or _passed(walk, level, dst, to):
            continue
        level += 1
        walk[level] = later
        if to == home:
            return -1
        place[level] = behind(out, ptr[to], ptr[to + 1], later)
    return left


@njit(cache=True, nogil=True)
def _passed(walk: Ints, level: int, dst: Ints, account: int) -> bool:
    for i in range(level + 1):  # noqa: SIM110 - the compiler knows no generators
        if dst[walk[i]] == account:
            return True
    return False
