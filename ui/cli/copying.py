"""`merge CASE COPY.case`: take in another copy of the case."""

from __future__ import annotations

import argparse
from pathlib import Path

from investigator.cases.case import Case
from investigator.operations.copying import as_json, take_in_copy
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say
from ui.words import plural


def take_in(args: argparse.Namespace, path: Path) -> int:
    """Take in what only the other copy has, and list what contradicts this one."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        found = take_in_copy(case, path, progress)
    progress.clear()
    if args.json:
        answer(as_json(found))
        return 0
    say(
        f"The copies parted after line {found.common}. Taken in: {plural(found.lines, 'journal line')}, "
        f"{plural(found.steps, 'step')}, {plural(found.acquisitions, 'acquisition')} with "
        f"{plural(found.transfers, 'new transfer')}."
    )
    for name in found.hypotheses:
        say(f"Hypothesis: {name}")
    for one in found.conflicts:
        say(f"Conflict {one.id}: both sides changed it")
    if found.hypothesis:
        say(f"Nothing is merged yet: see `investigator merge {args.case} '{found.hypothesis}' --look`.")
    return 0
