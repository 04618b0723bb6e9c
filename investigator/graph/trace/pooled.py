"""Compiled: poison, haircut and lowest intermediate balance, which look at holdings as a whole.

A holding has three amounts in a row in `pool`: all that is held, and of it tainted by haircut and by LIBR;
poison is a mask of sources, since it taints all that is held. Where taint is seen to end is counted in `ended`,
of 2 * h holdings: where it was stopped, and where, going back, the money came from outside what is seen.
With several sources, `parts` splits the tainted amounts: those of holding i are at (i * k) to (i * k + k - 1).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numba.extending import register_jitable

from investigator.graph.trace.arithmetic import (
    add,
    excess,
    minus,
    nothing,
    plus,
    read,
    share,
    some,
    write,
)

Rows = tuple[Any, Any, Any, Any, Any]
"""`giver`, `receiver` (n,) int32, -1 for one never reached; amounts; how much of each was unseen; `mark` (n,)
int8, the source whose money a transfer carries whatever its sender had, or -1."""
Who = tuple[Any, Any]
"""`owner` (h,) int8, the source whose holding it is, or -1; `opened` (h,) int64, the row from which a holding
passes on what comes in."""
State = tuple[Any, Any, Any, Any, Any]
"""`pool` of 3 * h, `mask` (3 * h,) uint64 (held, stopped, unseen), `ended` of 3 * 2 * h (poison, haircut,
LIBR), and `parts` by haircut and by LIBR of (3 * h + 1) * k each, or of nothing for a single source; the last
k are what is on the move."""
_BIT = np.uint64(1)
_NONE = np.uint64(0)


@njit(cache=True, nogil=True)
def pooled(first: int, last: int, rows: Rows, back: bool, who: Who, state: State, out: Any) -> None:
    """Move rows `first` to `last`. `out` takes what they carry: whether by poison, and amounts by the others."""
    giver, receiver, amounts, unseens, marks = rows
    for row in range(first, last):
        amount, unseen = read(amounts, row), read(unseens, row)
        haircut, libr, sources = _take(giver[row], amount, unseen, back, who, state)
        if marks[row] >= 0:
            _tag(marks[row], amount, haircut, libr, state)
            haircut, libr = amount, amount
            sources |= _BIT << np.uint64(marks[row])
        if sources:
            out[0][row] = True
            write(out[1], row, haircut)
            write(out[2], row, libr)
        holding = receiver[row]
        if holding < 0:
            continue
        came = minus(amount, unseen) if back else amount
        add(state[0], 3 * holding, came)
        if sources:
            from_outside = unseen if back else nothing(amounts)
            _give(row, holding, amount, from_outside, haircut, libr, sources, who, state)
        if who[0][holding] >= 0:
            own(holding, who[0][holding], state)


@register_jitable
def _take(u: int, amount: Any, unseen: Any, back: bool, who: Who, state: State) -> Any:
    """What a sender's holding loses: the tainted amounts by haircut and LIBR, and the mask of sources."""
    pool, mask = state[0], state[1]
    if u < 0:
        return nothing(pool), nothing(pool), _NONE
    if not back and some(unseen):
        add(pool, 3 * u, unseen)
        if who[0][u] >= 0:
            own(u, who[0][u], state)
    held = read(pool, 3 * u)
    left = minus(held, amount)
    write(pool, 3 * u, left)
    if mask[u] == _NONE:
        return nothing(pool), nothing(pool), _NONE
    tainted, kept = read(pool, 3 * u + 1), read(pool, 3 * u + 2)
    haircut, libr = share(tainted, amount, held), excess(kept, left)
    write(pool, 3 * u + 1, minus(tainted, haircut))
    write(pool, 3 * u + 2, minus(kept, libr))
    _part(state[3], mask.size, u, mask.size, tainted, haircut)
    _part(state[4], mask.size, u, mask.size, kept, libr)
    return haircut, libr, mask[u]


