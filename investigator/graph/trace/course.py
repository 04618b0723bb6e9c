"""How a trace went in time: how much moved when, and how much was away from its sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.data.queries.ledger import Ledger
from investigator.graph.trace.arithmetic import sums
from investigator.graph.trace.outcome import Amounts, Trace
from investigator.graph.trace.question import Source

Bools = NDArray[np.bool_]
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Moment:
    """From `first` to `last` (inclusive, on the case's clock), of one pot.

    `moved` is what traced money moved, each transfer counted; `away` what was out of the sources' hands in
    the end, less what came back (going back: what of the sources' money was with others at the beginning);
    `reached` how many accounts traced money first came to in this span (going back: last came from).
    """

    pot: int
    first: int
    last: int
    moved: Amounts
    away: Amounts
    reached: int


def course(trace: Trace, ledger: Ledger, sources: Sequence[Source], spans: int = 20) -> tuple[Moment, ...]:
    """The time from the first to the last flow in so many equal spans, pot by pot; those without flow are left out."""
    row = trace.flows.row
    if not row.size:
        return ()
    start, end = int(ledger.time[row].min()), int(ledger.time[row].max())
    width = max(1, -(-(end - start + 1) // max(1, spans)))
    span = (ledger.time[row] - start) // width
    out, home, new = _marks(trace, ledger, sources)
    found: list[Moment] = []
    for pot in np.unique(ledger.pot[row]).tolist():
        here = np.flatnonzero(ledger.pot[row] == pot)
        for number, moved, away, reached in _spans(trace, here, span[here], out, home, new):
            first = start + number * width
            found.append(Moment(pot, first, min(first + width - 1, end), moved, away, reached))
    return tuple(sorted(found, key=lambda one: (one.pot, one.first)))


def _marks(trace: Trace, ledger: Ledger, sources: Sequence[Source]) -> tuple[Bools, Bools, Bools]:
    """Which flows leave the sources, which come home to them, and which reach a holding for the first time."""
    row = trace.flows.row
    owners = np.array([account for source in sources for account in source.accounts], np.int64)
    given = np.array([number for source in sources for number in source.transfers], np.int64)
    giver, receiver = ledger.src[row], ledger.dst[row]
    if trace.backward:
        giver, receiver = receiver, giver
    _, first = np.unique(receiver.astype(np.int64) << 32 | ledger.pot[row], return_index=True)
    new = np.zeros(row.size, np.bool_)
    new[first] = True
    home = np.isin(receiver, owners)
    return np.isin(giver, owners) | np.isin(ledger.transfer[row], given), home, new & ~home


def _spans(
    trace: Trace, here: Rows, span: Rows, out: Bools, home: Bools, new: Bools
) -> Iterator[tuple[int, Amounts, Amounts, int]]:
    """For each span with flows, in the order in which it was followed: its number, and what a `Moment` tells."""
    starts = np.flatnonzero(np.append(True, span[1:] != span[:-1]))
    amounts = {name: vector[here] for name, vector in trace.flows.amounts.items()}
    moved = {name: sums(vector, starts) for name, vector in amounts.items()}
    left = {name: sums(vector, starts, out[here]) for name, vector in amounts.items()}
    came = {name: sums(vector, starts, home[here]) for name, vector in amounts.items()}
    reached = np.add.reduceat(new[here].astype(np.int64), starts)
    away = dict.fromkeys(amounts, 0)
    for i in range(starts.size):
        away = {name: away[name] + left[name][i] - came[name][i] for name in away}
        yield int(span[starts[i]]), {name: some[i] for name, some in moved.items()}, away, int(reached[i])
