"""Where traced money is in the end, under each convention, as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from investigator.graph.trace.book import Book
from investigator.graph.trace.course import Moment
from investigator.graph.trace.question import Convention
from investigator.graph.trace.way import way_to
from investigator.operations.tracing import Thing, Traced, TracedEnd
from investigator.operations.worthing import Worths
from investigator.progress import Tick, silent
from investigator.records import Clock
from ui import words
from ui.lists.found import Drawn, Found, Names, count
from ui.panels.course import Course, Span
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Column, Line, Results

SPOKEN: Mapping[Convention, str] = {
    "poison": "Poison", "haircut": "Haircut", "fifo": "FIFO", "lifo": "LIFO", "libr": "LIBR",
}  # fmt: skip
TONES = {"some": "dim", "one": "faint"}
WHY = {
    "": "at rest",
    "source": "at a source",
    "service": "service",
    "mixer": "mixer",
    "bridge": "bridge",
    "burnt": "burnt",
    "asked": "stopped as asked",
    "depth": "depth reached",
    "returned": "returned",
}
ORIGINS = {"": "from outside, or held before"}
MOST_DRAWN = 5_000
"""Transfers that are drawn at once; of more the first ones, and it is said."""
_BY: tuple[Convention, ...] = ("haircut", "fifo", "lifo", "libr", "poison")
"""Whose course is shown: the first of these that was asked for."""


def trace_list(
    traced: Traced,
    book: Book,
    clock: Clock,
    names: Names,
    *,
    backward: bool,
    worths: Sequence[Worths] = (),
    tick: Tick = silent,
) -> Found:
    """The endpoints as they were found, the most certain and largest first as the trace orders them.

    `worths` is what each was worth, in their order, where prices are known.
    """
    courses = _courses(traced, clock)
    lines: list[Line] = []
    for done, end in enumerate(traced.endpoints):
        if done % 256 == 0:
            tick(done, len(traced.endpoints), "Listing endpoints")
        course = courses.get(end.found.pot)
        line = _line(end, traced, names, course, backward=backward)
        worth = worths[done] if done < len(worths) else {}
        lines.append(replace(line, steps=(*line.steps, *_worths(worth))) if worth else line)
    way = "back from" if backward else "from"
    results = Results(
        title=f"Trace {way} {_start(traced)}",
        tier="structural",
        columns=_columns(traced),
        lines=tuple(lines),
        stated=_stated(traced),
        summary=_summary(traced, backward=backward),
        empty="Nothing was found to come from anywhere: no transfer within these limits paid it in."
        if backward
        else "Nothing was found to go anywhere: no transfer within these limits passes it on.",
        noun="endpoint",
    )
    return Found(
        results,
        f"a trace {way} {_start(traced)}",
        lambda chosen, tick: drawn(traced, book, chosen, tick, backward=backward),
    )


def drawn(traced: Traced, book: Book, chosen: Sequence[int], tick: Tick, *, backward: bool) -> Drawn:
    """The transfers by which money can have come to these endpoints."""
    ends: dict[int, set[int]] = {}
    for at in chosen:
        found = traced.endpoints[at].found
        ends.setdefault(found.pot, set()).add(found.account)
    kept = way_to(book.ledger, traced.flows.row, ends, backward=backward, tick=tick)
    transfers = book.ledger.transfer[traced.flows.row[kept]]
    accounts = dict.fromkeys(traced.endpoints[at].found.account for at in chosen)
    return Drawn(
        tuple(accounts)[:MOST_DRAWN],
        tuple(np.unique(transfers[:MOST_DRAWN]).tolist()),
        max(0, transfers.size - MOST_DRAWN),
    )


def _columns(traced: Traced) -> tuple[Column, ...]:
    said = {sentence.partition(":")[0].lower(): sentence for sentence in traced.assumptions}
    amounts = (
        Column(SPOKEN[name], "10,000.00…", said.get(name, name), right=True) for name in traced.conventions
    )
    return (
        Column("Account", "Northwind Exch…"),
        Column("Asset", "WETH…"),
        Column("Holds", "some", "Under how many of the conventions there is some"),
        *amounts,
        Column("Hops", "100", "The fewest transfers from a source", right=True),
        Column("Ends"),
    )


def _line(end: TracedEnd, traced: Traced, names: Names, course: Course | None, *, backward: bool) -> Line:
    found, thing = end.found, end.thing
    why = (ORIGINS if backward else {}).get(found.reason) or WHY.get(found.reason, found.reason)
    holds = f"under {_under(found.holds, len(traced.conventions))}"
    told = [f"{names.short(end.address)}, {_called(thing)}: {why}.", f"It holds {holds}."]
    return Line(
        cells=(
            names.cell(end.address),
            Cell(words.plain(_called(thing), 24), f"{thing.symbol}\n{thing.key}\n{thing.token_id}".strip()),
            Cell(found.holds, f"It holds {holds}", TONES.get(found.holds, "")),
            *(_amount(found.amounts[name], thing) for name in traced.conventions),
            count(found.hops),
            Cell(why),
        ),
        told=tuple(told),
        steps=(*_amounts(end, traced), *_sources(end, traced)),
        course=course,
    )


def _amount(units: int, thing: Thing) -> Cell:
    whole = words.figure(units, thing.decimals, grouped=False)
    exact = words.amount(units, thing.decimals, thing.symbol)
    shown = words.figure(units, thing.decimals, places=2) if units else "–"
    return Cell(shown, f"{exact}\n{units:,} base units", "" if units else "faint", whole, units)


def _amounts(end: TracedEnd, traced: Traced) -> list[Entry]:
    return [
        Entry(
            name,
            SPOKEN[name],
            words.amount(end.found.amounts[name], end.thing.decimals, end.thing.symbol),
            tone="" if end.found.amounts[name] else "faint",
            whole=str(end.found.amounts[name]),
        )
        for name in traced.conventions
    ]


def _worths(worth: Worths) -> list[Entry]:
    """What it was worth when it came there: derived, with its basis."""
    return [
        Entry(("worth", name), f"{SPOKEN[name]}, derived", one.figure, tip=one.basis, whole=one.value)
        for name, one in worth.items()
    ]


def _sources(end: TracedEnd, traced: Traced) -> list[Entry]:
    """By source, under the convention whose course is shown, where several were kept apart."""
    name = _leading(traced)
    return [
        Entry(
            (at, name),
            f"of {words.shorten_in(words.plain(source, 80))}",
            f"{SPOKEN[name]} {words.amount(part[name], end.thing.decimals, end.thing.symbol, places=4)}",
        )
        for at, (source, part) in enumerate(zip(traced.sources, end.found.by_source, strict=False))
        if part[name]
    ]


def _leading(traced: Traced) -> Convention:
    return next(name for name in _BY if name in traced.conventions)


def _called(thing: Thing) -> str:
    return f"{thing.symbol} #{thing.token_id}" if thing.token_id else thing.symbol


def _under(holds: str, of: int) -> str:
    if of == 1:
        return "the one convention that was asked for"
    return {"all": f"all {of} conventions", "some": "some of the conventions", "one": "one convention only"}.get(
        holds, "none of them"
    )  # fmt: skip


def _start(traced: Traced) -> str:
    if len(traced.sources) > 1:
        return f"{len(traced.sources):,} sources"
    return words.plain(words.shorten_in(traced.sources[0]) if traced.sources else "", 40)


def _stated(traced: Traced) -> tuple[str, ...]:
    """The rules of the case first, the conventions, which the heads of the columns tell too, after them."""
    general = {name.lower() for name in SPOKEN.values()}
    ours = [one for one in traced.assumptions if one.partition(":")[0].lower() not in general]
    return (*ours, *(one for one in traced.assumptions if one not in ours))


def _summary(traced: Traced, *, backward: bool) -> str:
    name = _leading(traced)
    totals = [
        words.amount(amounts[name], thing.decimals, thing.symbol, places=4)
        for thing, amounts in traced.totals
        if amounts.get(name)
    ]
    some = ", ".join(totals[:4]) + (f" and {len(totals) - 4:,} more assets" if len(totals) > 4 else "")
    held = "came from" if backward else "can have come to"
    return (
        f"Traced in all: {some or 'nothing'} ({SPOKEN[name]}). Money {held}"
        f" {words.plural(traced.reached, 'holding')} by {words.plural(traced.flows.row.size, 'transfer')};"
        f" it was followed no further at {len(traced.frontier):,}."
    )


def _courses(traced: Traced, clock: Clock) -> dict[int, Course]:
    """The time course of each pot, by its number."""
    if not traced.course:
        return {}
    name = _leading(traced)
    first = min(one.first for one in traced.course)
    last = max(one.last for one in traced.course)
    whole = max(1, last - first + 1)
    by_pot: dict[int, list[Moment]] = {}
    for one in traced.course:
        by_pot.setdefault(one.pot, []).append(one)
    return {
        pot: Course(
            f"{_called(traced.things[pot])}, {SPOKEN[name]}: bars moved, line away",
            words.when(first, clock).partition(" ")[0] if clock is Clock.UTC else words.when(first, clock),
            words.when(last, clock).partition(" ")[0] if clock is Clock.UTC else words.when(last, clock),
            tuple(_span(one, traced.things[pot], name, first, whole, clock) for one in some),
        )
        for pot, some in by_pot.items()
    }


def _span(one: Moment, thing: Thing, name: Convention, first: int, whole: int, clock: Clock) -> Span:
    moved, away = (
        words.amount(n[name], thing.decimals, thing.symbol, places=4) for n in (one.moved, one.away)
    )
    tip = f"{words.when(one.first, clock)}: {moved} moved, {away} away, {words.plural(one.reached, 'account')} reached"
    return Span(
        (one.first - first) / whole, (one.last + 1 - first) / whole,
        float(one.moved[name]), float(one.away[name]), tip,
    )  # fmt: skip
