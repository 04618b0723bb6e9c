"""`trace`: where money went, or where it came from, under every convention."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np

from investigator import when
from investigator.address import short
from investigator.cases.case import Case
from investigator.chain.price_columns import fiat_of
from investigator.data.queries import graph, sources, transfers
from investigator.errors import Trouble
from investigator.graph.trace.arithmetic import exact
from investigator.graph.trace.book import Book
from investigator.graph.trace.outcome import Amounts
from investigator.graph.trace.question import CONVENTIONS, Convention
from investigator.money import show_amount
from investigator.operations import columns
from investigator.operations.noting import note_trace
from investigator.operations.ranking import Ranked, rank_accounts
from investigator.operations.tracing import (
    Thing,
    Traced,
    TracedEnd,
    TraceOptions,
    books,
    spread,
    trace_money,
)
from investigator.operations.worthing import Worths, worth_of_ends
from investigator.progress import Tick
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say, table

_SHOWN = 40
"""Endpoints in the table; the answer for machines has all."""


def trace_(args: argparse.Namespace) -> int:
    """Trace money; 1 if none was found to go anywhere."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        options = _options(case, args)
        ledger = books(case, progress)
        found = trace_money(case, ledger, spread(args.start), options, progress)
        if args.keep:
            note_trace(case, spread(args.start), options, found)
        ranked = _ranked(case, args, options, progress)
        worths = worth_of_ends(case, ledger, found, fiat_of(args.fiat)) if args.fiat else []
        told = as_json(case, ledger, found, args.flows) if args.json else {}
    progress.clear()
    if args.json:
        for end, worth in zip(told.get("endpoints", []), worths, strict=False):
            end["worth"] = {name: asdict(value) | {"derived": True} for name, value in worth.items()}
        answer(told | ({"ranking": _ranking(ranked)} if args.rank else {}))
    else:
        _tell(found)
        _tell_worths(found, worths)
        _tell_ranking(ranked)
    return 0 if found.endpoints else 1


def _ranked(case: Case, args: argparse.Namespace, options: TraceOptions, tick: Tick) -> list[Ranked]:
    if args.rank < 1:
        return []
    whole = columns(case, tick)
    return rank_accounts(
        case,
        whole,
        spread(args.start),
        backward=options.backward,
        assets=options.assets,
        top=args.rank,
        tick=tick,
    )


def _ranking(ranked: list[Ranked]) -> list[dict[str, Any]]:
    return [
        {"address": short(one.address), "score": round(one.score, 9), "label": one.label, "tier": "lead"}
        for one in ranked
    ]


def _tell_ranking(ranked: list[Ranked]) -> None:
    if ranked:
        say("Worth a look first, by temporal PageRank (a lead, and no result of the trace):")
        table(
            ("account", ">share", "called"),
            [(short(r.address), f"{100 * r.score:.2f} %", r.label) for r in ranked],
        )


def _tell_worths(found: Traced, worths: Sequence[Worths]) -> None:
    rows = [
        (short(end.address), name, worth[name].figure, worth[name].basis)
        for end, worth in list(zip(found.endpoints, worths, strict=False))[:_SHOWN]
        for name in worth
    ]
    if rows:
        say("Worth when it came there, derived:")
        table(("account", "convention", ">worth", "by"), rows)


def _options(case: Case, args: argparse.Namespace) -> TraceOptions:
    clock = graph.clock(case.store)
    return TraceOptions(
        backward=args.backward,
        after=when.parse(args.after, clock) if args.after else None,
        before=when.parse(args.before, clock) if args.before else None,
        assets=read_assets(case, args.asset),
        conventions=read_conventions(args.convention),
        depth=args.depth,
        stop_at=tuple(spread(args.stop_at)),
        pass_services=args.pass_services,
        returned_to=tuple(spread(args.returned_to)),
    )


def read_assets(case: Case, texts: Iterable[str]) -> tuple[int, ...]:
    """The assets of these symbols or keys: a symbol that several tokens use means them all."""
    known = sources.assets(case.store)
    found: list[int] = []
    for text in texts:
        these = [one.id for one in known if text.lower() in {one.symbol.lower(), one.key.lower()}]
        if not these:
            some = ", ".join(sorted({one.symbol for one in known})[:8])
            raise Trouble(f"There is no asset {text} in this case; it has {some}.")
        found += these
    return tuple(found)


