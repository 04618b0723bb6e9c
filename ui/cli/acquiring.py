"""`pull`: from a node or an explorer into a case."""

from __future__ import annotations

import argparse
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any

from investigator.address import checksummed, short
from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.operations.acquiring import Estimate, PullOptions, PullReport, estimate, pull
from investigator.settings import read_settings
from ui.cli.memory import note_case
from ui.cli.output import Progress, answer, say


def pull_(args: argparse.Namespace) -> int:
    """Pull into a case, or say what that would take."""
    options = _options(args)
    progress = Progress()
    addresses = _parted(args.address)
    with Case.open(args.case, read_settings().examiner) as case:
        if args.estimate:
            expected = estimate(case, args.source, addresses, options, progress)
        else:
            report = pull(case, args.source, addresses, options, progress)
            note_case(case)
    progress.clear()
    if args.estimate:
        answer(_expected(expected)) if args.json else _tell_expected(expected)
    elif args.json:
        answer(as_json(report))
    else:
        _tell(report)
    return 0


def _options(args: argparse.Namespace) -> PullOptions:
    first, parted, last = args.blocks.partition(":")
    if args.blocks and not parted:
        raise Trouble("--blocks takes a range, FROM:TO, such as 18000000:18010000 or latest-1000:latest.")
    if args.hops < 1 or args.budget < 1:
        raise Trouble("--hops and --budget are at least 1.")
    if args.hops > 1 and not _parted(args.address):
        raise Trouble("--hops goes on from accounts: name some with --address.")
    return PullOptions(
        hops=args.hops,
        first=first.strip(),
        last=last.strip(),
        assets=_parted(args.assets),
        min_value=_amount(args.min_value),
        budget=args.budget,
        second=args.second,
    )


def _parted(texts: list[str]) -> tuple[str, ...]:
    """Words parted by blanks or commas."""
    return tuple(word.strip() for text in texts for word in text.split(",") if word.strip())


def _amount(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        amount = Decimal(text)
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise Trouble(f"--min-value {text[:40]} is no amount; write a number of whole units, such as 0.5.")
    return amount


def as_json(report: PullReport) -> dict[str, Any]:
    """A pull as machines read it; addresses bare."""
    return {
        **{"chain": report.chain, "endpoint": report.endpoint, "first": report.first, "last": report.last},
        "addresses": [short(address) for address in report.addresses],
        **{"methods": report.methods, "units": report.units, "skipped": report.skipped},
        "requests": report.calls,
        **{"transfers": report.transfers, "duplicates": report.duplicates, "kinds": report.kinds},
        **{"transactions": report.transactions, "receipts": report.receipts, "blocks": report.blocks},
        **{"bytes": report.bytes, "bytes_per_transfer": report.bytes_per_transfer},
        "provisional": report.provisional,
        "frontier": [
            {
                **{"address": short(stop.address), "hop": stop.hop, "reason": stop.reason},
                **{"detail": stop.detail, "counterparties": stop.counterparties},
            }
            for stop in report.frontier
        ],
        **{"abilities": report.words, "warnings": list(report.warnings)},
    }


def _tell(report: PullReport) -> None:
    say(f"Pulled blocks {report.first:,} to {report.last:,} of {report.chain} from {report.endpoint}.")
    _tell_methods(report.methods)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in report.kinds.items())
    new = f"New: {report.transfers:,} transfers" + (f" ({kinds})" if kinds else "")
    say(f"{new}, {report.transactions:,} transactions, {report.blocks:,} blocks.")
    calls = "" if report.calls is None else f" with {report.calls:,} calls"
    say(f"{report.units:,} parts fetched{calls}, {report.skipped:,} were in the case before.")
    if report.transfers:
        say(
            f"The case has grown by {report.bytes:,} bytes, {report.bytes_per_transfer:,} for each new transfer."
        )
    if report.provisional:
        say(f"{report.provisional:,} transfers are in blocks that are not final yet.")
    reasons = Counter(stop.reason for stop in report.frontier)
    if reasons:
        said = ", ".join(f"{count:,} for {reason}" for reason, count in sorted(reasons.items()))
        say(f"Stopped at {len(report.frontier):,} accounts ({said}):")
        for stop in report.frontier[:10]:
            say(f"  {checksummed(stop.address)}  {stop.detail}")
    for warning in report.warnings:
        say(f"Note: {warning}")


def _tell_methods(methods: dict[str, str]) -> None:
    by_method: dict[str, list[str]] = {}
    for what, method in methods.items():
        by_method.setdefault(method, []).append(what)
    for method, whats in by_method.items():
        say(f"By {method}: {', '.join(whats)}.")


def _expected(found: Estimate) -> dict[str, Any]:
    return {
        **{"chain": found.chain, "endpoint": found.endpoint, "first": found.first, "last": found.last},
        **{"blocks": found.blocks, "units": found.units, "skipped": found.skipped, "requests": found.calls},
        **{"methods": found.methods, "abilities": found.words, "warnings": list(found.warnings)},
    }


def _tell_expected(found: Estimate) -> None:
    say(f"{found.endpoint}: {found.chain}, blocks {found.first:,} to {found.last:,}.")
    _tell_methods(found.methods)
    for name, word in found.words.items():
        say(f"  {name}: {'yes' if word is True else 'no' if word is False else word}")
    say(
        f"About {found.calls:,} calls in {found.units:,} parts; {found.skipped:,} parts are in the case already."
    )
    for warning in found.warnings:
        say(f"Note: {warning}")
