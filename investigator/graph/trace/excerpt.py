"""The part of the books that a trace can touch: everything else is left out before any amount is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.graph.trace.arithmetic import Vector, zeros
from investigator.graph.trace.book import CALM, Section, compiled
from investigator.graph.trace.pooled import Rows, Who
from investigator.graph.trace.question import Rules, Source
from investigator.graph.trace.reach import NEVER, balances, reach, touching
from investigator.progress import Tick


@dataclass(frozen=True)
class Excerpt:
    """n rows that touch the h holdings which were reached, in the order in which they are followed.

    `rows` and `who` are as the kernels take them; before row `start`, money is followed for balances only.
    `balance` is what is held when following begins, going back; `None` is nothing. `holding` (h,) are numbers
    of the section, `hops` (h,), `row` (n,) rows of the section.
    """

    rows: Rows
    who: Who
    start: int
    balance: Vector | None
    holding: NDArray[np.int64]
    hops: NDArray[np.int32]
    row: NDArray[np.int32]


def excerpt(section: Section, sources: Sequence[Source], rules: Rules, tick: Tick) -> Excerpt | None:
    """What money from the sources can touch, or `None` if there is none of it in this section."""
    cut = _place(section, rules.before, "right", section.row.size)
    begin = min(_place(section, rules.after, "left", 0), cut)
    owner, mark = _marked(section, sources, rules, begin, cut)
    if not (owner >= 0).any() and not (mark >= 0).any():
        return None
    hops, opened = _reached(section, owner, mark, rules, begin, cut, tick)
    found = _touching(section, hops, cut, tick)
    holding = np.flatnonzero(hops >= 0)
    number = np.full(hops.size, -1, np.int32)
    number[holding] = np.arange(holding.size, dtype=np.int32)
    rows = (
        number[section.giver[found]],
        number[section.receiver[found]],
        section.amount[found],
        _unseen(section, found),
        mark[found],
    )
    start = int(np.searchsorted(found, begin))
    gates = opened[holding]
    gates[owner[holding] >= 0] = -1
    shut = gates == NEVER
    if not rules.backward:
        places = np.where(gates < 0, -1, np.searchsorted(found, gates))
        who = (owner[holding], np.where(shut, NEVER, places))
        return Excerpt(rows, who, start, None, holding, hops[holding], found)
    balance = _balance(rows, holding.size, tick)
    places = np.where(gates < 0, -1, found.size - 1 - np.searchsorted(found, cut - 1 - gates))
    who = (owner[holding], np.where(shut, NEVER, places))
    giver, receiver, *others = (np.ascontiguousarray(column[start:][::-1]) for column in rows)
    back = (receiver, giver, others[0], others[1], others[2])
    return Excerpt(back, who, 0, balance, holding, hops[holding], found[start:][::-1])


def _place(section: Section, time: int | None, side: str, otherwise: int) -> int:
    if time is None:
        return otherwise
    return int(np.searchsorted(section.time, time, "left" if side == "left" else "right"))


def _marked(
    section: Section, sources: Sequence[Source], rules: Rules, begin: int, cut: int
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Which source holds each holding, and which one's money each transfer carries, or -1."""
    owner = np.full(section.account.size, -1, np.int8)
    mark = np.full(section.row.size, -1, np.int8)
    wanted = np.isin(section.pot, rules.assets) if rules.assets else np.ones(owner.size, np.bool_)
    for number, source in reversed(list(enumerate(sources))):
        owner[wanted & np.isin(section.account, source.accounts)] = number
        if source.transfers:
            at = np.flatnonzero(np.isin(section.row, source.transfers))  # rows of the ledger by now
            at = at[(at >= begin) & (at < cut) & wanted[section.giver[at]]]
            mark[at] = number
    return owner, mark


def _reached(
    section: Section, owner: NDArray[np.int8], mark: NDArray[np.int8], rules: Rules, begin: int, cut: int,
    tick: Tick,
) -> tuple[NDArray[np.int32], NDArray[np.int64]]:  # fmt: skip
    hops = np.where(owner >= 0, 0, -1).astype(np.int32)
    opened = np.where(owner >= 0, -1, NEVER).astype(np.int64)
    stopped = np.isin(section.account, np.fromiter(rules.stops, np.int64, len(rules.stops)))
    most = 2**31 - 1 if rules.depth is None else rules.depth
    if most < 1:
        opened[:] = NEVER
    giver, receiver = section.giver[:cut], section.receiver[:cut]
    span = (0, cut - begin) if rules.backward else (begin, cut)
    for first in range(*span, CALM):
        tick(first, span[1], "Looking how far money can have come")
        last = min(first + CALM, span[1])
        reach(first, last, giver, receiver, mark[:cut], rules.backward, hops, opened, stopped, most)
    return hops, opened


def _touching(section: Section, hops: NDArray[np.int32], cut: int, tick: Tick) -> NDArray[np.int32]:
    parts = [np.empty(0, np.int32)]
    room = np.empty(CALM, np.int32)
    for first in range(0, cut, CALM):
        tick(first, cut, "Looking how far money can have come")
        last = min(first + CALM, cut)
        size = touching(first, last, section.giver, section.receiver, hops, room)
        parts.append(room[:size].copy())
    return np.concatenate(parts)


def _unseen(section: Section, found: NDArray[np.int32]) -> Vector:
    unseen = zeros(section.amount, found.size)
    if found.size:
        place = np.minimum(np.searchsorted(found, section.unseen_at), found.size - 1)
        here = found[place] == section.unseen_at
        unseen[place[here]] = section.unseen[here]
    return unseen


def _balance(rows: Rows, holdings: int, tick: Tick) -> Vector:
    amounts = rows[2]
    balance, run = zeros(amounts, holdings), compiled(balances, rows[2])
    for first in range(0, len(amounts), CALM):
        tick(first, len(amounts), "Settling transfers")
        run(first, min(first + CALM, len(amounts)), rows, balance)
    return balance
