"""`new`, `import` and `verify`: what goes into a case, and whether it is still what went in."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from investigator.cases.case import Case
from investigator.cases.edits import SetTitle
from investigator.cases.verify import Verification, verify_file
from investigator.data.untouched import untouched
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say
from ui.words import plural


def new_(args: argparse.Namespace) -> int:
    """Create a case file."""
    with Case.create(args.case, read_settings().examiner) as case:
        if args.title or args.question:
            case.do(SetTitle(args.title, args.question))
    if args.json:
        answer({"case": str(args.case), "title": args.title, "question": args.question})
    else:
        say(f"Created {args.case}. Next: investigator import {args.case} FILE")
    return 0


def import_(args: argparse.Namespace) -> int:
    """Import files into a case."""
    # only who imports pays for what reads files: a second, where a case is made or verified in a moment
    from investigator.chain.files import open_sources
    from investigator.chain.ingest import ingest
    from investigator.chain.source import ImportOptions
    from ui.cli.memory import note_case

    options = ImportOptions(
        mapping=args.map,
        decimals=args.decimals,
        asset=args.asset,
        chain=args.chain,
        namespace=args.namespace,
        time=args.time,
        units=args.units,
    )
    progress = Progress()
    with Case.open(args.case, read_settings().examiner) as case:
        report = ingest(case.store, open_sources(args.paths, options, progress, case.store), progress)
        note_case(case)
    progress.clear()
    if args.json:
        answer(asdict(report))
        return 0
    say(
        f"{plural(report.transfers, 'transfer')} added; {plural(report.addresses, 'address', 'addresses')} in the case."
    )
    if report.tags:
        say(f"{report.tags:,} labels added.")
    if report.actors:
        say(f"{report.actors:,} actors added.")
    if report.prices:
        say(f"{plural(report.prices, 'price')} added.")
    if report.transactions:
        say(f"{report.transactions:,} transactions added.")
    if report.duplicates:
        say(f"{plural(report.duplicates, 'row')} of these the case had already.")
    if report.bad_rows:
        say(f"{plural(report.bad_rows, 'row')} could not be read; the first are kept with their reasons.")
    return 0


def _examined(path: Path, keys: tuple[str, ...], progress: Progress) -> Verification:
    """A package by the code that lies in it; a case with the models that scored it, where they are at hand."""
    # only who verifies pays for what reads packages and models
    from gnn.packing import model_misfits
    from investigator.package.opening import is_package

    if is_package(path):
        from investigator.operations.packing import verify_package

        return verify_package(path, keys)
    found = verify_file(path, progress, keys)
    if found.problems and not found.checked:
        return found  # it could not even be opened
    with untouched(path) as store:
        wrong, done, left = model_misfits(store, read_settings().models)
    return Verification(found.problems + wrong, found.checked + done, found.unchecked + left)


def verify_(args: argparse.Namespace) -> int:
    """Check a case; 1 if anything does not fit."""
    progress = Progress()
    found = _examined(args.case, tuple(args.key or ()), progress)
    progress.clear()
    if args.json:
        answer({"ok": not found.problems, **asdict(found)})
        return 1 if found.problems else 0
    if not found.problems:
        say(f"{args.case.name} is whole: journal, evidence, raw answers and scores match their hashes.")
    for problem in found.problems:
        say(problem.told)
    for heading, sentences in (("Checked:", found.checked), ("Not checked:", found.unchecked)):
        for line in [heading, *(f"  {sentence}" for sentence in sentences)] if sentences else []:
            say(line)
    return 1 if found.problems else 0
