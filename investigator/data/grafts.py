"""The lines of other copies' journals, kept as they are."""

from __future__ import annotations

from dataclasses import astuple

from investigator.data.connection import Db
from investigator.data.ledger import Line

Stretches = dict[str, list[Line]]
"""Lines that follow each other, in order, by the hash of the last one."""


def keep(db: Db, stretches: Stretches) -> None:
    """Keep stretches of lines; one that is kept already stays."""
    have = {row[0] for row in db.execute("SELECT DISTINCT stretch FROM grafted_line").fetchall()}
    rows = [
        (name, *astuple(line)) for name, lines in stretches.items() if name not in have for line in lines
    ]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]  # row by row it takes 2 ms each
        db.execute(f"INSERT INTO grafted_line SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)


def stretches(db: Db) -> Stretches:
    """All stretches that are kept."""
    found: Stretches = {}
    sql = "SELECT stretch, seq, verb, done_at, who, tool, body, prev, hash FROM grafted_line ORDER BY stretch, seq"
    for name, *fields in db.execute(sql).fetchall():
        found.setdefault(name, []).append(Line(*fields))
    return found
