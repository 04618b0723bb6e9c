"""`exposure`: which labelled categories an account's money comes from and goes to."""

from __future__ import annotations

import argparse
from typing import cast

from investigator import taxonomy
from investigator.address import checksummed
from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.money import show_amount
from investigator.operations.exposing import Exposed, ExposureOptions, Side, as_json, exposures
from investigator.operations.tracing import books
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say, table
from ui.cli.tracing import read_assets, read_conventions
from ui.words import plural


def exposure_(args: argparse.Namespace) -> int:
    """Say the exposure of an account, direct and indirect."""
    progress = Progress()
    named = read_conventions(args.convention)
    if len(named) != 1:
        raise Trouble("Exposure is by one convention: haircut, fifo, lifo or libr.")
    sides = cast("tuple[Side, ...]", (args.side,) if args.side else ("in", "out"))
    with Case.open(args.case, read_settings().examiner) as case:
        options = ExposureOptions(named[0], read_assets(case, args.asset), args.depth)
        found = exposures(case, books(case, progress), args.address, sides, options, progress)
    progress.clear()
    if args.json:
        answer([as_json(one) for one in found])
        return 0
    for one in found:
        _tell(one)
    return 0


def _tell(found: Exposed) -> None:
    way = "Comes to" if found.side == "in" else "Goes from"
    say(f"{way} {checksummed(found.address)}, by {found.convention}:")
    if not found.terms:
        say("  nothing")
    for thing, total in found.totals:
        say(f"{show_amount(total, thing.decimals)} {thing.symbol} in all:")
        rows = [
            (
                _percent(term.share),
                taxonomy.name(term.category) + {True: " (illicit)", False: "", None: ""}[term.illicit],
                "itself"
                if not term.hops
                else "direct"
                if term.hops == 1
                else f"{term.hops} transfers away",
                show_amount(term.amount, thing.decimals),
                plural(len(term.accounts), "account"),
            )
            for term in found.terms
            if term.thing == thing
        ]
        table((">share", "category", "how near", ">amount", "accounts"), rows)
    if found.most is not None:
        most, thing = found.most, found.things[found.most.pot]
        say(
            f"Without transfer {most.transfer} ({found.tx_hash or 'no hash'}) {taxonomy.name(most.category)} would have "
            f"{_percent(most.after)} of {thing.symbol} instead of {_percent(most.before)}: of the "
            f"{plural(most.tried, 'transfer')} left out one by one, it changes most."
        )


def _percent(share: float) -> str:
    """A share for people: what is there and rounds to nothing is said to be there."""
    return "< 0.01 %" if 0 < share < 0.0001 else f"{100 * share:.2f} %"
