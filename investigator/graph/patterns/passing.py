"""Money that is passed on: quickly and nearly whole, or with a little peeled off each time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numba import njit

from investigator.graph.columns import Columns
from investigator.graph.kernels import Bools, Floats, Ints, Longs, behind
from investigator.graph.patterns.finding import Finding, Surroundings, in_order
from investigator.progress import Tick

_CALM = 100_000  # transfers between ticks


def _skipped(columns: Columns, around: Surroundings) -> Bools:
    skip = np.zeros(columns.order, np.bool_)
    skip[list(around.services | around.mixers | around.bridges)] = True
    return skip


@dataclass(frozen=True)
class PassThrough:
    """An account that passes on, within `minutes`, nearly all of what one transfer brought.

    What leaves in the same asset before the time is over is `least` to `most` of what came; at least `times`
    such transfers. Accounts of more than `busy` transfers out are services.
    """

    minutes: float = 60.0
    least: float = 0.9
    most: float = 1.0001
    times: int = 2
    busy: int = 2_000

    name: ClassVar[str] = "rapid pass-through"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "an account passes on at once nearly all that comes in"
    ordinary: ClassVar[tuple[str, ...]] = (
        "a deposit address that an exchange empties into its own wallet",
        "a router or another contract that only forwards",
        "a hot wallet of a payment service",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each account, with all of its passages."""
        skip, window = _skipped(columns, around), around.ticks(60 * self.minutes)
        passages: dict[int, list[tuple[int, int, int]]] = {}
        for first in range(0, columns.size, _CALM):
            tick(first, columns.size, "Looking for money that is passed on")
            for row, begin, end in _passages(
                first, min(first + _CALM, columns.size), columns.dst, columns.asset, columns.amount, columns.time,
                columns.out_ptr, columns.out_row, skip, window, self.busy, (self.least, self.most),
            ):  # fmt: skip
                passages.setdefault(int(columns.dst[row]), []).append((row, begin, end))
        for account, found in sorted(passages.items()):
            if len(found) >= self.times:
                yield self._finding(columns, around, account, found)

    def _finding(
        self, columns: Columns, around: Surroundings, account: int, found: list[tuple[int, int, int]]
    ) -> Finding:
        rows, beyond, came, went, spans = list[int](), set[int](), 0.0, 0.0, list[int]()
        for row, begin, end in found:
            out = [
                int(one) for one in columns.out_row[begin:end] if columns.asset[one] == columns.asset[row]
            ]
            rows += [row, *out]
            beyond |= {int(columns.dst[one]) for one in out}
            came += float(columns.amount[row])
            went += float(columns.amount[out].sum())
            spans.append(int(columns.time[out[-1]] - columns.time[row]))
        share = min(1.0, went / came) if came else 1.0
        middle = sorted(spans)[len(spans) // 2]
        soon = "at once" if not middle else f"within {around.lasting(middle)}"
        return Finding(
            self.name,
            self.version,
            (account, *sorted(beyond - {account})),
            in_order(columns, rows),
            share * len(found) / (len(found) + self.times),
            f"passed on {100 * share:.0f} % of {len(found)} transfers, as a rule {soon}",
        )


@dataclass(frozen=True)
class PeelChain:
    """A large amount goes from account to account, and each time a small part of it turns aside.

    Each account gets one large amount and soon makes two transfers of the same asset: a part of at most `peel`
    to one account and the rest to the next, in whatever order, together `whole` of what came. At least `length`
    accounts in a row.
    """

    length: int = 3
    hours: float = 72.0
    peel: float = 0.35
    whole: float = 0.95
    busy: int = 50

    name: ClassVar[str] = "peel chain"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "a large amount goes from account to account and a part turns aside each time"
    ordinary: ClassVar[tuple[str, ...]] = (
        "a wallet that pays bills from one balance and always takes a fresh address for the change",
        "a payment processor that pays customers one after the other",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """The longest chains; each transfer belongs to one of them at most."""
        onwards = np.full(columns.size, -1, np.int32)
        aside = np.full(columns.size, -1, np.int32)
        skip, window = _skipped(columns, around), around.ticks(3600 * self.hours)
        for first in range(0, columns.size, _CALM):
            tick(first, columns.size, "Looking for peel chains")
            _peeled(
                first, min(first + _CALM, columns.size), columns.dst, columns.asset, columns.amount, columns.time,
                columns.out_ptr, columns.out_row, skip, window, self.busy, (self.peel, self.whole), onwards, aside,
            )  # fmt: skip
        continued = np.zeros(columns.size, np.bool_)
        continued[onwards[onwards >= 0]] = True
        for start in np.flatnonzero((onwards >= 0) & ~continued).tolist():
            chain = [start]
            while onwards[chain[-1]] >= 0:
                chain.append(int(onwards[chain[-1]]))
            if len(chain) > self.length:
                yield self._finding(columns, chain, [int(aside[row]) for row in chain[:-1]])

    def _finding(self, columns: Columns, chain: list[int], peels: list[int]) -> Finding:
        holders = [int(columns.dst[row]) for row in chain]
        started, left = float(columns.amount[chain[0]]), float(columns.amount[chain[-1]])
        return Finding(
            self.name,
            self.version,
            tuple(dict.fromkeys([*holders, *(int(columns.dst[row]) for row in peels)])),
            in_order(columns, [*chain, *peels]),
            len(peels) / (len(peels) + self.length),
            f"went on {len(peels)} times with a part turned aside each time, "
            f"until {100 * left / started:.0f} % was left",
        )


@njit(cache=True, nogil=True)
def _passages(
    first: int, last: int, dst: Ints, asset: Ints, amount: Floats, time: Longs, ptr: Longs, out: Ints,
    skip: Bools, window: int, busy: int, shares: tuple[float, float],
) -> list[tuple[int, int, int]]:  # fmt: skip
    """Transfers that were passed on: their row, and begin and end of the account's rows out that did it."""
    found = [(0, 0, 0) for _ in range(0)]
    least, most = shares
    for row in range(first, last):
        here = dst[row]
        if skip[here] or not amount[row] > 0 or ptr[here + 1] - ptr[here] > busy:
            continue
        begin, end = behind(out, ptr[here], ptr[here + 1], row), ptr[here + 1]
        went = 0.0
        for at in range(begin, end):
            one = out[at]
            if time[one] - time[row] > window:
                break
            if asset[one] == asset[row] and dst[one] != here:
                went += amount[one]
                if went > most * amount[row]:
                    break
                if went >= least * amount[row]:
                    found.append((row, begin, at + 1))
                    break
    return found


@njit(cache=True, nogil=True)
def _peeled(
    first: int, last: int, dst: Ints, asset: Ints, amount: Floats, time: Longs, ptr: Longs, out: Ints,
    skip: Bools, window: int, busy: int, shares: tuple[float, float], onwards: Ints, aside: Ints,
) -> None:  # fmt: skip
    """For each transfer, the one that passes the rest on and the one that turned aside, if there are just these."""
    peel, whole = shares
    for row in range(first, last):
        here = dst[row]
        if skip[here] or not amount[row] > 0 or ptr[here + 1] - ptr[here] > busy:
            continue
        begin = behind(out, ptr[here], ptr[here + 1], row)
        one = other = -1
        for at in range(begin, ptr[here + 1]):
            later = out[at]
            if time[later] - time[row] > window:
                break
            if asset[later] != asset[row] or dst[later] == here or not amount[later] > 0:
                continue
            if one < 0:
                one = later
            else:
                other = later
                break
        if other < 0 or dst[one] == dst[other]:
            continue
        if amount[one] > amount[other]:
            one, other = other, one
        together = amount[one] + amount[other]
        if amount[one] <= peel * amount[row] and whole * amount[row] <= together <= 1.0001 * amount[row]:
            onwards[row], aside[row] = other, one
