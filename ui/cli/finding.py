"""`find`: transfers by the language of queries."""

from __future__ import annotations

import argparse
from pathlib import Path

from investigator import operations
from investigator.address import checksummed
from investigator.cases.case import Case
from investigator.cases.edits import SetFilter
from investigator.data.queries import graph, sources, transfers
from investigator.data.queries.select import Total
from investigator.errors import Trouble
from investigator.exports.sheet import Beside
from investigator.exports.transfers import export
from investigator.money import show_amount
from investigator.operations import finding
from investigator.query.parse import Query, Term, parse
from investigator.query.vocabulary import about
from investigator.settings import read_settings
from ui import words
from ui.cli.output import Progress, answer, say, table


def find_(args: argparse.Namespace) -> int:
    """Find transfers, say what they come to, and write them to a file where that is asked for."""
    if args.about:
        for line in about():
            say(line)
        return 0
    if args.case is None:
        raise Trouble("find needs a case: investigator find CASE 'QUERY'.")
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        text = _text(case, args)
        query = parse(text, graph.clock(case.store))
        if args.addresses:
            query = query.and_(_listed(case, args.addresses))
        origins = tuple(number for _, number in operations.resolve(case, args.origins))
        found = finding.find(case, query, origins=origins, order=args.order, descending=args.descending)
        if args.save:
            case.do(_kept(args.save, text))
        if args.export:
            export(case.store, found.ids, args.export, beside=_beside(case), tick=progress)
        progress.clear()
        if args.json:
            more = {"query": text, "path": str(args.export)} if args.export else {"query": text}
            answer({**more, **finding.as_json(case, found, max(0, args.limit))})
        else:
            _tell(case, found, args)
    return 0


def _text(case: Case, args: argparse.Namespace) -> str:
    if not args.saved:
        return str(args.query)
    kept = case.facts.filters
    if args.saved not in kept:
        raise Trouble(
            f"There is no filter {args.saved[:40]} in this case; it has {', '.join(kept) or 'none'}."
        )
    return f"{kept[args.saved]} {args.query}".strip()


def _kept(name: str, text: str) -> SetFilter:
    try:
        return SetFilter(name, text)
    except ValueError as error:
        raise Trouble(f"The filter cannot be kept: {error}.") from error


def _listed(case: Case, path: Path) -> Query:
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Trouble(f"{path} cannot be read: {error.strerror}.") from error
    some = finding.listed(case, text).addresses
    if not some:
        raise Trouble(f"There is no address in {path}.")
    return Query(((Term("address", tuple(checksummed(one).lower() for one in some)),),))


def _beside(case: Case) -> Beside:
    claims = sources.tags(case.store)
    named = dict.fromkeys((*case.facts.labels, *claims))
    labels = {one: operations.labels_of(case.facts, claims, one) for one in named}
    return Beside({str(one): some[0].text for one, some in labels.items() if some})


def _tell(case: Case, found: finding.Found, args: argparse.Namespace) -> None:
    rows = transfers.by_id(case.store, found.ids[: max(0, args.limit)].tolist())
    if rows:
        lines = [
            (
                words.when(row.time, row.clock),
                words.shorten(row.sender),
                words.shorten(row.receiver),
                show_amount(row.amount, row.decimals),
                words.asset(row.symbol, 16, row.doubts),
                words.kind(row.kind, row.ok, row.standing, row.provisional),
                row.tx_hash[:18],
            )
            for row in rows
        ]
        table(("Time (UTC)", "From", "To", ">Amount", "Asset", "Kind", "Transaction"), lines)
    count = words.plural(int(found.ids.size), "transfer")
    say(f"{count}{f', {len(rows)} shown' if len(rows) < found.ids.size else ''}.")
    for one in found.totals[:8]:
        say(f"  {total(one)}")
    if len(found.totals) > 8:
        say(f"  and {len(found.totals) - 8} more assets")
    if args.export:
        say(f"All of them are in {args.export}.")


def total(one: Total) -> str:
    """'12.5 ETH by 3 transfers'."""
    return (
        f"{words.amount(one.amount, one.decimals, one.symbol)} by {words.plural(one.transfers, 'transfer')}"
    )
