"""The traces that the journal notes, worked out anew under all conventions: what a report says of their choice."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from investigator.cases.case import Case
from investigator.data import ledger
from investigator.errors import Trouble
from investigator.graph.trace.book import Book
from investigator.graph.trace.question import CONVENTIONS
from investigator.money import show_amount
from investigator.operations.noting import TRACE, trace_hash, trace_options
from investigator.operations.tracing import Traced, TracedEnd, books, trace_money
from investigator.progress import Tick, silent
from investigator.report.sensitivity import End, Retraced, named

MOST = 5
"""Traces that are worked out anew, the newest; of equal questions the newest note."""
_RANK = {"all": 0, "some": 1, "one": 2, "none": 3}


def retraced(case: Case, tick: Tick = silent) -> tuple[tuple[Retraced, ...], int]:
    """The newest traces in the order of the journal, and how many others it notes."""
    with case.store.reading() as db:
        notes = [(line.seq, line.body) for line in ledger.lines(db) if line.verb == TRACE]
    asked = dict[str, tuple[int, dict[str, Any]]]()
    for seq, body in notes:
        said = json.loads(body)
        question = ledger.canonical([said.get("start"), said.get("options")])
        asked.pop(question, None)
        asked[question] = (seq, said)
    chosen = list(asked.values())[-MOST:]
    if not chosen:
        return (), 0
    kept = books(case, tick)
    return tuple(_again(case, kept, seq, said, tick) for seq, said in chosen), len(asked) - len(chosen)


def _again(case: Case, kept: Book, seq: int, said: dict[str, Any], tick: Tick) -> Retraced:
    start = tuple(str(one) for one in said.get("start", []))
    try:
        options = trace_options(said.get("options", {}))
        told = Retraced(seq, start, options.backward, tuple(options.conventions))
        found = trace_money(case, kept, start, replace(options, conventions=CONVENTIONS), tick)
        asked = found
        if set(options.conventions) != set(CONVENTIONS):
            asked = trace_money(case, kept, start, options, tick)
    except (Trouble, ValueError) as trouble:
        return Retraced(seq, start, False, (), trouble=str(trouble))
    same = trace_hash(asked) == said.get("result")
    change = (
        "The answer is the one that the journal noted."
        if same
        else "The answer is not the one that the journal noted: evidence or labels have changed since."
    )
    return replace(told, ends=_ends(case, found), assumptions=found.assumptions, change=change)


def _ends(case: Case, found: Traced) -> tuple[End, ...]:
    key: Callable[[TracedEnd], tuple[int, int, str, str]] = lambda end: (  # noqa: E731
        _RANK[end.found.holds],
        -max(end.found.amounts.values(), default=0),
        str(end.address),
        end.thing.key,
    )
    return tuple(
        End(
            named(case.facts, end.address, end.label),
            end.found.reason,
            end.found.holds,
            tuple((name, _amount(end, amount)) for name, amount in end.found.amounts.items()),
        )
        for end in sorted(found.endpoints, key=key)
    )


def _amount(end: TracedEnd, amount: int) -> str:
    thing = end.thing
    unit = thing.symbol if thing.decimals is not None else f"base units of {thing.symbol}"
    return f"{show_amount(amount, thing.decimals)} {unit}" + (
        f" no. {thing.token_id}" if thing.token_id else ""
    )
