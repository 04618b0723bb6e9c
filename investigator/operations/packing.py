"""Handing a case over: writing a package, checking one, and opening one."""

from __future__ import annotations

from pathlib import Path

from investigator.cases.case import Case
from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.facts import account_of, transfer_of
from investigator.cases.verify import Verification, verify
from investigator.data import packing
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.package.marking import LEVELS
from investigator.package.opening import SUFFIX, PackageStore, open_package
from investigator.package.verifier.main import examine_package
from investigator.package.writing import ALL, EXHIBITS, Models, Packed, Part, write_package
from investigator.progress import Tick, silent

__all__ = [
    "ALL",
    "EXHIBITS",
    "LEVELS",
    "Packed",
    "default_package",
    "is_package",
    "open_handed",
    "pack_case",
]


def default_package(case: Path) -> Path:
    """Where a case's package goes, where nothing else is said."""
    return case.with_suffix(SUFFIX)


def is_package(path: Path) -> bool:
    """Whether a file is to be taken for a package, by its name."""
    return path.suffix.lower() == SUFFIX


def pack_case(
    case: Case,
    path: Path,
    part: str = ALL,
    level: str = "",
    models: Models | None = None,
    key: ExaminerKey | None = None,
    who: str = "examiner",
    tick: Tick = silent,
) -> Packed:
    """Write a case, or what its exhibits rest on, into one file that others can check. Raises `Trouble`.

    A case that does not verify is not handed over. `level` is one of `LEVELS`: what is marked above it is withheld.
    """
    if level and level not in LEVELS:
        raise Trouble(f"Marking levels are {', '.join(LEVELS)}, not {level}.")
    if isinstance(case.store, PackageStore):
        raise Trouble("This case came in a package; hand on the package itself.")
    if broken := verify(case.store, tick):
        row = "" if broken[0].row is None else f", row {broken[0].row}"
        raise Trouble(
            f"The case does not verify ({broken[0].where}{row}: {broken[0].reason}); nothing was packed."
        )
    kept = None
    if part == EXHIBITS:
        items = case.facts.basket
        transfers = {one for one in map(transfer_of, items) if one is not None}
        addresses = {one for one in map(account_of, items) if one is not None}
        if not transfers and not addresses:
            raise Trouble("The case has no exhibits to hand over; mark some, or hand over all of it.")
        with case.store.reading() as db:
            kept = packing.closure(db, transfers, addresses)
    return write_package(case.store, path, Part(part, level, kept), models or {}, key, who, tick)


def verify_package(path: Path, keys: tuple[str, ...] = ()) -> Verification:
    """Check a package by the very code that lies in it."""
    if not path.is_file():
        raise Trouble(f"There is no package {path}.")
    problems, checked, unchecked = examine_package(path, keys)
    return Verification([Misfit(one.where, one.row, one.reason) for one in problems], checked, unchecked)


def misfits_of(store: Store, tick: Tick = silent) -> list[Misfit]:
    """What does not fit an open case; one that came in a package is checked by the package, which has all the hashes."""
    if isinstance(store, PackageStore):
        return verify_package(store.package).problems
    return verify(store, tick)


def open_handed(path: Path, tick: Tick = silent) -> Case:
    """The case in a package, read-only. Raises `Trouble` if the package does not verify."""
    store = open_package(path, tick)
    try:
        return Case(store)
    except BaseException:
        store.close()
        raise
