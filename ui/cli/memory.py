"""`memory`: in which other cases an address was seen."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from investigator.address import canonical
from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.operations import memory_key, remembering
from investigator.operations.remembering import Memory
from investigator.preferences import read, write
from investigator.settings import read_settings
from ui.cli.output import Progress, answer, say
from ui.words import plural


def memory_(args: argparse.Namespace) -> int:
    """Do what is asked with the memory of addresses."""
    settings = read_settings()
    folder, (kept, _said) = settings.models.parent, read(settings.config)
    if args.what == "off":
        write(settings.config, replace(kept, memory=False))
        remembering.end(folder)
        return _tell(args, {"on": False}, "The memory of addresses is off, and deleted with its key.")
    if args.what == "on":
        remembering.start(folder)
        write(settings.config, replace(kept, memory=True))
        return _status(args, folder, on=True)
    if args.what == "status":
        return _status(args, folder, on=kept.memory)
    if not kept.memory:
        raise Trouble("The memory of addresses is off; begin it: investigator memory on")
    if not args.names:
        raise Trouble(
            f"Say {'an address' if args.what == 'seen' else 'which case files'} after `{args.what}`."
        )
    if args.what == "seen":
        return _seen(args, remembering.start(folder))
    return _changed(args, folder, [Path(name) for name in args.names])


def _status(args: argparse.Namespace, folder: Path, *, on: bool) -> int:
    if not on:
        left = folder / remembering.FILE
        more = (
            f" One of before still lies in {left}; delete it: investigator memory off"
            if left.is_file()
            else ""
        )
        return _tell(args, {"on": False}, f"The memory of addresses is off: nothing is added to it.{more}")
    memory = remembering.start(folder)
    cases = [one for one in memory.index.cases() if not one.excluded]
    size = memory.index.size()
    told = {
        **{"on": True, "cases": len(cases), "addresses": sum(one.accounts for one in cases), "bytes": size},
        **{"file": str(memory.index.path), "key": "file" if memory_key.in_file(folder) else "keyring"},
    }
    beside = "in a file beside it" if memory_key.in_file(folder) else "in the system keyring"
    return _tell(
        args,
        told,
        f"On: {plural(len(cases), 'case')} in {memory.index.path}, as digests under a key that lies {beside}.",
    )


def _seen(args: argparse.Namespace, memory: Memory) -> int:
    name, *files = args.names
    try:
        address = canonical(name)
    except ValueError:
        address = name.strip()
    found = remembering.seen(memory, str(address), None, [Path(file) for file in files])
    if args.json:
        answer({"address": str(address), **asdict(found)})
        return 0
    for count, verb, names in (
        (found.looked, "Looked at in", found.looked_in),
        (found.occurs, "Occurs in", found.occurs_in),
    ):
        say(f"{verb} {count:,} of {plural(found.others, 'case')}{': ' if names else ''}{', '.join(names)}.")
    return 0


def _changed(args: argparse.Namespace, folder: Path, files: Sequence[Path]) -> int:
    progress, wrong = Progress(), list[str]()
    if args.what == "rebuild":
        memory, wrong = remembering.rebuild(folder, files, progress)
    else:
        memory = remembering.start(folder)
        step: Callable[[Case], None] = (
            (lambda case: remembering.forget(memory, case))
            if args.what == "forget"
            else (lambda case: remembering.recall(memory, case, progress))
        )
        for path in files:
            with Case.open(path, read_only=True) as case:
                step(case)
    progress.clear()
    for sentence in wrong:
        sys.stderr.write(f"{sentence}\n")
    cases = sum(not one.excluded for one in memory.index.cases())
    return _tell(
        args, {"cases": cases, "failed": wrong}, f"The memory of addresses holds {plural(cases, 'case')}."
    )


def _tell(args: argparse.Namespace, told: object, sentence: str) -> int:
    answer(told) if args.json else say(sentence)
    return 0


def note_case(case: Case) -> None:
    """Remember what came into a case, where that is wished; what fails is said and harms nothing else."""
    settings = read_settings()
    if not read(settings.config)[0].memory:
        return
    try:
        remembering.remember(remembering.start(settings.models.parent), case)
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
