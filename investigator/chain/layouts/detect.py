"""Which tool wrote a file, told by its columns."""

from __future__ import annotations

from pathlib import Path

from investigator.chain.layouts import cryo, etherscan, etl
from investigator.chain.layouts.layout import Layout, open_table
from investigator.chain.layouts.rows import find
from investigator.chain.tables import Fingerprint
from investigator.errors import Trouble

_LAYOUTS = (*etl.LAYOUTS, *cryo.LAYOUTS, *etherscan.LAYOUTS)


def layout_of(path: Path, mark: Fingerprint) -> Layout | None:
    """The layout of a file; `None` if it has none that is known."""
    try:
        table = open_table(path, mark)
    except Trouble:
        return None
    return None if table is None else named(table.header)


def named(header: list[str]) -> Layout | None:
    """The layout that has these columns."""
    names = set(header)
    for layout in _LAYOUTS:
        if layout.needs <= names and all(field in find(layout.fields, header) for field in layout.required):
            return layout
    return None