@register_jitable
def _give(
    row: int, v: int, amount: Any, unseen: Any, haircut: Any, libr: Any, sources: Any, who: Who, state: State
) -> None:  # fmt: skip
    """What a receiver's holding gets: held there, or ended there, as a whole or as far as it was unseen."""
    pool, mask, ended = state[0], state[1], state[2]
    holdings = mask.size // 3
    if who[1][v] > row:
        mask[holdings + v] |= sources
        _end(ended, 3 * v, amount, haircut, libr)
        _arrive(state, holdings + v)
        return
    if some(unseen):
        gone, lost = share(haircut, unseen, amount), excess(libr, minus(amount, unseen))
        mask[2 * holdings + v] |= sources
        _end(ended, 3 * (holdings + v), unseen, gone, lost)
        _part(state[3], mask.size, mask.size, 2 * holdings + v, haircut, gone)
        _part(state[4], mask.size, mask.size, 2 * holdings + v, libr, lost)
        haircut, libr = minus(haircut, gone), minus(libr, lost)
    mask[v] |= sources
    add(pool, 3 * v + 1, haircut)
    add(pool, 3 * v + 2, libr)
    _arrive(state, v)


@register_jitable
def _end(ended: Any, place: int, amount: Any, haircut: Any, libr: Any) -> None:
    add(ended, place, amount)
    add(ended, place + 1, haircut)
    add(ended, place + 2, libr)


@register_jitable
def own(holding: int, source: int, state: State) -> None:
    """All that a source holds is its money: what is not yet tainted becomes so."""
    pool, mask = state[0], state[1]
    held = read(pool, 3 * holding)
    if len(state[3]):
        sources = len(state[3]) // (mask.size + 1)
        place = holding * sources + source
        add(state[3], place, minus(held, read(pool, 3 * holding + 1)))
        add(state[4], place, minus(held, read(pool, 3 * holding + 2)))
    write(pool, 3 * holding + 1, held)
    write(pool, 3 * holding + 2, held)
    mask[holding] |= _BIT << np.uint64(source)


@njit(cache=True, nogil=True)
def own_all(owner: Any, state: State) -> None:
    """From now on all that sources hold is tainted."""
    for holding in range(owner.size):
        if owner[holding] >= 0:
            own(holding, owner[holding], state)


@register_jitable
def _tag(source: int, amount: Any, haircut: Any, libr: Any, state: State) -> None:
    """What a marked transfer carries beyond what was tainted is its source's."""
    if len(state[3]):
        moving = state[1].size
        sources = len(state[3]) // (moving + 1)
        add(state[3], moving * sources + source, minus(amount, haircut))
        add(state[4], moving * sources + source, minus(amount, libr))


@register_jitable
def _part(parts: Any, moving: int, here: int, there: int, whole: Any, taken: Any) -> None:
    """Move `taken` of a `whole` tainted amount from one place to another, each source's in proportion.

    Up to each source the sum is rounded down, so that the parts sum to what is taken, and none is exceeded.
    """
    if len(parts) == 0 or not some(taken):
        return
    sources = len(parts) // (moving + 1)
    summed, before = nothing(parts), nothing(parts)
    for source in range(sources):
        part = read(parts, here * sources + source)
        if some(part):
            summed = plus(summed, part)
            upto = share(summed, taken, whole)
            write(parts, here * sources + source, minus(part, minus(upto, before)))
            add(parts, there * sources + source, minus(upto, before))
            before = upto


@register_jitable
def _arrive(state: State, to: int) -> None:
    """What is on the move comes to rest."""
    moving = state[1].size
    for parts in (state[3], state[4]):
        sources = len(parts) // (moving + 1)
        for source in range(sources):
            part = read(parts, moving * sources + source)
            if some(part):
                add(parts, to * sources + source, part)
                write(parts, moving * sources + source, nothing(parts))
