"""`replay`: a case worked out again from its evidence and journal, and compared with what it says."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from gnn.client import Worker
from gnn.replay import DIFFERS, OPEN, replay
from investigator.cases.case import Case
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say
from ui.words import plural


def replay_(args: argparse.Namespace) -> int:
    """Work a case out again; 1 if anything comes out otherwise."""
    settings, progress = read_settings(), Progress()
    with Case.open(args.case, settings.examiner) as case, Worker() as worker:
        found = replay(case, worker, settings.models, progress)
    progress.clear()
    wrong = [one for one in found if one.outcome == DIFFERS]
    if args.json:
        answer({"ok": not wrong, "compared": [asdict(one) for one in found]})
        return 1 if wrong else 0
    for one in found:
        place = f"line {one.line:,}, " if one.line else ""
        say(f"{one.outcome:>12}  {place}{one.what}{f': {one.detail}' if one.detail else ''}")
    left = sum(one.outcome == OPEN for one in found)
    say(
        f"{plural(len(found) - left, 'result')} worked out again, {len(wrong):,} came out otherwise"
        f"{f'; {left:,} could not be' if left else ''}."
    )
    return 1 if wrong else 0
