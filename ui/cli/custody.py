"""`key`, `sign` and `stamp`: who vouches for a case, and since when it has been as it is."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from pathlib import Path

from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.custody.stamping import stamped
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.operations import custody
from investigator.preferences import read
from investigator.settings import read_settings
from ui.cli.output import answer, say


def key_(args: argparse.Namespace) -> int:
    """Make the examiner's key, or show its public half."""
    if args.new:
        made = custody.new_key(args.scheme, args.file, passphrase(args.file, twice=True))
    else:
        made = own_key(args.file)
    if args.json:
        answer({"scheme": made.scheme, "key": made.public})
    else:
        say(f"{made.scheme} {made.public}")
        say("Tell this key to whoever is to check your cases, by another way than the case itself.")
    return 0


def sign_(args: argparse.Namespace) -> int:
    """Sign what was done since the last signature."""
    key = own_key(args.file)
    store = Store(args.case, who=read_settings().examiner)
    try:
        made = custody.sign(store, key, read_settings().examiner)
    finally:
        store.close()
    if args.json:
        answer({"signed": made and {"first": made.first_seq, "last": made.last_seq}, "key": key.public})
    elif made:
        say(f"Signed journal lines {made.first_seq:,} to {made.last_seq:,} with {key.scheme} {key.public}.")
    else:
        say("Every line of the journal is signed already.")
    return 0


def stamp_(args: argparse.Namespace) -> int:
    """Have the journal stamped, or ask calendars for more."""
    if not args.upgrade and not args.authority:
        raise Trouble("Name who is to stamp the case: --authority URL")
    store = Store(args.case, who=read_settings().examiner)
    try:
        rows = (
            custody.upgrade(store)
            if args.upgrade
            else [custody.stamp(store, args.authority, args.kind, args.roots)]
        )
        with store.reading() as db:
            told = {one.row: one for one in stamped(db)}
    finally:
        store.close()
    found = [told[row.id] for row in rows if row.id in told]
    if args.json:
        answer([one.__dict__ for one in found])
    for one in [] if args.json else found:
        say(f"{one.sentence}.{f' Not proved by it: {one.open}.' if one.open else ''}")
    if not found and not args.json:
        say("No calendar has anything new.")
    return 0


def own_key(file: Path | None) -> ExaminerKey:
    """The examiner's key: in `file`, else in the file that is preferred, else in the environment or the keyring."""
    preferred = read(read_settings().config)[0].key_file
    place = file or (Path(preferred) if preferred else None)
    return custody.own_key(place, passphrase(place))


def passphrase(file: Path | None, *, twice: bool = False) -> str:
    """The passphrase of a key file, typed without being shown; '' where no file is named."""
    if file is None:
        return ""
    told = os.environ.get(custody.PASSPHRASE, "")
    if told:
        return told
    if not sys.stdin.isatty():
        raise Trouble(f"The key file needs its passphrase: set {custody.PASSPHRASE}.")
    first = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != first:
        raise Trouble("The two passphrases differ; nothing was written.")
    return first
