"""`picture`: a chart as a file for others."""

from __future__ import annotations

import argparse
import hashlib
import time
from collections.abc import Iterable

from investigator import operations
from investigator.cases.case import Case
from investigator.cases.views import Lens
from investigator.errors import Trouble
from investigator.graph.layouts import KINDS, Kind
from investigator.operations.picturing import Told, check, drawn, stamp_of, write_picture
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say


def picture_(args: argparse.Namespace) -> int:
    """Write a chart as a picture."""
    check(args.out)
    if not (100 <= args.width <= 10_000 and 100 <= args.height <= 10_000):
        raise Trouble("A picture is 100 to 10,000 points wide and high.")
    progress, who = Progress(), read_settings().examiner
    with Case.open(args.case, who) as case:
        shown, lens = _wanted(case, args)
        query = lens.query if args.filter is None else args.filter
        scene = operations.picture(case, progress, shown, _layout(args.layout, lens.layout), query)
        if not scene.account.size:
            raise Trouble("There is nothing on this chart; expand an account, or choose another chart.")
        stamp = None if args.no_stamp else stamp_of(case, scene, who, int(time.time()))
    camera = (lens.x / 100, lens.y / 100, lens.across / 100) if lens.across else None
    told = Told(not args.no_scale, None if args.no_filter else query, stamp)
    write_picture(drawn(scene, told, camera, args.width, args.height), args.out, progress)
    progress.clear()
    seal = hashlib.sha256(args.out.read_bytes()).hexdigest()
    if args.json:
        answer({"path": str(args.out), "sha256": seal, "accounts": int(scene.account.size)})
    else:
        say(f"Wrote {args.out}: {scene.account.size:,} accounts, SHA-256 {seal}.")
    return 0


def _wanted(case: Case, args: argparse.Namespace) -> tuple[list[int], Lens]:
    facts = case.facts
    if args.view:
        if args.view not in facts.views:
            raise Trouble(f"There is no view {args.view}; the case has {_listed(facts.views)}.")
        view = facts.views[args.view]
        return list(view.accounts), view.lens
    if args.chart:
        keys = [key for key, chart in facts.charts.items() if args.chart in {key, chart.name}]
        if not keys:
            names = (chart.name for chart in facts.charts.values())
            raise Trouble(f"There is no chart {args.chart}; the case has {_listed(names)}.")
        return sorted(facts.on_chart(keys[0])), Lens()
    return sorted(facts.shown), Lens()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def _layout(asked: str | None, saved: str) -> Kind | None:
    name = saved if asked is None else asked
    found = next((kind for kind in KINDS if kind == name), None)
    if asked is not None and found is None:
        raise Trouble(f"There is no layout {asked}; choose one of {', '.join(KINDS)}.")
    return found
