"""The lines of other copies' journals, kept as they are."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter

from investigator.data.connection import Db
from investigator.data.ledger import Line

Stretches = dict[str, list[Line]]
"""Lines that follow each other, in order, by the hash of the last one."""


_ROW = attrgetter(*(field.name for field in fields(Line)))


def heads(db: Db) -> set[str]:
    """The names of all stretches that are kept."""
    return {row[0] for row in db.execute("SELECT DISTINCT stretch FROM grafted_line").fetchall()}


def keep(db: Db, stretches: Stretches) -> None:
    """Keep stretches of lines; one that is kept already stays."""
    have = heads(db)
    rows = [(name, *_ROW(line)) for name, lines in stretches.items() if name not in have for line in lines]
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]  # row by row it takes 2 ms each
        db.execute(f"INSERT INTO grafted_line SELECT {', '.join(['unnest(?)'] * len(columns))}", columns)


def stretches(db: Db) -> Stretches:
    """All stretches that are kept."""
    found: Stretches = {}
    sql = "SELECT stretch, seq, verb, done_at, who, tool, body, prev, hash FROM grafted_line ORDER BY stretch, seq"
    for name, *row in db.execute(sql).fetchall():
        found.setdefault(name, []).append(Line(*row))
    return found
