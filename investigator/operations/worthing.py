"""What traced money was worth when it came to where it ended: derived figures, beside the exact amounts."""

from __future__ import annotations

from collections.abc import Mapping

from investigator.cases.case import Case
from investigator.cases.worth import Derived, Pricing
from investigator.data.queries import graph, prices
from investigator.errors import Trouble
from investigator.graph.trace.book import Book
from investigator.graph.trace.question import Convention
from investigator.operations.tracing import Traced
from investigator.records import Clock

Worths = Mapping[Convention, Derived]


def worth_of_ends(case: Case, books: Book, found: Traced, fiat: str = "") -> list[Worths]:
    """For each endpoint, its amount under each convention at the price of the moment when the last of it came there.

    Going back: when the first of it left. Empty where no price is known, or a collectible has none. `fiat` is a
    currency's code; without, the one with the most prices. Raises `Trouble` where times are no dates.
    """
    fiat = fiat or next(iter(prices.fiats(case.store)), "")
    if not fiat:
        return [{} for _ in found.endpoints]
    if graph.clock(case.store) is not Clock.UTC:
        raise Trouble(
            "Prices need dates, and the times of this case are blocks or steps; import its blocks."
        )
    pricing, ledger = Pricing(case.store, fiat), books.ledger
    rows = found.flows.row
    # the flows of a trace come in its own order, so the last one of each end is the one that counts
    back = bool(rows.size > 1 and ledger.time[rows[0]] > ledger.time[rows[-1]])
    ends = (ledger.src if back else ledger.dst)[rows].tolist()
    when = {
        (account, pot): time
        for account, pot, time in zip(
            ends, ledger.pot[rows].tolist(), ledger.time[rows].tolist(), strict=True
        )
    }
    told: list[Worths] = []
    for end in found.endpoints:
        time = when.get((end.found.account, end.found.pot))
        values = {
            name: pricing.value_at(end.thing.key, amount, time)
            for name, amount in end.found.amounts.items()
            if time is not None and not end.thing.token_id
        }
        told.append({name: value for name, value in values.items() if value is not None})
    return told
