"""Check a hand-over package of Investigator: python verify.py FILE.zip [--key KEY] [--json].

Needs Python 3.11 or newer and nothing else. Exit codes: 0 everything fits, 1 something does not, 2 no package.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from investigator.package.verifier.chain import (
    check_journal,
    check_manifest_signature,
    check_signatures,
    check_stamps,
    journal_of,
)
from investigator.package.verifier.container import BROKEN, Container, Finding, check_container
from investigator.package.verifier.tables import (
    check_answers,
    check_evidence,
    check_models,
    check_proofs,
    check_results,
    models_in,
)


def examine_package(path: Path, keys: Sequence[str] = ()) -> tuple[list[Finding], list[str], list[str]]:
    """What does not fit, what was checked, and what was not. A file that is no package is a finding of its own."""
    try:
        package = Container(path)
    except BROKEN as wrong:
        return [Finding("package", None, f"{path.name} is no package: {wrong}")], [], []
    try:
        found = list(_guarded("package", lambda: check_container(package)))
        lines = journal_of(package)
        parts: list[tuple[str, Callable[[], Iterator[Finding]]]] = [
            ("journal", lambda: check_journal(package, lines)),
            ("evidence", lambda: check_evidence(package, lines)),
            ("raw_answer", lambda: check_answers(package)),
            ("proof", lambda: check_proofs(package)),
            ("score", lambda: check_results(package, lines)),
            ("models", lambda: check_models(package)),
            ("signature", lambda: check_signatures(package, lines, keys)),
            ("time_stamp", lambda: check_stamps(package, lines)),
            ("manifest.sig.json", lambda: check_manifest_signature(package, keys)),
        ]
        for where, check in parts:
            found += _guarded(where, check)
        return found, *_told(package, lines, keys)
    except BROKEN as wrong:
        return [*found, Finding("journal", None, f"it cannot be read: {wrong}")], [], []
    finally:
        package.close()


def _guarded(where: str, check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    try:
        yield from check()
    except BROKEN as wrong:
        yield Finding(where, None, f"it cannot be read: {wrong}")


def _told(
    package: Container, lines: Sequence[dict[str, object]], keys: Sequence[str]
) -> tuple[list[str], list[str]]:
    try:
        return _sentences(package, lines, keys)
    except BROKEN:
        return [], []


def _sentences(
    package: Container, lines: Sequence[dict[str, object]], keys: Sequence[str]
) -> tuple[list[str], list[str]]:
    manifest = package.manifest
    rows, bare = _row_counts(package)
    signed = list(package.rows("signature.jsonl"))
    withheld = sum("withheld" in line for line in lines)
    done = [
        f"{len(manifest['files']):,} files against the manifest",
        f"{len(lines):,} journal lines, each following the one before it",
        f"{rows - bare:,} evidence rows against their hashes and seals",
    ]
    done += [
        f"Journal signed up to line {json.loads(row['statement'])['last']:,} by '"
        f"{json.loads(row['statement'])['who']}' ({json.loads(row['statement'])['key']})"
        for row in signed
    ]
    left = [
        f"The content of {withheld:,} journal lines that are withheld: only their hashes are here"
    ] * bool(withheld)
    left += [
        f"The content of {bare:,} evidence rows that were left out: only their hashes are here"
    ] * bool(bare)
    left += [f"Left out of this package: {', '.join(manifest['left_out'])}"] * bool(manifest["left_out"])
    if signed and not keys:
        left.append("Whose the keys are: compare them with what their owners say, or name them with --key")
    last = json.loads(signed[-1]["statement"])["last"] if signed else 0
    left += [f"{len(lines) - last:,} journal lines that nobody has signed"] * (last < len(lines))
    stamps = sum(1 for _ in package.rows("time_stamp.jsonl"))
    left.append(
        "Time stamps against their authorities: openssl ts -verify, or a client of OpenTimestamps"
        if stamps
        else "Since when the journal has been as it is: there is no time stamp"
    )
    names = {str(row["model"]) for row in package.rows("score_run.jsonl")} - set(models_in(package))
    left += [f"Models that are not in the package: {', '.join(sorted(names))}"] * bool(names)
    left.append(
        "Whether rows agree with proofs, and scores follow from the evidence: Investigator works that out"
    )
    return done, left


def _row_counts(package: Container) -> tuple[int, int]:
    """How many lines of evidence there are, and how many of these are left out."""
    rows = bare = 0
    for name in package.names:
        if name.startswith("evidence/"):
            for line in package.lines(name):
                bare, rows = bare + (line[34:41] == '",null,'), rows + 1
    return rows, bare


def main(words: Sequence[str]) -> int:
    """Check the package that the command line names."""
    parser = argparse.ArgumentParser(description="Check a hand-over package of Investigator.")
    parser.add_argument("package", type=Path, metavar="FILE", help="the package, a zip file")
    parser.add_argument(
        "--key", action="append", default=[], help="a key that may have signed; no other may"
    )
    parser.add_argument("--json", action="store_true", help="answer in JSON")
    given = parser.parse_args(words)
    if not given.package.is_file():
        sys.stderr.write(f"There is no file {given.package}.\n")
        return 2
    problems, checked, unchecked = examine_package(given.package, given.key)
    if given.json:
        told = {"ok": not problems, "problems": [vars(one) for one in problems]}
        sys.stdout.write(json.dumps({**told, "checked": checked, "unchecked": unchecked}, indent=2) + "\n")
        return 1 if problems else 0
    if not problems:
        sys.stdout.write(f"{given.package.name} is whole: everything in it matches its hashes.\n")
    for one in problems:
        row = "" if one.row is None else f", row {one.row}"
        sys.stdout.write(f"{one.where}{row}: {one.reason}\n")
    for heading, sentences in (("Checked:", checked), ("Not checked:", unchecked)):
        sys.stdout.write("".join(f"{line}\n" for line in [heading, *(f"  {one}" for one in sentences)]))
    return 1 if problems else 0
