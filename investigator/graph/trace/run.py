"""Run the conventions over an excerpt of the books, in pieces between which work can be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from investigator.errors import Trouble
from investigator.graph.trace.arithmetic import Vector, joined, zeros
from investigator.graph.trace.book import CALM, compiled
from investigator.graph.trace.excerpt import Excerpt
from investigator.graph.trace.lots import BACK, ONWARDS, Lots, hold, lots, own_lots, resting
from investigator.graph.trace.pooled import State, own_all, pooled
from investigator.graph.trace.question import Convention
from investigator.progress import Tick

_ROOM = 120_000_000
"""Amounts by holding and source that are kept at most."""


@dataclass(frozen=True)
class Outcome:
    """For one excerpt: what its rows carry (n,), and where it ends.

    `ends` by convention are vectors of 3 * h: held, stopped, and come from outside what is seen; `parts` of
    3 * h * k the same by source, empty for a single one. Poison has `mask` (3 * h,) of sources instead.
    """

    carried: dict[Convention, Vector]
    ends: dict[Convention, Vector]
    parts: dict[Convention, Vector]
    mask: NDArray[np.uint64]


def run(part: Excerpt, sources: int, wanted: tuple[Convention, ...], back: bool, tick: Tick) -> Outcome:
    """Apply the conventions wanted; poison always comes along.

    Raises `Trouble` where so many sources cannot be kept apart in memory.
    """
    holdings = int(part.holding.size)
    if sources > 1 and holdings * sources * 9 > _ROOM:
        raise Trouble(
            f"{sources} sources reach {holdings:,} accounts, too many to keep apart at once; trace fewer sources, "
            "or a shorter time."
        )
    outcome = _pooled(part, sources, wanted, back, tick)
    for convention in ("fifo", "lifo"):
        if convention in wanted:
            _lots(part, sources, convention, back, outcome, tick)
    return outcome


def _pooled(part: Excerpt, sources: int, wanted: tuple[Convention, ...], back: bool, tick: Tick) -> Outcome:
    amounts, h = part.rows[2], int(part.holding.size)
    pool = zeros(amounts, 3 * h)
    if part.balance is not None:
        pool[::3] = part.balance
    split = (3 * h + 1) * sources if sources > 1 else 0
    state: State = (
        pool,
        np.zeros(3 * h, np.uint64),
        zeros(amounts, 6 * h),
        zeros(amounts, split),
        zeros(amounts, split),
    )
    n = len(amounts)
    out = (np.zeros(n, np.bool_), zeros(amounts, n), zeros(amounts, n))
    move, nobody = compiled(pooled, amounts), np.full(h, -1, np.int8)
    for owner, span in ((nobody, (0, part.start)), (part.who[0], (part.start, n))):
        compiled(own_all, amounts)(owner, state)
        for first in range(*span, CALM):
            tick(first, n, "Tracing by poison, haircut and lowest intermediate balance")
            move(first, min(first + CALM, span[1]), part.rows, back, (owner, part.who[1]), state, out)
    mask, ended = state[1], state[2]
    poisoned = zeros(amounts, h)
    poisoned[mask[:h] != 0] = pool[::3][mask[:h] != 0]
    carried = zeros(amounts, n)
    carried[out[0]] = amounts[out[0]]
    return Outcome(
        {"poison": carried, "haircut": out[1], "libr": out[2]},
        {
            "poison": np.concatenate([poisoned, ended[::3]]),
            "haircut": np.concatenate([pool[1::3], ended[1::3]]),
            "libr": np.concatenate([pool[2::3], ended[2::3]]),
        },
        {"haircut": state[3][: 3 * h * sources], "libr": state[4][: 3 * h * sources]} if split else {},
        mask,
    )


def _lots(
    part: Excerpt, sources: int, convention: Convention, back: bool, outcome: Outcome, tick: Tick
) -> None:
    amounts, h = part.rows[2], int(part.holding.size)
    n = len(amounts)
    state = _empty(amounts, h, sources)
    ways = (BACK if back else ONWARDS)[convention]
    move, nobody, out = compiled(lots, amounts), np.full(h, -1, np.int8), zeros(amounts, n)
    if part.balance is not None:
        compiled(hold, amounts)(part.balance, state)
    for owner, span in ((nobody, (0, part.start)), (part.who[0], (part.start, n))):
        compiled(own_lots, amounts)(owner, state)
        row = span[0]
        while row < span[1]:
            tick(row, n, f"Tracing by {convention.upper()}")
            last = min(row + CALM, span[1])
            state = _roomy(state, 2 * (last - row))
            row = move(row, last, part.rows, ways, (owner, part.who[1]), state, out)
    held = zeros(amounts, h * sources)
    compiled(resting, amounts)(state, sources, held)
    by_source = joined([held, state[7]])
    outcome.carried[convention] = out
    if sources > 1:
        outcome.parts[convention] = by_source
        by_source = _summed(by_source, sources)
    outcome.ends[convention] = by_source


def _summed(amounts: Vector, sources: int) -> Vector:
    """Sum over each run of as many amounts as there are sources."""
    if amounts.ndim == 1:
        return np.asarray(amounts.reshape(-1, sources).sum(axis=1))
    low, high = amounts[:, 0].reshape(-1, sources), amounts[:, 1].reshape(-1, sources)
    total, top = low[:, 0].copy(), high.sum(axis=1, dtype=np.uint64)
    for source in range(1, sources):
        total += low[:, source]
        top += total < low[:, source]
    return np.stack([total, top], axis=1)


def _empty(like: Vector, holdings: int, sources: int) -> Lots:
    room = holdings + 2
    free = np.arange(room, -1, -1, dtype=np.int32)
    return (
        zeros(like, room),
        np.full(room, -1, np.int8),
        np.full(room, -1, np.int32),
        np.full(room, -1, np.int32),
        np.full(holdings, -1, np.int32),
        np.full(holdings, -1, np.int32),
        np.append(free[1:], np.int32(room)),
        zeros(like, 2 * holdings * sources),
    )


def _roomy(state: Lots, wanted: int) -> Lots:
    """The same lots with room for more, at least half as many again."""
    amounts, source, after, before, first, last, free, ended = state
    room, spare = len(amounts), int(free[-1])
    if spare >= wanted:
        return state
    more = max(wanted - spare, room // 2)
    grown: list[Any] = [
        np.concatenate([column, np.full(more, -1, column.dtype)]) for column in (source, after, before)
    ]
    new = np.arange(room + more - 1, room - 1, -1, dtype=np.int32)
    unused = np.zeros(room - spare, np.int32)
    kept = np.concatenate([free[:spare], new, unused, [np.int32(spare + more)]]).astype(np.int32)
    return (np.concatenate([amounts, zeros(amounts, more)]), *grown, first, last, kept, ended)
