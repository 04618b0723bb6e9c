"""Numbered migrations: each runs once, in one transaction of its own; a new file is made whole in one."""

from __future__ import annotations

from importlib import resources

import duckdb

from investigator.data.connection import Db, one
from investigator.errors import Trouble


class Older(Trouble):
    """A case file of an older version, which cannot be read as it is."""


def scripts() -> list[tuple[int, str]]:
    """The migrations that this version knows: (number, SQL), in order."""
    folder = resources.files("investigator.data") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return [(int(name[:4]), (folder / name).read_text(encoding="utf-8")) for name in names]


def version(db: Db) -> int | None:
    """The file's schema version, 0 for an empty database, `None` for a database of something else."""
    tables = {name for (name,) in db.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    if not tables:
        return 0
    if not {"meta", "journal", "transfer"} <= tables:
        return None
    try:
        row = one(db, "SELECT value FROM meta WHERE key = 'schema'")
    except duckdb.BinderException:  # tables of these names with other columns
        return None
    return int(row[0]) if row and str(row[0]).isdigit() else None


def migrate(db: Db, *, fresh: bool, name: str) -> None:
    """Bring the file to this version. Raises `Trouble` for a newer file or one of something else."""
    known = scripts()
    newest = known[-1][0]
    have = _known_version(db, newest, fresh=fresh, name=name)
    if have == 0:
        _run(db, newest, ";\n".join(sql for _, sql in known))
        return
    for number, sql in known:
        if number > have:
            _run(db, number, sql)


def check(db: Db, name: str) -> None:
    """Raises `Trouble` for a file that cannot be read as it is: a newer one, an `Older` one, or one of something else."""
    newest = scripts()[-1][0]
    have = _known_version(db, newest, fresh=False, name=name)
    if have < newest:
        raise Older(
            f"{name} was made by an older version of Investigator (format {have}, this one reads {newest}) and cannot"
            " be opened read-only; open a copy of it for changes once, which brings that up to date."
        )


def _known_version(db: Db, newest: int, *, fresh: bool, name: str) -> int:
    have = version(db)
    if have is None or (have == 0 and not fresh):
        raise Trouble(f"{name} is a database, but not a case file of Investigator.")
    if have > newest:
        raise Trouble(
            f"{name} was made by a newer version of Investigator (format {have}, this one knows "
            f"{newest}); update the program to open it."
        )
    return have


def _run(db: Db, number: int, sql: str) -> None:
    db.begin()
    try:
        db.execute(sql)
        db.execute("INSERT OR REPLACE INTO meta VALUES ('schema', ?)", [str(number)])
    except duckdb.Error:
        db.rollback()
        raise
    db.commit()
