"""Habits of single accounts: amounts just under a threshold, round amounts, long silence before a burst."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.graph.patterns.finding import DAY, Finding, Surroundings, in_order
from investigator.progress import Tick

_CALM = 1_000  # accounts between ticks
MONEY = frozenset(
    {
        "USD",
        "EUR",
        "GBP",
        "CHF",
        "USDT",
        "USDC",
        "USDC.E",
        "DAI",
        "BUSD",
        "TUSD",
        "FRAX",
        "EURC",
        "EURT",
        "PYUSD",
    }
)
"""Symbols of money of account, in which thresholds are written."""


def _accounts(columns: Columns, around: Surroundings, tick: Tick, note: str) -> Iterator[int]:
    """Accounts that paid something and are none of a service."""
    skip = around.services | around.mixers | around.bridges
    paid = np.flatnonzero(np.diff(columns.out_ptr) > 0)
    for done, account in enumerate(paid.tolist()):
        if done % _CALM == 0:
            tick(done, paid.size, note)
        if account not in skip:
            yield account


def _out(columns: Columns, account: int) -> NDArray[np.int32]:
    return columns.out_row[columns.out_ptr[account] : columns.out_ptr[account + 1]]


@dataclass(frozen=True)
class Structuring:
    """Several transfers of one payer just below a reporting threshold, within a short time.

    At least `times` transfers between `below` of a threshold and the threshold itself within `days`, in money of
    account (or a ledger's own unit), and more of them than of those from the threshold to half above it.
    """

    thresholds: tuple[float, ...] = (1_000.0, 3_000.0, 10_000.0)
    below: float = 0.9
    times: int = 4
    days: float = 7.0

    name: ClassVar[str] = "structuring"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "several transfers just below a reporting threshold within a short time"
    ordinary: ClassVar[tuple[str, ...]] = (
        "a price or a salary that happens to lie there",
        "a limit of the service used, which is reached again and again",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """The fullest stretch of each account and threshold."""
        money = np.zeros(max(around.symbols, default=0) + 2, np.bool_)
        for number, symbol in around.symbols.items():
            ledger = not around.keys.get(number, "").startswith("eip155:")
            money[number] = symbol.upper() in MONEY or ledger
        window = around.ticks(self.days * DAY)
        for account in _accounts(columns, around, tick, "Looking for structuring"):
            rows = _out(columns, account)
            if rows.size < self.times:
                continue
            asset = columns.asset[rows]
            known = money[np.minimum(asset, money.size - 1)]
            for threshold in self.thresholds:
                yield from self._under(columns, around, account, rows[known], threshold, window)

    def _under(
        self,
        columns: Columns,
        around: Surroundings,
        account: int,
        rows: NDArray[np.int32],
        threshold: float,
        window: int,
    ) -> Iterator[Finding]:
        amounts = columns.amount[rows]
        under = rows[(amounts >= self.below * threshold) & (amounts < threshold)]
        above = int(((amounts >= threshold) & (amounts < 1.5 * threshold)).sum())
        if under.size < self.times or under.size <= above:
            return
        times = columns.time[under]
        ends = np.searchsorted(times, times + window, "right")
        best = int(np.argmax(ends - np.arange(under.size)))
        shown = under[best : ends[best]].tolist()
        if len(shown) < self.times:
            return
        to = sorted({int(columns.dst[row]) for row in shown} - {account})
        span = int(columns.time[shown[-1]] - columns.time[shown[0]])
        yield Finding(
            self.name,
            self.version,
            (account, *to),
            in_order(columns, shown),
            len(shown) / (len(shown) + self.times),
            f"paid {len(shown)} times between {self.below * threshold:,.0f} and {threshold:,.0f} "
            f"within {around.lasting(span)}",
        )


@dataclass(frozen=True)
class RoundAmounts:
    """An account that pays round amounts nearly always: at most two leading digits, then zeros."""

    times: int = 6
    share: float = 0.8

    name: ClassVar[str] = "round amounts"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "an account pays round amounts nearly always"
    ordinary: ClassVar[tuple[str, ...]] = (
        "a person who types amounts by hand",
        "a service that pays out in fixed denominations",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each such account."""
        for account in _accounts(columns, around, tick, "Looking for round amounts"):
            rows = _out(columns, account)
            rows = rows[columns.amount[rows] > 0]
            if rows.size < self.times:
                continue
            round_ = rows[_round(columns.amount[rows])]
            if round_.size >= self.times and round_.size >= self.share * rows.size:
                share = round_.size / rows.size
                to = sorted({int(columns.dst[row]) for row in round_.tolist()} - {account})
                yield Finding(
                    self.name,
                    self.version,
                    (account, *to),
                    in_order(columns, round_.tolist()),
                    share * round_.size / (round_.size + self.times),
                    f"{round_.size} of {rows.size} payments were of round amounts",
                )


def _round(amounts: NDArray[np.float64]) -> NDArray[np.bool_]:
    unit = 10.0 ** (np.floor(np.log10(amounts)) - 1)
    leading = amounts / unit
    whole = np.abs(leading - np.round(leading)) < 1e-9 * leading
    return np.asarray(whole & (amounts != 1.0))


@dataclass(frozen=True)
class Dormant:
    """An account that did nothing for `silent` days and then made `times` transfers within `days`."""

    silent: float = 180.0
    days: float = 3.0
    times: int = 3

    name: ClassVar[str] = "dormant then active"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "a long silence, and then several transfers at once"
    ordinary: ClassVar[tuple[str, ...]] = (
        "an owner who comes back to an old wallet, or moves it to a new device",
        "a seasonal business",
        "transfers of the time between that the case does not hold",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each account, its longest silence."""
        silent, burst = around.ticks(self.silent * DAY), around.ticks(self.days * DAY)
        for account in _accounts(columns, around, tick, "Looking for long silence"):
            out = _out(columns, account)
            into = columns.in_row[columns.in_ptr[account] : columns.in_ptr[account + 1]]
            rows = np.sort(np.concatenate([out, into]))
            gaps = np.diff(columns.time[rows])
            if not gaps.size or gaps.max() < silent:
                continue
            at = int(np.argmax(gaps))
            woken = columns.time[rows[at + 1]]
            shown = out[(columns.time[out] >= woken) & (columns.time[out] <= woken + burst)].tolist()
            if len(shown) >= self.times:
                to = sorted({int(columns.dst[row]) for row in shown} - {account})
                yield Finding(
                    self.name,
                    self.version,
                    (account, *to),
                    in_order(columns, [int(rows[at]), *shown]),
                    len(shown) / (len(shown) + self.times),
                    f"silent for {around.lasting(int(gaps[at]))}, then {len(shown)} payments "
                    f"within {around.lasting(burst)}",
                )
