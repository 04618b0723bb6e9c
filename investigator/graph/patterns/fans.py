"""Many to one and one to many within a short time, and what is made of the two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numba import njit

from investigator.graph.columns import Columns
from investigator.graph.kernels import Bools, Floats, Ints, Longs, Side
from investigator.graph.patterns.finding import DAY, Finding, Surroundings, in_order
from investigator.progress import Tick

_CALM = 4_000  # accounts between ticks


@dataclass(frozen=True)
class Fan:
    """The fullest window of an account: rows and counterparties (k,), distinct `others` of them."""

    account: int
    rows: list[int]
    others: list[int]


@dataclass(frozen=True)
class _Fans:
    """Parameters that all fans share.

    At least `others` distinct counterparties within `days`, by amounts of one asset of which the largest is at
    most `spread` times the smallest, at least `each` transfers with every one of them; accounts with more than
    `busy` counterparties in all are services, and no finding.
    """

    others: int = 5
    days: float = 7.0
    busy: int = 400
    spread: float = 10.0
    each: int = 1

    version: ClassVar[str] = "1"
    ordinary: ClassVar[tuple[str, ...]] = (
        "an exchange or payment service that serves many customers",
        "a batch of payouts, such as salaries, refunds or mining rewards",
        "an airdrop, or a contract that collects or distributes for many",
        "a sale or crowdfunding with many contributors",
    )

    def fans(self, columns: Columns, around: Surroundings, tick: Tick, *, inward: bool) -> Iterator[Fan]:
        """The fullest window of each account that is none of a service."""
        side = columns.sides[1 if inward else 0]
        skip = np.zeros(columns.order, np.bool_)
        skip[list(around.services | around.mixers | around.bridges)] = True
        window = around.ticks(self.days * DAY)
        for first in range(0, columns.order, _CALM):
            tick(first, columns.order, "Looking for fans")
            last = min(first + _CALM, columns.order)
            for account, begin, end in _windows(
                first, last, side, columns.time, columns.asset, skip, window, self.others, self.busy
            ):
                tick(int(account), columns.order, "Looking for fans")
                fan = self._alike(columns, int(account), side[1][begin:end], inward=inward)
                if fan is not None:
                    yield fan

    def _alike(self, columns: Columns, account: int, rows: Ints, *, inward: bool) -> Fan | None:
        """The transfers of like amounts, in the asset and the range with most counterparties."""
        others = (columns.src if inward else columns.dst)[rows]
        amounts = columns.amount[rows]
        best, most = rows[:0], others[:0]
        for asset in np.unique(columns.asset[rows]):
            chosen = np.flatnonzero((columns.asset[rows] == asset) & (others != account) & (amounts > 0))
            if self.each > 1:
                who, count = np.unique(others[chosen], return_counts=True)
                chosen = chosen[np.isin(others[chosen], who[count >= self.each])]
            order = chosen[np.argsort(amounts[chosen], kind="stable")]
            low, high = _band(amounts[order], others[order], self.spread)
            distinct = np.unique(others[order[low:high]])
            if distinct.size > most.size:
                best, most = np.sort(rows[order[low:high]]), distinct
        return Fan(account, best.tolist(), most.tolist()) if most.size >= self.others else None

    def finding(self, name: str, columns: Columns, around: Surroundings, fan: Fan, verb: str) -> Finding:
        """A fan as a finding."""
        span = int(columns.time[fan.rows[-1]] - columns.time[fan.rows[0]])
        count = len(fan.others)
        when = "at once" if not span else f"within {around.lasting(span)}"
        return Finding(
            name,
            self.version,
            (fan.account, *fan.others),
            in_order(columns, fan.rows),
            count / (count + self.others),
            f"{verb} {count} accounts {when}",
        )


@dataclass(frozen=True)
class FanIn(_Fans):
    """Many accounts pay one within a short time."""

    name: ClassVar[str] = "fan-in"
    meaning: ClassVar[str] = "many accounts pay one within a short time"

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each account, its fullest window."""
        for fan in self.fans(columns, around, tick, inward=True):
            yield self.finding(self.name, columns, around, fan, "received from")


@dataclass(frozen=True)
class FanOut(_Fans):
    """One account pays many within a short time."""

    name: ClassVar[str] = "fan-out"
    meaning: ClassVar[str] = "one account pays many within a short time"

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each account, its fullest window."""
        for fan in self.fans(columns, around, tick, inward=False):
            yield self.finding(self.name, columns, around, fan, "paid")


@dataclass(frozen=True)
class ScatterGather(_Fans):
    """One account pays many, and these pay one and the same account soon after."""

    name: ClassVar[str] = "scatter-gather"
    meaning: ClassVar[str] = "one account pays many, which soon pay one and the same account"

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each pair of a scattering and a gathering account."""
        window = around.ticks(self.days * DAY)
        for fan in self.fans(columns, around, tick, inward=False):
            gathered: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
            for row in fan.rows:
                between = int(columns.dst[row])
                for later in _after(columns, between, row, window):
                    to = int(columns.dst[later])
                    if to not in (between, fan.account) and columns.asset[later] == columns.asset[row]:
                        gathered[to].setdefault(between, (row, later))
            for to, ways in sorted(gathered.items()):
                if len(ways) >= self.others and to not in around.services:
                    yield Finding(
                        self.name,
                        self.version,
                        (fan.account, to, *sorted(ways)),
                        in_order(columns, [row for pair in ways.values() for row in pair]),
                        len(ways) / (len(ways) + self.others),
                        f"paid {len(ways)} accounts, all of which then paid one and the same",
                    )


