"""`price`: prices into a case, and what transfers were worth by them."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from investigator.address import checksummed
from investigator.cases.case import Case
from investigator.cases.worth import Derived, span
from investigator.chain.price_columns import fiat_of
from investigator.chain.source import ImportOptions
from investigator.data.queries import prices
from investigator.data.queries.prices import PriceRange
from investigator.data.queries.transfers import TransferRow
from investigator.errors import Trouble
from investigator.money import show_amount
from investigator.operations.pricing import FeedReport, ask_feeds, import_prices, transfers_of, worth_of
from investigator.records import Clock
from investigator.settings import read_settings
from investigator.when import show
from ui.cli.output import Progress, answer, say, table
from ui.words import plural


def price_(args: argparse.Namespace) -> int:
    """Import prices, or ask feeds for them; without either, say what there is and what transfers were worth."""
    if args.source and args.files:
        raise Trouble("Name files, or a node with --source, not both.")
    fiat = fiat_of(args.fiat)
    if args.fiat and not fiat:
        raise Trouble(f"{args.fiat[:20]} is no currency; write its code, such as USD or EUR.")
    if args.source:
        return _ask(args, fiat or "USD")
    return _import(args, fiat) if args.files else _worth(args, fiat)


def _ask(args: argparse.Namespace, fiat: str) -> int:
    progress = Progress()
    assets = [part for text in args.asset for part in text.split(",") if part.strip()]
    with Case.open(args.case, read_settings().examiner) as case:
        report = ask_feeds(
            case, args.source, assets, _blocks(args.blocks), fiat, every=args.every, tick=progress
        )
    progress.clear()
    if args.json:
        answer(as_json(report))
    else:
        _tell(report)
    return 0


def _blocks(text: str) -> tuple[int, int] | None:
    if not text:
        return None
    first, parted, last = (part.strip() for part in text.partition(":"))
    if not (parted and first.isdecimal() and last.isdecimal()):
        raise Trouble("--blocks takes a range of numbers, FROM:TO, such as 15259101:15259772.")
    return int(first), int(last)


def _import(args: argparse.Namespace, fiat: str) -> int:
    if len(args.asset) > 1:
        raise Trouble("Of one file there is one asset to name; give --asset once.")
    options = ImportOptions(mapping=args.map, asset=args.asset[0] if args.asset else "", chain=args.chain)
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        report = import_prices(case, args.files, options, fiat, progress)
    progress.clear()
    if args.json:
        answer(asdict(report))
        return 0
    say(f"{plural(report.prices, 'price')} added.")
    if report.duplicates:
        say(f"{plural(report.duplicates, 'row')} of these the case had already.")
    if report.bad_rows:
        say(f"{plural(report.bad_rows, 'row')} could not be read; the first are kept with their reasons.")
    return 0


def _worth(args: argparse.Namespace, fiat: str) -> int:
    with Case.open(args.case, read_settings().examiner) as case:
        held = prices.held(case.store)
        rows = transfers_of(case, args.tx)
        found = worth_of(case, rows, fiat)
    if args.json:
        told = [one for row in rows if (one := _one(row, found.get(row.id)))]
        answer({"prices": [asdict(one) for one in held], "transfers": told})
        return 0
    _say_held(held)
    for row in rows:
        unit = row.symbol if row.decimals is not None else f"base units of {row.symbol}"
        derived = found.get(row.id)
        say(
            f"transfer {row.id}, {show(row.time, row.clock)}: {show_amount(row.amount, row.decimals)} {unit} from "
            f"{checksummed(row.sender)} to {checksummed(row.receiver)}: "
            + (derived.words if derived else "no price that is at most two days old")
        )
    return 0


def _say_held(held: list[PriceRange]) -> None:
    if not held:
        say("The case has no prices yet: import a table of them, or ask a node's feeds with --source.")
        return
    rows = [
        (one.asset, one.fiat, f"{one.count:,}", _day(one.first), _day(one.last), one.source) for one in held
    ]
    table(("asset", "in", ">prices", "first (UTC)", "last (UTC)", "source"), rows)


def _one(row: TransferRow, derived: Derived | None) -> dict[str, object]:
    """A transfer and its derived worth, as machines read it."""
    told = asdict(derived) | {"derived": True, "stale": derived.stale} if derived else None
    return {
        **{"transfer": row.id, "tx": row.tx_hash, "asset": row.symbol, "amount": str(row.amount)},
        "worth": told,
    }


def _day(seconds: int) -> str:
    return show(seconds, Clock.UTC)[:16]


def as_json(report: FeedReport) -> dict[str, object]:
    """What feeds told, as machines read it."""
    return {
        **{"chain": report.chain, "endpoint": report.endpoint, "prices": report.added},
        **{"blocks": report.blocks, "first": report.first, "last": report.last, "thinned": report.thinned},
        "feeds": [{"pair": one.pair, "address": one.address} for one in report.feeds],
        "stale": report.stale,
        "missed": {pair: {"blocks": count, "reason": why} for pair, (count, why) in report.missed.items()},
    }


def _tell(report: FeedReport) -> None:
    named = ", ".join(one.pair for one in report.feeds)
    say(
        f"{plural(report.added, 'price')} added: Chainlink's {named}, asked at {plural(report.blocks, 'block')} of {report.chain}."
    )
    for pair, age in report.stale.items():
        say(
            f"{pair} was stale: an answer was {span(age)} old at its block. Its age stands beside each amount."
        )
    for pair, (count, reason) in report.missed.items():
        say(f"{pair} gave no price at {plural(count, 'block')}: {reason}.")
    if report.thinned:
        say(f"Blocks less than {span(report.thinned)} after one that was asked were left out.")
