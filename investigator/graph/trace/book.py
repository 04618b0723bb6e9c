"""The books of a case: who held how much of what, transfer by transfer, as far as it is seen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from investigator.data.queries.ledger import Ledger
from investigator.graph.trace.arithmetic import NARROW, WIDE, Vector, zeros
from investigator.graph.trace.settle import settle
from investigator.progress import Tick, silent

CALM = 80_000  # rows between ticks, so that Cancel answers at once


@dataclass(frozen=True)
class Section:
    """n transfers of those pots whose amounts are of one arithmetic, between h holdings.

    A holding is what an account holds of a pot: `account`, `pot` (h,) int32. `giver`, `receiver` (n,) int32
    are holdings, `amount` a vector, `row` (n,) int32 the row of the ledger, `time` (n,) int64. What the giver
    of row `unseen_at[i]` paid beyond what was seen to come in is `unseen[i]`; both have k rows.
    """

    giver: NDArray[np.int32]
    receiver: NDArray[np.int32]
    amount: Vector
    row: NDArray[np.int32]
    time: NDArray[np.int64]
    unseen_at: NDArray[np.int64]
    unseen: Vector
    account: NDArray[np.int32]
    pot: NDArray[np.int32]


@dataclass(frozen=True)
class Book:
    """A ledger in the order in which it was settled; `reordered` of its transfers moved within their moment.

    The order is the recorded one (time, block, transaction, position). Where that leaves transfers at the
    same moment, one that its sender could not pay from what was seen to come in before waits for what comes
    in at that moment; otherwise they stand as recorded. Nothing moves by a transfer of nothing, or to oneself.
    What is paid beyond all that was seen to come in was there before: it is *unseen* funding.
    """

    ledger: Ledger
    sections: tuple[Section, ...]
    reordered: int


def compiled(kernel: Any, amounts: Vector) -> Callable[..., Any]:
    """A kernel for this arithmetic: compiled, or as it is written for Python integers."""
    chosen: Callable[..., Any] = kernel.py_func if amounts.dtype == object else kernel
    return chosen


def book(ledger: Ledger, tick: Tick = silent) -> Book:
    """Settle all transfers of a ledger."""
    moves = ledger.src != ledger.dst
    moves &= np.logical_or.reduce([limb != 0 for limb in ledger.limbs])
    kinds = _arithmetics(ledger)[ledger.pot] if ledger.size else np.zeros(0, np.int8)
    sections, reordered = [], 0
    for kind in range(3):
        tick(kind, 3, "Reading amounts")
        rows = np.flatnonzero(moves & (kinds == kind)).astype(np.int32)
        if rows.size:
            section, moved = _section(ledger, rows, kind, tick)
            sections.append(section)
            reordered += moved
    return Book(ledger, tuple(sections), reordered)


def _arithmetics(ledger: Ledger) -> NDArray[np.int8]:
    """For each pot 0, 1 or 2: whether all its transfers together fit 62 bits, 127 bits, or neither."""
    total = np.zeros(len(ledger.pots))
    for place, limb in enumerate(ledger.limbs):
        total += np.bincount(ledger.pot, limb.astype(np.float64), len(ledger.pots)) * 2.0 ** (64 * place)
    safe = 1 + 1e-6  # the sum is a float
    return np.where(total * safe < NARROW, 0, np.where(total * safe < WIDE, 1, 2)).astype(np.int8)


def _amounts(ledger: Ledger, rows: NDArray[np.int32], kind: int) -> Vector:
    limbs = [limb[rows] for limb in ledger.limbs]
    if kind == 0:
        return limbs[0].astype(np.int64)
    if kind == 1:
        return np.stack([limbs[0], limbs[1] if len(limbs) > 1 else np.zeros_like(limbs[0])], axis=1)
    whole = np.zeros(rows.size, object)
    for place, limb in enumerate(limbs):
        whole += limb.astype(object) << 64 * place
    return whole


def _holdings(
    ledger: Ledger, rows: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int64]]:
    """Givers and receivers as numbers of holdings, and the key (account * pots + pot) of each holding."""
    pots = len(ledger.pots)
    src, dst = ledger.src[rows].astype(np.int64), ledger.dst[rows].astype(np.int64)
    if pots > 1:
        src, dst = (ends * pots + ledger.pot[rows] for ends in (src, dst))
    span = ledger.accounts * pots
    if span <= 8 * rows.size + 1_000_000:
        used = np.zeros(span, np.bool_)
        used[src] = used[dst] = True
        keys = np.flatnonzero(used)
        number = np.zeros(span, np.int32)
        number[keys] = np.arange(keys.size, dtype=np.int32)
        return number[src], number[dst], keys
    keys, numbers = np.unique(np.concatenate([src, dst]), return_inverse=True)
    return numbers[: rows.size].astype(np.int32), numbers[rows.size :].astype(np.int32), keys


def _section(ledger: Ledger, rows: NDArray[np.int32], kind: int, tick: Tick) -> tuple[Section, int]:
    giver, receiver, keys = _holdings(ledger, rows)
    amount = _amounts(ledger, rows, kind)
    tied = _still_tied(ledger.tied, rows)
    order, unseen = _settled(tied, giver, receiver, amount, keys.size, tick)
    moved = int(np.count_nonzero(order != np.arange(rows.size)))
    if moved:
        giver, receiver, amount, rows = giver[order], receiver[order], amount[order], rows[order]
    short = unseen.any(axis=1) if unseen.ndim == 2 else unseen != 0
    at = np.flatnonzero(short.astype(np.bool_))
    pots = len(ledger.pots)
    section = Section(
        giver,
        receiver,
        amount,
        rows,
        ledger.time[rows],
        at,
        unseen[at],
        (keys // pots).astype(np.int32),
        (keys % pots).astype(np.int32),
    )
    return section, moved


def _still_tied(tied: NDArray[np.bool_], rows: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which of some rows are of the same moment as the one before among them."""
    moment = np.cumsum(~tied, dtype=np.int64)[rows]
    same = np.zeros(rows.size, np.bool_)
    same[1:] = moment[1:] == moment[:-1]
    return same


def _settled(
    tied: NDArray[np.bool_],
    giver: NDArray[np.int32],
    receiver: NDArray[np.int32],
    amount: Vector,
    holdings: int,
    tick: Tick,
) -> tuple[NDArray[np.int32], Vector]:
    starts = np.flatnonzero(np.append(~tied, True))
    largest = int(np.diff(starts).max(initial=1))
    order = np.empty(giver.size, np.int32)
    unseen = zeros(amount, giver.size)
    queue = (
        np.full(holdings, -1, np.int32),
        np.full(holdings, -1, np.int32),
        np.zeros(holdings, np.int32),
        np.empty(largest, np.int32),
    )
    balance = zeros(amount, holdings)
    run, row = compiled(settle, amount), 0
    while row < giver.size:
        tick(row, giver.size, "Settling transfers")
        row = run(row, CALM, (tied, giver, receiver, amount), balance, order, unseen, queue)
    return order, unseen
