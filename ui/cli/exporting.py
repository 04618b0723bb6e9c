"""`export`: a case in formats that others read."""

from __future__ import annotations

import argparse

from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.operations.exporting import default_export, export_case
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say
from ui.words import plural


def export_(args: argparse.Namespace) -> int:
    """Write a case in a format; 1 if a schema that is given finds fault with it."""
    if args.schema and args.format != "goaml":
        raise Trouble("A schema is given with --format goaml only.")
    progress = Progress()
    target = args.out or default_export(args.case, args.format)
    with Case.open(args.case, read_settings().examiner) as case:
        made = export_case(case, args.format, target, args.part, progress)
    progress.clear()
    faults = _faults(args)
    if args.json:
        files = [str(one) for one in made.files]
        answer({"files": files, "accounts": made.accounts, "transfers": made.transfers, "faults": faults})
        return 1 if faults else 0
    names = " and ".join(str(one) for one in made.files)
    say(f"Wrote {names}: {plural(made.accounts, 'account')}, {plural(made.transfers, 'transfer')}.")
    if args.format == "goaml":
        say("This is a draft, to be completed by whoever files it.")
    for fault in faults:
        say(fault)
    return 1 if faults else 0


def _faults(args: argparse.Namespace) -> list[str]:
    """What the authority's schema finds wrong."""
    if not args.schema:
        return []
    # XML's library is for this format alone
    from investigator.exports.goaml import check

    return check(args.out or default_export(args.case, args.format), args.schema)