@dataclass(frozen=True)
class GatherScatter(_Fans):
    """One account is paid by many, and pays many soon after with what came in."""

    name: ClassVar[str] = "gather-scatter"
    meaning: ClassVar[str] = "one account is paid by many, and soon pays many with what came in"
    share: float = 0.5

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each account that passes on at least `share` of what its fullest window brought."""
        window = around.ticks(self.days * DAY)
        for fan in self.fans(columns, around, tick, inward=True):
            asset = columns.asset[fan.rows[0]]
            later = [
                row
                for row in _after(columns, fan.account, fan.rows[len(fan.rows) // 2], window)
                if columns.asset[row] == asset and columns.amount[row] > 0
            ]
            to = {int(columns.dst[row]) for row in later} - {fan.account}
            came, went = columns.amount[fan.rows].sum(), columns.amount[later].sum()
            if len(to) >= self.others and came > 0 and self.share <= went / came <= 1 / self.share:
                yield Finding(
                    self.name,
                    self.version,
                    (fan.account, *fan.others, *sorted(to - set(fan.others))),
                    in_order(columns, [*fan.rows, *later]),
                    min(len(to), len(fan.others)) / (min(len(to), len(fan.others)) + self.others),
                    f"received from {len(fan.others)} accounts and then paid {len(to)}, "
                    f"{100 * went / came:.0f} % of what came in",
                )


def _after(columns: Columns, account: int, row: int, window: int) -> list[int]:
    """Rows that leave an account after a row, within a time."""
    begin, end = columns.out_ptr[account], columns.out_ptr[account + 1]
    rows = columns.out_row[begin:end]
    rows = rows[np.searchsorted(rows, row, "right") :]
    return [int(one) for one in rows[columns.time[rows] <= columns.time[row] + window]]


@njit(cache=True, nogil=True)
def _windows(
    first: int, last: int, side: Side, time: Longs, asset: Ints, skip: Bools, window: int, least: int, busy: int
) -> list[tuple[int, int, int]]:  # fmt: skip
    """Of each account the stretch of its rows, no longer than `window`, with most distinct counterparties.

    Account, begin and end within the side's rows; accounts with fewer than `least` or more than `busy` are none.
    """
    pointers, rows, beyond = side
    found = [(0, 0, 0) for _ in range(0)]
    for account in range(first, last):
        begin, end = pointers[account], pointers[account + 1]
        if skip[account] or end - begin < least:
            continue
        others = beyond[begin:end]
        order = np.argsort(others, kind="mergesort")
        rank = np.empty(order.size, np.int64)
        number = -1
        for i in range(order.size):
            if i == 0 or others[order[i]] != others[order[i - 1]]:
                number += 1
            rank[order[i]] = number
        if number + 1 < least or number + 1 > busy:
            continue
        seen = np.zeros(number + 1, np.int64)
        left, distinct, best, best_left, best_right = 0, 0, 0, 0, 0
        for right in range(order.size):
            if seen[rank[right]] == 0:
                distinct += 1
            seen[rank[right]] += 1
            while time[rows[begin + right]] - time[rows[begin + left]] > window:
                seen[rank[left]] -= 1
                if seen[rank[left]] == 0:
                    distinct -= 1
                left += 1
            if distinct > best or (distinct == best and left == best_left):
                best, best_left, best_right = distinct, left, right + 1
        if best >= least:
            found.append((account, begin + best_left, begin + best_right))
    return found


@njit(cache=True, nogil=True)
def _band(amounts: Floats, others: Ints, spread: float) -> tuple[int, int]:
    """The stretch of ascending amounts, none more than `spread` times another, of most counterparties."""
    order = np.argsort(others, kind="mergesort")
    rank = np.empty(order.size, np.int64)
    number = -1
    for i in range(order.size):
        if i == 0 or others[order[i]] != others[order[i - 1]]:
            number += 1
        rank[order[i]] = number
    seen = np.zeros(number + 2, np.int64)
    left, distinct, best, best_left, best_right = 0, 0, 0, 0, 0
    for right in range(order.size):
        distinct += seen[rank[right]] == 0
        seen[rank[right]] += 1
        while amounts[right] > amounts[left] * spread:
            seen[rank[left]] -= 1
            distinct -= seen[rank[left]] == 0
            left += 1
        if distinct > best or (distinct == best and left == best_left):
            best, best_left, best_right = distinct, left, right + 1
    return best_left, best_right
