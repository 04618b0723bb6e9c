"""Compiled: the order of what happened at the same moment, and what senders had from where nothing is seen."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

from investigator.graph.trace.arithmetic import add, excess, less, minus, plus, read, write

Rows = tuple[Any, Any, Any, Any]
"""`tied` (m,) bool, giver and receiver holdings (m,) int32, amounts, in recorded order."""
Queue = tuple[Any, Any, Any, Any]
"""Who waits: first and last waiting row (or -1) and receipts to come of each holding (h,) int32, and the row that
waits behind each row of a moment, int32, as many as the largest moment has."""
_GONE = np.int32(-2)


@njit(cache=True, nogil=True)
def settle(first: int, calm: int, rows: Rows, balance: Any, order: Any, unseen: Any, queue: Queue) -> int:
    """Pay all transfers from row `first` on, `calm` of them or a few more; gives the first row left.

    Writes the row that comes at each place, and what of it its sender had beyond what was seen to come in.
    """
    row = first
    tied = rows[0]
    while row < tied.size and row < first + calm:
        end = row + 1
        while end < tied.size and tied[end]:
            end += 1
        if end == row + 1:
            _pay(row, row, rows, balance, order, unseen)
        else:
            _moment(row, end, rows, balance, order, unseen, queue)
        row = end
    return row


@register_jitable
def _pay(row: int, place: int, rows: Rows, balance: Any, order: Any, unseen: Any) -> None:
    giver, receiver = rows[1][row], rows[2][row]
    amount = read(rows[3], row)
    short = excess(amount, read(balance, giver))
    order[place] = row
    write(unseen, place, short)
    write(balance, giver, minus(plus(read(balance, giver), short), amount))
    add(balance, receiver, amount)


@register_jitable
def _moment(
    first: int, end: int, rows: Rows, balance: Any, order: Any, unseen: Any, queue: Queue
) -> None:  # fmt: skip
    """Rows of one moment: who cannot pay from what is seen waits for what comes in at that moment."""
    heads, tails, pending, following = queue
    for row in range(first, end):
        pending[rows[2][row]] += 1
    place = first
    for row in range(first, end):
        giver = rows[1][row]
        following[row - first] = -1
        if heads[giver] < 0 and _can(row, rows, balance, pending):
            place = _pay_on(row, place, first, rows, balance, order, unseen, queue)
        elif heads[giver] < 0:
            heads[giver] = tails[giver] = row
        else:
            following[tails[giver] - first] = row
            tails[giver] = row
    for row in range(first, end):  # who waits for one another: as recorded
        if following[row - first] != _GONE:
            place = _pay_on(row, place, first, rows, balance, order, unseen, queue)


@register_jitable
def _can(row: int, rows: Rows, balance: Any, pending: Any) -> bool:
    giver = rows[1][row]
    return pending[giver] == 0 or not less(read(balance, giver), read(rows[3], row))


@register_jitable
def _pay_on(
    row: int, place: int, first: int, rows: Rows, balance: Any, order: Any, unseen: Any, queue: Queue
) -> int:  # fmt: skip
    """Pay a row, and those whose waiting is over by it, as recorded; gives the next free place."""
    heads, _, pending, following = queue
    ready = [np.int64(row)]
    while len(ready) > 0:
        row = int(heappop(ready))
        if following[row - first] == _GONE:
            continue
        giver, receiver = rows[1][row], rows[2][row]
        if heads[giver] == row:
            heads[giver] = following[row - first]
        _pay(row, place, rows, balance, order, unseen)
        place += 1
        following[row - first] = _GONE
        pending[receiver] -= 1
        for holding in (giver, receiver):
            waiting = heads[holding]
            if waiting >= 0 and _can(waiting, rows, balance, pending):
                heappush(ready, np.int64(waiting))
    return place
