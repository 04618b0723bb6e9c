"""Ways that respect time: no transfer leaves an account before the money came in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.graph.expand import sieve
from investigator.graph.kernels import Bools, Ints, Side, Sieve, behind, passes, span
from investigator.graph.paths.route import Question, Route, checked
from investigator.progress import Tick, silent

_Arrive = Callable[..., tuple[int, int, int]]
_CALM = 20_000  # arrivals between ticks


def timely(
    columns: Columns,
    sources: NDArray[np.int32],
    targets: NDArray[np.int32],
    question: Question = Question(),  # noqa: B008 - frozen
    after: int = -1,
    *,
    earliest: bool = False,
    tick: Tick = silent,
) -> Route | None:
    """A way of fewest transfers in which each comes after the one before; of several, the earliest to arrive.

    With `earliest`, the way that arrives first, however many transfers it takes.

    'After' is the order of the chain: time, then block, place in the block, log, as the columns' rows stand.
    Only rows behind position `after` count. Each account keeps its earliest arrival for each number of
    transfers (foremost walks; Wu et al., 'Path problems in temporal graphs', VLDB 2014). With the filter's
    direction `in`, money is followed backwards: each transfer comes before the one followed from.
    Raises `ValueError` for the direction `both`, which has no order of time.
    """
    if question.where.direction == "both":
        raise ValueError("a path that respects time has one direction")
    start, goal = checked(columns, sources), checked(columns, targets)
    both = np.intersect1d(start, goal)
    if both.size:
        return Route((int(both[0]),), ())
    if question.where.direction == "in":
        return _backwards(columns, start, goal, question, tick)
    blocked = question.blocked(columns, np.concatenate([start, goal]))
    wanted = np.zeros(columns.order, np.bool_)
    wanted[goal] = True
    log = _Log(start, after)
    arrival = np.zeros(columns.order, np.int32)
    arrival[start] = after + 2
    rules, side = sieve(columns, question.where), columns.sides[0]
    begin, winner = 0, -1
    for _ in range(question.hops):
        end, best = log.size, -1
        live = log.live(begin, arrival)
        for first in range(begin, end, _CALM):
            tick(first - begin, end - begin, "Looking for a path in time")
            last = min(first + _CALM, end)
            best = log.grow(_arrive, first, last, arrival, side, rules, blocked, wanted, live, begin, best)
        winner = log.earlier(winner, best)
        if (winner >= 0 and not earliest) or log.size == end:
            break
        begin = end
    return log.route(winner) if winner >= 0 else None


def _backwards(
    columns: Columns, start: NDArray[np.int32], goal: NDArray[np.int32], question: Question, tick: Tick
) -> Route | None:
    """Who followed the money back from `start` to `goal` has found how it came from there."""
    onwards = replace(question, where=replace(question.where, direction="out"))
    found = timely(columns, goal, start, onwards, tick=tick)
    return None if found is None else Route(found.accounts[::-1], found.rows[::-1])


class _Log:
    """All arrivals in the order in which they were found: account, row, and the arrival they follow."""

    def __init__(self, start: NDArray[np.int32], after: int) -> None:
        room = max(1024, 2 * start.size)
        self._account, self._row, self._before = (np.empty(room, np.int32) for _ in range(3))
        self._account[: start.size], self._row[: start.size] = start, after
        self._before[: start.size] = -1
        self.size = int(start.size)

    def grow(self, arrive: _Arrive, first: int, last: int, *rest: object) -> int:
        """Follow some arrivals on; the place of the earliest one at a target, or -1."""
        *fixed, best = rest
        while True:
            stopped, size, best = arrive(
                first, last, self.size, self._account, self._row, self._before, *fixed, best
            )
            self.size = int(size)
            if stopped >= last:
                return int(best)
            first = int(stopped)
            self._account, self._row, self._before = (
                np.concatenate([column, np.empty_like(column)])
                for column in (self._account, self._row, self._before)
            )

    def live(self, begin: int, arrival: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Which arrivals from `begin` on no earlier one by as many transfers has made idle."""
        account, row = self._account[begin : self.size], self._row[begin : self.size]
        return np.asarray(arrival[account] == row + 2)

    def earlier(self, one: int, other: int) -> int:
        """The earlier of two arrivals, of which either may be none (-1)."""
        if one < 0 or other < 0:
            return max(one, other)
        return other if self._row[other] < self._row[one] else one

    def route(self, place: int) -> Route:
        """The way to an arrival."""
        accounts, rows = list[int](), list[int]()
        while place >= 0:
            accounts.append(int(self._account[place]))
            if self._before[place] >= 0:
                rows.append(int(self._row[place]))
            place = int(self._before[place])
        return Route(tuple(accounts[::-1]), tuple(rows[::-1]))


@njit(cache=True, nogil=True)
def _arrive(
    first: int, last: int, size: int, account: Ints, row: Ints, before: Ints, arrival: Ints, side: Side,
    sieve: Sieve, blocked: Bools, wanted: Bools, live: Bools, origin: int, best: int,
) -> tuple[int, int, int]:  # fmt: skip
    """Follow the arrivals that are `live`, which begins at the place `origin`.

    Stops early, at the arrival it gives, when the log has no room for all that one may add.
    """
    _, rows, beyond = side
    for at in range(first, last):
        here = account[at]
        if not live[at - origin]:
            continue
        begin, end = span(here, side)
        begin = behind(rows, begin, end, row[at])
        if size + end - begin > account.size:
            return at, size, best
        for k in range(begin, end):
            to = beyond[k]
            if not 0 <= to < arrival.size or (blocked.size and blocked[to]) or not passes(rows[k], sieve):
                continue
            if arrival[to] == 0 or rows[k] + 2 < arrival[to]:
                arrival[to] = rows[k] + 2
                account[size], row[size], before[size] = to, rows[k], at
                if wanted[to] and (best < 0 or rows[k] < row[best]):
                    best = size
                size += 1
    return last, size, best
