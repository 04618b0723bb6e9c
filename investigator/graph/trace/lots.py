"""Compiled: FIFO and LIFO, which look at a holding as lots in the order in which they came in.

A lot is an amount that is clean, or one source's money. Lots of a holding are a list in flat arrays;
neighbours of one source are one lot. Going back undoes transfers one by one, the last one first, so that the
lots are at each moment those that going onwards would find: both directions match the same units.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

from investigator.graph.trace.arithmetic import add, least, minus, nothing, plus, read, some, write
from investigator.graph.trace.pooled import Rows, Who

Lots = tuple[Any, Any, Any, Any, Any, Any, Any, Any]
"""Amounts (c,), `source` (c,) int8 or -1, `after` and `before` (c,) int32, `first` and `last` lot of each
holding (h,) int32 or -1, `free` (c,) int32 lots with their number in `free[c]`, and `ended` of 2 * h * k:
stopped, and come from outside what is seen, by holding and source."""
Ways = tuple[bool, bool, bool]
"""Whether lots are taken from the front, put to the front, and whether time runs backwards."""
ONWARDS = {"fifo": (True, False, False), "lifo": (False, False, False)}
BACK = {"fifo": (False, True, True), "lifo": (False, False, True)}
_MANY = 2_000_000  # lots moved between ticks


@njit(cache=True, nogil=True)
def lots(first: int, last: int, rows: Rows, ways: Ways, who: Who, state: Lots, out: Any) -> int:
    """Move rows `first` to `last`, or fewer if they move many lots; gives the first row left.

    `out` takes what they carry. There must be two free lots for each row.
    """
    giver, receiver, amounts, unseens, _ = rows
    work = 0
    for row in range(first, last):
        if work > _MANY:
            return row
        u, v = giver[row], receiver[row]
        amount, unseen = read(amounts, row), read(unseens, row)
        carried = nothing(amounts)
        if ways[2] and some(unseen):
            moved, work = _move(row, unseen, True, work, rows, ways, who, state)
            carried = plus(carried, moved)
        moved, work = _move(row, minus(amount, unseen), False, work, rows, ways, who, state)
        carried = plus(carried, moved)
        if not ways[2] and some(unseen):
            source = who[0][u] if u >= 0 else np.int8(-1)
            carried = plus(carried, _give(row, v, unseen, source, False, rows, ways, who, state))
        write(out, row, carried)
    return last


@register_jitable
def _move(
    row: int, rest: Any, outside: bool, work: int, rows: Rows, ways: Ways, who: Who, state: Lots
) -> Any:  # fmt: skip
    """Take lots from the sender until `rest` is reached, and give them to the receiver; what was tainted."""
    amounts, sources = state[0], state[1]
    u, v = rows[0][row], rows[1][row]
    carried = nothing(amounts)
    if u < 0:
        return _give(row, v, rest, np.int8(-1), outside, rows, ways, who, state), work
    while some(rest):
        lot = state[4][u] if ways[0] else state[5][u]
        if lot < 0:
            break  # only floats come to this
        piece, source = least(read(amounts, lot), rest), sources[lot]
        left = minus(read(amounts, lot), piece)
        if some(left):
            write(amounts, lot, left)
        else:
            _unlink(u, lot, ways[0], state)
        rest = minus(rest, piece)
        work += 1
        carried = plus(carried, _give(row, v, piece, source, outside, rows, ways, who, state))
    return carried, work


@register_jitable
def _give(
    row: int, v: int, piece: Any, source: Any, outside: bool, rows: Rows, ways: Ways, who: Who, state: Lots
) -> Any:  # fmt: skip
    """Put a piece into the receiver's holding, or end it there; gives what of it was tainted."""
    if source < 0:
        source = rows[4][row]
    carried = piece if source >= 0 else nothing(state[0])
    if v < 0:
        return carried
    if source >= 0 and (outside or who[1][v] > row):
        holdings = state[4].size
        count = len(state[7]) // (2 * holdings)
        ended = v if who[1][v] > row else holdings + v
        add(state[7], ended * count + source, piece)
        source = -1
    if outside:
        return carried
    _put(v, piece, source if source >= 0 else who[0][v], ways[1], state)
    return carried


@register_jitable
def _put(v: int, piece: Any, source: Any, front: bool, state: Lots) -> None:
    amounts, sources, after, before, firsts, lasts, free, _ = state
    end = firsts[v] if front else lasts[v]
    if end >= 0 and sources[end] == source:
        add(amounts, end, piece)
        return
    free[amounts.shape[0]] -= 1
    lot = free[free[amounts.shape[0]]]
    write(amounts, lot, piece)
    sources[lot] = source
    after[lot], before[lot] = (end, -1) if front else (-1, end)
    if end < 0:
        firsts[v] = lasts[v] = lot
    elif front:
        before[end] = firsts[v] = lot
    else:
        after[end] = lasts[v] = lot


@register_jitable
def _unlink(u: int, lot: int, front: bool, state: Lots) -> None:
    amounts, _, after, before, firsts, lasts, free, _ = state
    other = after[lot] if front else before[lot]
    if front:
        firsts[u] = other
    else:
        lasts[u] = other
    if other < 0:
        firsts[u] = lasts[u] = -1
    elif front:
        before[other] = -1
    else:
        after[other] = -1
    free[free[amounts.shape[0]]] = lot
    free[amounts.shape[0]] += 1


@njit(cache=True, nogil=True)
def own_lots(owner: Any, state: Lots) -> None:
    """From now on all that sources hold is their money."""
    for holding in range(owner.size):
        lot = state[4][holding]
        while owner[holding] >= 0 and lot >= 0:
            if state[1][lot] < 0:
                state[1][lot] = owner[holding]
            lot = state[2][lot]


@njit(cache=True, nogil=True)
def hold(balance: Any, state: Lots) -> None:
    """Begin with one clean lot in each holding that has something."""
    for holding in range(state[4].size):
        amount = read(balance, holding)
        if some(amount):
            _put(holding, amount, np.int8(-1), False, state)


@njit(cache=True, nogil=True)
def resting(state: Lots, sources: int, held: Any) -> None:
    """Sum the tainted lots of each holding by source into `held` (h * k)."""
    for holding in range(state[4].size):
        lot = state[4][holding]
        while lot >= 0:
            if state[1][lot] >= 0:
                add(held, holding * sources + state[1][lot], read(state[0], lot))
            lot = state[2][lot]
