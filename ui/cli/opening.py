"""The case that a verb works on."""

from __future__ import annotations

from pathlib import Path

from investigator.cases.case import Case
from investigator.settings import read_settings


def open_case(path: Path) -> Case:
    """A case file, opened in the examiner's name. Raises `Trouble` if it cannot be."""
    return Case.open(path, read_settings().examiner)
