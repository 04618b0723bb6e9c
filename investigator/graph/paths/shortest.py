"""The way of fewest transfers between two sets of accounts, whenever the transfers happened."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.graph.expand import sieve
from investigator.graph.kernels import Bools, Ints, Side, Sieve, passes, span
from investigator.graph.paths.route import Question, Route, checked
from investigator.progress import Tick, silent

_CALM = 50_000  # accounts between ticks


def shortest(
    columns: Columns,
    sources: NDArray[np.int32],
    targets: NDArray[np.int32],
    question: Question = Question(),  # noqa: B008 - frozen
    tick: Tick = silent,
) -> Route | None:
    """A way of fewest transfers from any source to any target, or `None` if there is none that counts.

    Searches from both ends at once, one whole level at a time on the side with fewer accounts to look at
    (Pohl 1971): when a level first meets what the other side has seen, no shorter way is left. An account at
    both ends is a way of no transfers.
    """
    start, goal = checked(columns, sources), checked(columns, targets)
    both = np.intersect1d(start, goal)
    if both.size:
        return Route((int(both[0]),), ())
    rules = sieve(columns, question.where)
    blocked = question.blocked(columns, np.concatenate([start, goal]))
    ends = [_End(columns, start, backwards=False), _End(columns, goal, backwards=True)]
    directions = {"out": ("out",), "in": ("in",), "both": ("out", "in")}[question.where.direction]
    for _ in range(question.hops):
        if not all(end.frontier for end in ends):
            return None
        mine, other = sorted(ends, key=lambda end: end.frontier)
        met = mine.level(other, directions, rules, blocked, tick)
        if met >= 0:
            return _joined(columns, ends[0], ends[1], met)
    return None


class _End:
    """What one side of the search has seen: `parent` holds for each account 2 + the row it was reached by.

    0 is unseen and 1 an account that the search begins with.
    """

    def __init__(self, columns: Columns, start: NDArray[np.int32], *, backwards: bool) -> None:
        self.parent = np.zeros(columns.order, np.int32)  # pages that are never touched cost nothing
        self.parent[start] = 1
        self.queue = np.empty(columns.order, np.int32)
        self.queue[: start.size] = start
        self.begin, self.end = 0, int(start.size)
        self._sides = columns.sides
        self._backwards = backwards

    @property
    def frontier(self) -> int:
        """How many accounts the next level starts from."""
        return self.end - self.begin

    def level(
        self, other: _End, directions: tuple[str, ...], rules: Sieve, blocked: Bools, tick: Tick
    ) -> int:
        """One transfer further; an account that the other side has seen, or -1."""
        tail = self.end
        for direction in directions:
            side = self._sides[(direction == "in") != self._backwards]
            for first in range(self.begin, self.end, _CALM):
                tick(first - self.begin, self.frontier, "Looking for a path")
                last = min(first + _CALM, self.end)
                tail, met = _level(
                    first, last, tail, self.queue, self.parent, other.parent, side, rules, blocked
                )
                if met >= 0:
                    return int(met)
        self.begin, self.end = self.end, int(tail)
        return -1


def _joined(columns: Columns, ahead: _End, back: _End, met: int) -> Route:
    accounts, rows = [met], list[int]()
    while (row := int(ahead.parent[accounts[0]]) - 2) >= 0:
        rows.insert(0, row)
        accounts.insert(0, _beyond(columns, row, accounts[0]))
    while (row := int(back.parent[accounts[-1]]) - 2) >= 0:
        rows.append(row)
        accounts.append(_beyond(columns, row, accounts[-1]))
    return Route(tuple(accounts), tuple(rows))


def _beyond(columns: Columns, row: int, account: int) -> int:
    src, dst = int(columns.src[row]), int(columns.dst[row])
    return src if dst == account else dst


@njit(cache=True, nogil=True)
def _level(
    begin: int, end: int, tail: int, queue: Ints, parent: Ints, other: Ints, side: Side, sieve: Sieve,
    blocked: Bools,
) -> tuple[int, int]:  # fmt: skip
    _, rows, beyond = side
    for at in range(begin, end):
        first, last = span(queue[at], side)
        for k in range(first, last):
            account = beyond[k]
            if not 0 <= account < parent.size or parent[account] != 0:
                continue
            if (blocked.size and blocked[account]) or not passes(rows[k], sieve):
                continue
            parent[account] = rows[k] + 2
            if other[account] != 0:
                return tail, account
            queue[tail] = account
            tail += 1
    return tail, -1
