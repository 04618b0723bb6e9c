"""`oppose`: the ordinary explanations that have to be excluded."""

from __future__ import annotations

import argparse

from investigator.cases.case import Case
from investigator.operations.opposing import as_json, oppose_case
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, harmless, say

VERDICTS = {"for": "spoken for", "against": "spoken against", "open": "open"}


def oppose_(args: argparse.Namespace) -> int:
    """Say which explanations are open, and what would settle them."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        found = oppose_case(case, args.subjects, progress)
    progress.clear()
    if args.json:
        answer(as_json(found))
        return 0
    for one in found:
        say(f"{one.subject}: {harmless(one.title)}" if one.title != one.subject else one.subject)
        for other in one.explanations:
            say(f"  {other.name}, {VERDICTS[other.verdict]}. {other.question}")
            for point in other.points:
                about = f"{point.about}: " if point.about else ""
                say(f"    {VERDICTS[point.verdict]}: {about}{harmless(point.sentence)}")
            say(f"    Would settle it: {other.settled_by}.")
    return 0
