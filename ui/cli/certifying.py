"""`certify`: what proves that nothing is missing for an account."""

from __future__ import annotations

import argparse

from investigator.address import short
from investigator.cases.case import Case
from investigator.cases.completeness import Certificate
from investigator.operations.certifying import as_json, certify
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say

_MARK = {"passed": "+", "failed": "-", "not possible": "?"}


def certify_(args: argparse.Namespace) -> int:
    """Show certificates; 1 if any check failed."""
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        found = certify(case, args.addresses, progress)
    progress.clear()
    if args.json:
        answer([as_json(one) for one in found])
    elif not found:
        say("No account was pulled by itself in this case: see `investigator pull --help`.")
    for one in [] if args.json else found:
        _tell(one)
    return 1 if any(one.outcome == "failed" for one in found) else 0


def _tell(found: Certificate) -> None:
    span = f", blocks {found.span[0]:,} to {found.span[1]:,}" if found.span else ""
    say(f"{short(found.address)} on {found.chain}{span}: {found.outcome}")
    for check in found.checks:
        say(f"  {_MARK[check.outcome]} {check.name}: {check.sentence}")
