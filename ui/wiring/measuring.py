"""What the timeline shows: numbers of transfers, amounts of one asset, or what all was worth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from investigator.cases.case import Case
from investigator.data.queries import prices, select
from investigator.data.queries.conditions import Condition, Ends, Every
from investigator.errors import Trouble
from investigator.graph.columns import Columns
from investigator.operations.finding import rows_of
from investigator.operations.valuing import worths
from investigator.records import Clock
from ui import words
from ui.held import Held
from ui.panels.bins import Bins

ASSETS = 12
"""How many assets have a measure of their own: the most moved ones."""
COUNT, WORTH = "count", "worth"


def measures(case: Case, held: Held) -> list[tuple[str, str]]:
    """What the bars can show, by key and name."""
    found = [(COUNT, "Transfers")]
    found += [
        (f"number:{one.id}", f"Transfers of {words.plain(one.symbol, 20)}") for one in held.assets[:ASSETS]
    ]
    found += [
        (f"amount:{one.id}", f"Amount of {words.plain(one.symbol, 20)}") for one in held.assets[:ASSETS]
    ]
    if held.clock is Clock.UTC:
        found += [
            (f"{WORTH}:{fiat}", f"Worth in {fiat} (derived)") for fiat in prices.fiats(case.store)[:4]
        ]
    return found


def bins(
    case: Case, held: Held, condition: Condition, measure: str, chosen: Sequence[int] = ()
) -> Bins | None:
    """How what fits lies in time, by a measure, with the share of the `chosen` accounts; `None` for no transfer."""
    kind, _, key = measure.partition(":")
    asset = int(key) if kind in {"amount", "number"} else -1
    wanted = (asset,) if asset >= 0 else ()
    blocks = held.clock is Clock.BLOCK
    found = select.histogram(case.store, condition, wanted, blocks=blocks)
    if found is None:
        return None
    made = Bins(found.first, found.last, found.counts, held.clock or Clock.UTC)
    if kind == "amount":
        row = next(one for one in held.assets if one.id == asset)
        some = found.amounts[asset]
        heights = np.array([float(amount) for amount in some], np.float64)
        told = tuple(words.amount(amount, row.decimals, row.symbol) for amount in some)
        made = replace(made, heights=heights, told=told)
    elif kind == "number":
        row = next(one for one in held.assets if one.id == asset)
        numbers = found.by_asset[asset]
        told = tuple(f"{count:,} of {words.plain(row.symbol, 20)}" for count in numbers.tolist())
        made = replace(made, heights=numbers.astype(np.float64), told=told)
    elif kind == WORTH:
        made = _worths(case, held.columns, condition, key, made)
    if not chosen:
        return made
    mine = Ends(np.array(sorted(chosen), np.int64))
    ids = select.ids(case.store, Every((condition, mine)), None)
    return replace(
        made, chosen=_spread(made, held.columns.time[rows_of(held.columns, ids)]).astype(np.int64)
    )


def _worths(case: Case, columns: Columns, condition: Condition, fiat: str, made: Bins) -> Bins:
    try:
        held = worths(case.store, columns, fiat)
    except Trouble:
        return made
    rows = rows_of(columns, select.ids(case.store, condition, None))
    values, times = held.values[rows], columns.time[rows]
    heights = _spread(made, times, np.nan_to_num(values))
    without = _spread(made, times[np.isnan(values)])
    told = tuple(
        f"≈ {value:,.2f} {fiat}, derived"
        + (f"; {words.plural(int(number), 'transfer')} without a price" if number else "")
        for value, number in zip(heights.tolist(), without.tolist(), strict=True)
    )
    return replace(made, heights=heights, told=told)


def _spread(
    made: Bins, times: NDArray[np.int64], weights: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """How many of these times fall into each bin, or how much."""
    size = made.counts.size
    place = (times - made.first) * size // max(1, made.last - made.first + 1)
    return np.bincount(place.clip(0, size - 1), weights, minlength=size).astype(np.float64)
