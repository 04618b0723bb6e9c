"""`pack`: a case, or a part of it, in one file."""

from __future__ import annotations

import argparse
from dataclasses import asdict

from gnn.packing import models_of
from investigator.cases.case import Case
from investigator.operations.packing import EXHIBITS, default_package, foresee, pack_case
from investigator.settings import read_settings
from ui.cli.custody import own_key
from ui.cli.output import Progress, answer, say
from ui.words import plural


def pack_(args: argparse.Namespace) -> int:
    """Write a package."""
    settings, progress = read_settings(), Progress()
    part = EXHIBITS if args.exhibit else args.part
    if args.count:
        return _count(args, part, progress)
    key = None
    if args.sign or args.file:
        key = own_key(args.file)
    with Case.open(args.case, settings.examiner, read_only=True) as case:
        made = pack_case(
            case,
            args.output or default_package(args.case),
            part=part,
            level=args.redact,
            models=models_of(case.store, settings.models),
            key=key,
            who=settings.examiner,
            tick=progress,
            exhibits=args.exhibit,
        )
    progress.clear()
    if args.json:
        answer({**asdict(made), "path": str(made.path)})
        return 0
    say(f"Wrote {made.path}: {plural(made.lines, 'journal line')}, {plural(made.rows, 'evidence row')}.")
    if made.withheld or made.left_out:
        say(
            f"By their hashes alone: {plural(made.withheld, 'journal line')}, "
            f"{plural(made.left_out, 'evidence row')}."
        )
    say(
        f"SHA-256 {made.sha256}. Check it: python verify.py {made.path.name}, or investigator verify {made.path}"
    )
    return 0


def _count(args: argparse.Namespace, part: str, progress: Progress) -> int:
    """What a package would hold."""
    with Case.open(args.case, read_settings().examiner, read_only=True) as case:
        found = foresee(case, part, args.redact, args.exhibit, progress)
    progress.clear()
    if args.json:
        answer(asdict(found))
        return 0
    for sentence in found.sentences:
        say(sentence)
    return 0
