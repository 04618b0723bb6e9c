"""Handing a case on in formats that others read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from investigator.cases.case import Case
from investigator.exports import formats
from investigator.exports.content import Part, content
from investigator.progress import Tick, silent


@dataclass(frozen=True)
class Exported:
    """What was written, and how much of the case went along."""

    files: tuple[Path, ...]
    accounts: int
    transfers: int


def export_case(case: Case, form: str, target: Path, part: Part = "chart", tick: Tick = silent) -> Exported:
    """Write a part of a case in a format (`investigator.exports.formats`), whole or not at all.

    Raises `Trouble` for a format that there is none of, where the part is empty, or if it cannot be written.
    """
    chosen = formats.named(form)
    told = content(case, part, tick)
    tick(0, None, f"Writing {target.name}")
    files = formats.write(told, chosen, target)
    return Exported(tuple(files), len(told.accounts), len(told.transfers))


def default_export(path: Path, form: str) -> Path:
    """Where an export of a case goes when nobody says."""
    return path.with_name(path.stem + formats.named(form).suffix)
