"""Handing a case over: writing a package, checking one, and opening one."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from investigator.cases.case import Case
from investigator.cases.custody.keys import ExaminerKey
from investigator.cases.facts import Item, account_of, finding_of, transfer_of
from investigator.cases.verify import Verification, verify
from investigator.data import packing
from investigator.data.sealing import Misfit
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.package.marking import LEVELS
from investigator.package.opening import SUFFIX, PackageStore, is_package, open_package
from investigator.package.verifier.main import examine_package
from investigator.package.writing import ALL, EXHIBITS, Models, Packed, Part, write_package
from investigator.progress import Tick, silent

if TYPE_CHECKING:
    from investigator.package.foreseeing import Foreseen

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


def pack_case(
    case: Case,
    path: Path,
    part: str = ALL,
    level: str = "",
    models: Models | None = None,
    key: ExaminerKey | None = None,
    who: str = "examiner",
    tick: Tick = silent,
    exhibits: Collection[int] | None = None,
) -> Packed:
    """Write a case, or what its exhibits rest on, into one file that others can check. Raises `Trouble`.

    A case that does not verify is not handed over. `level` is one of `LEVELS`: what is marked above it is withheld.
    `exhibits` are numbers of some of the exhibits, where not all of them are meant.
    """
    wanted = part_of(case, part, level, exhibits)
    if broken := verify(case.store, tick):
        raise Trouble(f"The case does not verify ({broken[0].told}); nothing was packed.")
    return write_package(case.store, path, wanted, models or {}, key, who, tick)


def foresee(
    case: Case,
    part: str = ALL,
    level: str = "",
    exhibits: Collection[int] | None = None,
    tick: Tick = silent,
) -> Foreseen:
    """What a package would hold and withhold; the rest as for `pack_case`. Nothing is written, nothing is checked."""
    # it counts as the report does, which takes long to load: not when a window starts
    from investigator.package.foreseeing import foresee as foreseen

    return foreseen(case.store, case.facts, part_of(case, part, level, exhibits), tick)


def part_of(case: Case, part: str, level: str, exhibits: Collection[int] | None = None) -> Part:
    """What is handed over, with the rows that it rests on. Raises `Trouble` where it cannot be."""
    if level and level not in LEVELS:
        raise Trouble(f"Marking levels are {', '.join(LEVELS)}, not {level}.")
    check_own(case)
    if part != EXHIBITS:
        return Part(part, level)
    items = _chosen(case, exhibits)
    stated = (case.facts.findings.get(finding_of(one) or "") for one in items)
    findings = [one for one in stated if one is not None]
    transfers = {one for one in map(transfer_of, items) if one is not None}
    transfers |= {int(one) for finding in findings for one in finding.transfers}
    addresses = {one for one in map(account_of, items) if one is not None}
    addresses |= {one for finding in findings for one in finding.accounts}
    if not transfers and not addresses:
        raise Trouble("The case has no exhibits to hand over; mark some, or hand over all of it.")
    with case.store.reading() as db:
        return Part(part, level, packing.closure(db, transfers, addresses))


def check_own(case: Case) -> None:
    """Raise `Trouble` for a case that cannot be handed over, since it came in a package itself."""
    if isinstance(case.store, PackageStore):
        raise Trouble("This case came in a package; hand on the package itself.")


def _chosen(case: Case, exhibits: Collection[int] | None) -> list[Item]:
    """The exhibits by their numbers, or all of them. Raises `Trouble` for a number that none has."""
    if exhibits is None:
        return list(case.facts.basket)
    numbers = {exhibit.number: item for item, exhibit in case.facts.basket.items()}
    if missing := sorted(set(exhibits) - set(numbers)):
        raise Trouble(f"There is no exhibit {missing[0]} in this case.")
    return [numbers[one] for one in exhibits]


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
