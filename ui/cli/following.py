"""`paths` and `patterns`: how money could have gone, and what the way it went looks like."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import Any

from investigator import operations, when
from investigator.address import short
from investigator.cases.case import Case
from investigator.data.queries.transfers import TransferRow
from investigator.money import show_amount
from investigator.operations.noting import note_patterns
from investigator.operations.pathing import (
    AssetFlow,
    FoundPath,
    NoPath,
    PathOptions,
    Paths,
    PathStep,
    find_paths,
)
from investigator.operations.patterns import about, look_for_patterns
from investigator.operations.patterns import as_json as findings_as_json
from investigator.settings import read_settings
from ui.cli.filtering import read_filter
from ui.cli.output import Progress, answer, say

_LIFTED = {
    "after": "transfers before --after counted",
    "before": "transfers after --before counted",
    "assets": "all assets counted",
    "min_amount": "smaller amounts counted",
    "max_amount": "larger amounts counted",
    "avoid": "no account were avoided",
    "hops": "more transfers were allowed",
    "time": "transfers were followed that come before their money",
    "direction": "transfers were followed against their direction",
}


def paths_(args: argparse.Namespace) -> int:
    """Find paths; 1 if there are none."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        options = PathOptions(
            where=read_filter(case, args),
            via=tuple(args.via),
            avoid=tuple(args.avoid),
            hops=args.hops,
            count=args.count,
            in_time=not args.any_order,
        )
        whole = operations.columns(case, progress)
        found = find_paths(case, whole, args.start.split(","), args.goal.split(","), options, progress)
    progress.clear()
    if args.json:
        answer(as_json(found))
    else:
        _tell(found)
    return 0 if found.paths else 1


def patterns_(args: argparse.Namespace) -> int:
    """Look for patterns, or say what is looked for."""
    if args.about:
        return _about(args)
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        whole = operations.columns(case, progress)
        seen = look_for_patterns(case, whole, args.only, progress)
        if args.keep:
            note_patterns(case, args.only, seen)
        told = findings_as_json(case, seen) if args.json else []
    progress.clear()
    if args.json:
        answer(told)
        return 0
    counts = Counter(one.finding.pattern for one in seen)
    for name, count in counts.items():
        some = [one for one in seen if one.finding.pattern == name]
        say(f"{name}: {count:,} seen")
        for one in some[: args.top]:
            say(f"  {one.finding.strength:.2f}  {short(one.addresses[0])}  {one.finding.reason}")
    say("Patterns are leads: each has ordinary explanations." if seen else "No pattern was seen.")
    return 0


def _about(args: argparse.Namespace) -> int:
    told = about(args.only)
    if args.json:
        answer(told)
        return 0
    for one in told:
        how = ", ".join(f"{name}={value}" for name, value in one["parameters"].items())
        say(f"{one['pattern']} {one['version']}: {one['meaning']} ({how})")
        say(f"  how often right: {one['measured']}")
        for other in one["ordinary"]:
            say(f"  may be: {other}")
    return 0


def as_json(found: Paths) -> dict[str, Any]:
    """The answer for machines: amounts are base units in text."""
    return {
        "paths": [_path(path) for path in found.paths],
        "flows": [_flow(flow) for flow in found.flows],
        "closed": _closed(found.closed) if found.closed else None,
        "left_out": found.left_out,
    }


def _path(path: FoundPath) -> dict[str, Any]:
    return {
        "kind": path.kind,
        "in_time": path.in_time,
        "hops": len(path.accounts) - 1,
        "accounts": [short(one) for one in path.accounts],
        "steps": [_step(step) for step in path.steps],
    }


def _step(step: PathStep) -> dict[str, Any]:
    told = {"kind": step.kind, **_transfer(step.transfer)}
    return told if step.got is None else {**told, "got": _transfer(step.got)}


def _transfer(row: TransferRow) -> dict[str, Any]:
    return {
        **{
            "from": short(row.sender),
            "to": short(row.receiver),
            "asset": row.symbol,
            "amount": str(row.amount),
        },
        **{"time": row.time, "block": row.block, "tx": row.tx_hash, "transfer": row.id},
    }


def _flow(flow: AssetFlow) -> dict[str, Any]:
    narrow = [{"from": short(a), "to": short(b), "amount": str(n)} for a, b, n in flow.bottleneck]
    return {"asset": flow.symbol, "key": flow.asset, "value": str(flow.value), "bottleneck": narrow}


def _closed(why: NoPath) -> dict[str, Any]:
    return {
        "reached": why.reached,
        "opens": [{"condition": name, "hops": hops} for name, hops in why.opens],
        "ends": [short(one) for one in why.ends],
        "frontier": [
            {"address": short(stop.address), "reason": stop.reason, "detail": stop.detail}
            for stop in why.stops
        ],
    }


def _tell(found: Paths) -> None:
    for path in found.paths:
        order = "" if path.in_time else ", not in the order of time"
        say(f"{path.kind.capitalize()}, {len(path.accounts) - 1} transfers{order}:")
        for step in path.steps:
            row = step.transfer
            amount = f"{show_amount(row.amount, row.decimals)} {row.symbol}"
            gave = (
                f", for {show_amount(step.got.amount, step.got.decimals)} {step.got.symbol}"
                if step.got
                else ""
            )
            say(
                f"  {when.show(row.time, row.clock)}  {short(row.sender)} -> {short(row.receiver)}  {amount}{gave}"
            )
    for flow in found.flows:
        most = f"{show_amount(flow.value, flow.decimals)} {flow.symbol}"
        say(
            f"At most {most} can have come through; {len(flow.bottleneck):,} pairs of accounts hold it down."
        )
    if found.left_out:
        say(f"{found.left_out:,} accounts on longer ways were not compared.")
    if found.closed is not None:
        _tell_closed(found.closed)


def _tell_closed(why: NoPath) -> None:
    say(
        f"No path as asked: {why.reached:,} accounts were reached, {len(why.ends):,} of them pass nothing on."
    )
    for name, hops in why.opens:
        say(f"  There would be one of {hops} transfers if {_LIFTED[name]}.")
    for stop in why.stops:
        say(f"  The pull stopped at {short(stop.address)} ({stop.reason}): pull it to look further.")
