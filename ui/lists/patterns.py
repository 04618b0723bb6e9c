"""Patterns as a list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from investigator.graph.columns import Columns
from investigator.graph.patterns.catalogue import catalogue
from investigator.graph.patterns.finding import Pattern
from investigator.operations.patterns import Seen
from investigator.progress import Tick, silent
from investigator.records import Clock
from ui import words
from ui.lists.found import LISTED, TIMES, Drawn, Found, Names, count, moment
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Column, Line, Results


def pattern_list(
    seen: Sequence[Seen], whole: Columns, clock: Clock, names: Names, tick: Tick = silent
) -> Found:
    """What was seen, as leads; a pattern's lines are drawn with all transfers that show it."""
    known = {pattern.name: pattern for pattern in catalogue()}
    times = _times(whole, {one.finding.transfers[0] for one in seen if one.finding.transfers})
    lines: list[Line] = []
    for done, one in enumerate(seen):
        if done % 256 == 0:
            tick(done, len(seen), "Listing what was seen")
        lines.append(_line(one, known[one.finding.pattern], times, clock, names))
    counts = Counter(one.finding.pattern for one in seen)
    results = Results(
        title="Patterns",
        tier="lead",
        columns=(
            Column("Pattern", "rapid pass-through"),
            Column("Strength", "0.00", "Orders what one pattern found; it is no probability", right=True),
            Column("Account", "0x0000…0000 + 100", "The account that it turns on, and how many more"),
            Column("What was seen", least=200),
            Column("Transfers", "1,000", right=True),
            Column(*TIMES[clock]),
        ),
        lines=tuple(lines),
        stated=(
            "Patterns are leads: each has ordinary explanations, listed beside it.",
            f"Seen: {', '.join(f'{name} {number:,}' for name, number in counts.most_common())}.",
        ),
        empty="None of the patterns that are looked for was seen in this case.",
        noun="finding",
    )
    return Found(results, "patterns", lambda chosen, _tick: _drawn(seen, chosen))


def _line(one: Seen, pattern: Pattern, times: Mapping[int, int], clock: Clock, names: Names) -> Line:
    found = one.finding
    at = times.get(found.transfers[0]) if found.transfers else None
    return Line(
        cells=(
            Cell(found.pattern, f"{found.pattern}, version {found.version}"),
            Cell(f"{found.strength:.2f}", whole=f"{found.strength:.6f}", order=found.strength),
            names.cell(one.addresses[0], len(one.addresses) - 1),
            Cell(words.shorten_in(found.reason), whole=found.reason),
            count(len(found.transfers)),
            Cell("–") if at is None else moment(at, clock),
        ),
        told=(
            f"{found.pattern[:1].upper()}{found.pattern[1:]}: {found.reason}.",
            f"{pattern.meaning[:1].upper()}{pattern.meaning[1:].rstrip('.')}. Version {found.version}.",
            f"Ordinary explanations: {'; '.join(pattern.ordinary)}.",
        ),
        steps=_accounts(one, names),
    )


def _accounts(one: Seen, names: Names) -> tuple[Entry, ...]:
    shown = [names.entry(at, address) for at, address in enumerate(one.addresses[:LISTED])]
    left = len(one.addresses) - len(shown)
    return (
        (*shown, Entry("more", f"and {words.plural(left, 'account')} more", tone="dim"))
        if left
        else tuple(shown)
    )


def _times(whole: Columns, wanted: Iterable[int]) -> dict[int, int]:
    rows = np.flatnonzero(np.isin(whole.transfer, np.array(sorted(wanted), np.int64)))
    return dict(zip(whole.transfer[rows].tolist(), whole.time[rows].tolist(), strict=True))


def _drawn(seen: Sequence[Seen], chosen: Sequence[int]) -> Drawn:
    some = [seen[at].finding for at in chosen]
    return Drawn(
        tuple(dict.fromkeys(account for one in some for account in one.accounts)),
        tuple(dict.fromkeys(number for one in some for number in one.transfers)),
    )
