"""Which transfers count, as it was typed."""

from __future__ import annotations

import argparse

from investigator import when
from investigator.cases.case import Case
from investigator.data.queries import graph, sources
from investigator.errors import Trouble
from investigator.graph.expand import Filter


def read_filter(case: Case, args: argparse.Namespace) -> Filter:
    """A filter from `--asset`, `--after`, `--before`, `--min-amount`, `--max-amount`, `--direction`."""
    known = {asset.symbol.lower(): asset.id for asset in sources.assets(case.store)}
    unknown = [symbol for symbol in args.asset if symbol.lower() not in known]
    if unknown:
        raise Trouble(
            f"There is no asset {unknown[0]} in this case; it has {', '.join(sorted(known)[:8])}."
        )
    clock = graph.clock(case.store)
    return Filter(
        after=when.parse(args.after, clock) if args.after else None,
        before=when.parse(args.before, clock) if args.before else None,
        assets=tuple(known[symbol.lower()] for symbol in args.asset),
        min_amount=args.min_amount,
        max_amount=args.max_amount,
        direction=args.direction,
    )