def read_conventions(text: str) -> tuple[Convention, ...]:
    """`all`, or some of the conventions parted by commas."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in {"all", *CONVENTIONS}]
    if unknown or not names:
        raise Trouble(f"There is no convention {text}; there are all, {', '.join(CONVENTIONS)}.")
    return tuple(name for name in CONVENTIONS if "all" in names or name in names)


def as_json(case: Case, books: Book, found: Traced, most: int) -> dict[str, Any]:
    """The answer for machines: amounts are base units in text."""
    flows, left_out = _flows(case, books, found, most)
    return {
        "endpoints": [_end(one) for one in found.endpoints],
        "flows": flows,
        "frontier": [
            {
                "address": short(stop.address),
                **_thing(stop.thing),
                "reason": stop.found.reason,
                "label": stop.label,
                **_amounts(stop.found.amounts),
            }
            for stop in found.frontier
        ],
        "course": [
            {
                **_thing(found.things[one.pot]),
                "from": one.first,
                "to": one.last,
                "moved": _amounts(one.moved),
                "away": _amounts(one.away),
                "reached": one.reached,
            }
            for one in found.course
        ],
        "totals": [{**_thing(thing), **_amounts(amounts)} for thing, amounts in found.totals],
        "sources": list(found.sources),
        "reached": found.reached,
        "flows_left_out": left_out,
        "assumptions": list(found.assumptions),
        "tier": "structural",
    }


def _end(one: TracedEnd) -> dict[str, Any]:
    told: dict[str, Any] = {
        "address": short(one.address),
        **_thing(one.thing),
        **_amounts(one.found.amounts),
        "holds": one.found.holds,
        "reason": one.found.reason,
        "hops": one.found.hops,
        "label": one.label,
    }
    if one.found.by_source:
        told["by_source"] = [_amounts(part) for part in one.found.by_source]
    return told


def _thing(thing: Thing) -> dict[str, str]:
    told = {"asset": thing.symbol, "key": thing.key}
    return {**told, "token_id": thing.token_id} if thing.token_id else told


def _amounts(amounts: Amounts) -> dict[str, str | None]:
    """All conventions; those that were not asked for are null."""
    return {name: str(amounts[name]) if name in amounts else None for name in CONVENTIONS}


def _flows(case: Case, books: Book, found: Traced, most: int) -> tuple[list[dict[str, Any]], int]:
    amounts = found.flows.amounts
    chosen = np.arange(found.flows.row.size)
    if chosen.size > most:
        agree = sum(
            ((vector.any(axis=1) if vector.ndim == 2 else vector != 0).astype(np.int8) for vector in amounts.values()),
            np.zeros(chosen.size, np.int8),
        )  # fmt: skip
        chosen = np.sort(np.argsort(-agree, kind="stable")[: max(0, most)])
    row = found.flows.row[chosen]
    by_id = {one.id: one for one in transfers.by_id(case.store, books.ledger.transfer[row].tolist())}
    carried = {name: exact(vector[chosen]) for name, vector in amounts.items()}
    told: list[dict[str, Any]] = []
    for i, number in enumerate(books.ledger.transfer[row].tolist()):
        one = by_id[number]
        told.append(
            {
                **{
                    "transfer": number,
                    "tx": one.tx_hash,
                    "from": short(one.sender),
                    "to": short(one.receiver),
                },
                **{"asset": one.symbol, "amount": str(one.amount), "time": one.time, "block": one.block},
                **_amounts({name: values[i] for name, values in carried.items()}),
            }
        )
    return told, found.flows.row.size - len(told)


def _tell(found: Traced) -> None:
    header = ["address", "asset", *(f">{name}" for name in found.conventions), "holds", "why it ends"]
    shown = found.endpoints[:_SHOWN]
    rows = [
        [
            short(one.address) + (f" ({one.label})" if one.label else ""),
            one.thing.symbol + (f" #{one.thing.token_id}" if one.thing.token_id else ""),
            *(show_amount(one.found.amounts[name], one.thing.decimals) for name in found.conventions),
            one.found.holds,
            one.found.reason,
        ]
        for one in shown
    ]
    if rows:
        table(header, rows)
    say(
        f"{len(shown):,} of {len(found.endpoints):,} endpoints; money can have come to {found.reached:,} holdings, "
        f"by {found.flows.row.size:,} transfers. Followed no further at {len(found.frontier):,}."
    )
    for thing, amounts in found.totals[:_SHOWN]:
        each = ", ".join(f"{name} {show_amount(n, thing.decimals)}" for name, n in amounts.items())
        say(f"Traced in all, {thing.symbol}: {each}.")
    for sentence in found.assumptions:
        say(sentence)
