"""What all transfers of a case were worth: derived, for comparing, sorting and drawing. Sentences take `cases.worth`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from investigator.cases.worth import Pricing
from investigator.data.queries import graph, prices, transfers
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.query.numbers import Range
from investigator.records import Clock

_NEAR = 1e-9
"""How near to an end of a range a float may lie before the exact amount decides."""


@dataclass(frozen=True)
class Worths:
    """What each row of the columns was worth in `fiat`; (m,) float64, not a number where no price is known.

    `price` (m,) are the rows of evidence that the values rest on, else -1; `told` is their exact text.
    """

    fiat: str
    values: NDArray[np.float64]
    price: NDArray[np.int64]
    told: dict[int, str]


def worths(store: Store, columns: Columns, fiat: str = "") -> Worths:
    """Values of all transfers that moved something, in a currency, else in the one with the most prices.

    Raises `Trouble` where there are no prices, or times are no dates.
    """
    known = prices.fiats(store)
    if not known or (fiat and fiat not in known):
        there = f"; it has them in {', '.join(known)}" if known else ""
        what = f" in {fiat}" if fiat else ""
        raise Trouble(f"There are no prices{what} in this case{there}; import some with Prices… first.")
    if graph.clock(store) is not Clock.UTC:
        raise Trouble(
            "Prices need dates, and the times of this case are blocks or steps; import its blocks."
        )
    fiat = fiat or known[0]
    found = Pricing(store, fiat).columns(
        columns.asset.astype(np.int64), range(columns.size), np.asarray(columns.time)
    )
    told = {row: price.price for row, price in found.prices.items()}
    rows = np.array(sorted(told), np.int64)
    unit = np.array([float(told[row]) for row in rows.tolist()], np.float64)
    values = np.full(columns.size, np.nan)
    known_rows = found.price >= 0
    values[known_rows] = columns.amount[known_rows] * unit[np.searchsorted(rows, found.price[known_rows])]
    return Worths(fiat, values, found.price, told)


def worth_between(store: Store, columns: Columns, ranges: Sequence[Range]) -> NDArray[np.int64]:
    """The transfers whose worth lies in one of these ranges, decided exactly where a float could be wrong."""
    found = list[NDArray[np.int64]]()
    for one in ranges:
        held = worths(store, columns, one.fiat)
        fits = _within(held.values, one)
        near = np.zeros(columns.size, np.bool_)
        for end in (one.low, one.high):
            if end is not None:
                near |= np.abs(held.values - float(end)) <= _NEAR * max(1e-12, abs(float(end)))
        for row in np.flatnonzero(near).tolist():
            fits[row] = one.has(_exact(store, columns, held, row))
        found.append(columns.transfer[fits])
    return np.unique(np.concatenate(found)) if found else np.empty(0, np.int64)


def _within(values: NDArray[np.float64], one: Range) -> NDArray[np.bool_]:
    fits = ~np.isnan(values)
    if one.low is not None:
        fits &= values >= float(one.low)
    if one.high is not None:
        fits &= values <= float(one.high)
    return np.asarray(fits, np.bool_)


def _exact(store: Store, columns: Columns, held: Worths, row: int) -> Fraction:
    (moved,) = transfers.by_id(store, [int(columns.transfer[row])])
    return Fraction(moved.amount, 10 ** (moved.decimals or 0)) * Fraction(held.told[int(held.price[row])])
