"""Mixers and bridges: what may have come out for what went in, as sets of candidates and never as one answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from investigator.graph.columns import Columns
from investigator.graph.patterns.finding import DAY, Finding, Surroundings, in_order
from investigator.progress import Tick


@dataclass(frozen=True)
class MixerWithdrawal:
    """A withdrawal from a labelled mixer, and every deposit that may have paid for it.

    The candidates are all deposits of the same asset and amount (within `alike`) into the same mixer before it,
    within `days`: their number is the size of the anonymity set. Of a set of more than `shown` the latest ones are
    listed, and the reason names the whole number.
    """

    days: float = 365.0
    alike: float = 0.02
    shown: int = 200

    name: ClassVar[str] = "mixer withdrawal"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "a withdrawal from a mixer, with all deposits that may have paid for it"
    ordinary: ClassVar[tuple[str, ...]] = (
        "privacy: nothing but the amount and the order of time speaks for any one of the deposits",
    )

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each withdrawal that has at least one candidate."""
        window = around.ticks(self.days * DAY)
        for done, mixer in enumerate(sorted(around.mixers)):
            tick(done, len(around.mixers), "Looking at mixers")
            if not 0 <= mixer < columns.order:
                continue
            into = columns.in_row[columns.in_ptr[mixer] : columns.in_ptr[mixer + 1]]
            out = columns.out_row[columns.out_ptr[mixer] : columns.out_ptr[mixer + 1]]
            for row in out.tolist():
                tick(done, len(around.mixers), "Looking at mixers")
                amount = columns.amount[row]
                fits = into[
                    (into < row)
                    & (columns.asset[into] == columns.asset[row])
                    & (columns.amount[into] >= amount)
                    & (columns.amount[into] <= amount * (1 + self.alike))
                    & (columns.time[into] >= columns.time[row] - window)
                ]
                if fits.size and amount > 0:
                    yield self._finding(columns, mixer, row, fits)

    def _finding(self, columns: Columns, mixer: int, row: int, fits: np.ndarray) -> Finding:
        who, payers = int(columns.dst[row]), {int(columns.src[one]) for one in fits.tolist()}
        latest = fits[-self.shown :].tolist()
        listed = sorted({int(columns.src[one]) for one in latest} - {who, mixer})
        again = " The receiver is among those who paid in." if who in payers else ""
        return Finding(
            self.name,
            self.version,
            (who, mixer, *listed),
            in_order(columns, [row, *latest]),
            1 / len(payers),
            f"{fits.size} deposits by {len(payers)} accounts may have paid for it (anonymity set {len(payers)})."
            + again,
        )


@dataclass(frozen=True)
class BridgeHop:
    """Money into a bridge on one chain and out of one on another soon after, of nearly the same amount.

    By amount and time alone this is a lead. The same symbol, within `hours`, `least` to 1 of the amount; with
    several candidates all are listed.
    """

    hours: float = 6.0
    least: float = 0.97

    name: ClassVar[str] = "bridge hop"
    version: ClassVar[str] = "1"
    meaning: ClassVar[str] = "into a bridge on one chain, and out of one on another soon after"
    ordinary: ClassVar[tuple[str, ...]] = ("other users of the bridge who moved a like amount at the time",)

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """One finding for each deposit into a bridge that has a candidate on another chain."""
        window = around.ticks(3600 * self.hours)
        out: dict[str, list[int]] = defaultdict(list)
        for bridge in sorted(around.bridges):
            if 0 <= bridge < columns.order:
                for row in columns.out_row[columns.out_ptr[bridge] : columns.out_ptr[bridge + 1]].tolist():
                    out[_symbol(around, columns, row)].append(row)
        rows = {symbol: np.array(sorted(found)) for symbol, found in out.items()}
        for done, bridge in enumerate(sorted(around.bridges)):
            tick(done, len(around.bridges), "Looking at bridges")
            if not 0 <= bridge < columns.order:
                continue
            for row in columns.in_row[columns.in_ptr[bridge] : columns.in_ptr[bridge + 1]].tolist():
                later = rows.get(_symbol(around, columns, row), np.empty(0, np.int64))
                later = later[later > row]
                amount = columns.amount[row]
                fits = later[
                    (columns.time[later] <= columns.time[row] + window)
                    & (columns.amount[later] <= amount)
                    & (columns.amount[later] >= self.least * amount)
                ]
                chain = _chain(around, columns, row)
                fits_else = [int(one) for one in fits.tolist() if _chain(around, columns, one) != chain]
                if fits_else and amount > 0:
                    yield self._finding(columns, around, row, fits_else)

    def _finding(self, columns: Columns, around: Surroundings, row: int, fits: list[int]) -> Finding:
        payer = int(columns.src[row])
        getters = sorted({int(columns.dst[one]) for one in fits})
        same = [one for one in getters if around.address(one) == around.address(payer)]
        soonest = around.lasting(int(columns.time[fits[0]] - columns.time[row]))
        said = f"{len(fits)} transfers out of a bridge on another chain fit, the first after {soonest}"
        return Finding(
            self.name,
            self.version,
            (payer, *(same or getters)),
            in_order(columns, [row, *fits]),
            1.0 if same else 1 / (1 + len(getters)),
            said + ("; one goes to the same address" if same else ""),
        )


def _symbol(around: Surroundings, columns: Columns, row: int) -> str:
    return around.symbols.get(int(columns.asset[row]), "").upper()


def _chain(around: Surroundings, columns: Columns, row: int) -> str:
    return around.keys.get(int(columns.asset[row]), "").partition("/")[0]
