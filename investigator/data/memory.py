"""Which digests stand in which cases: a small SQLite file beside the cases, which several programs may use at once.

It knows neither addresses nor cases, only what a key made of them, and says nothing to who has not the key but how
many there are. It can be made anew from the cases at any time, so one that cannot be read is thrown away.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from investigator.errors import Trouble

WAIT = 10.0
"""Seconds to wait for another program that writes."""
FORMAT = 1
_TABLES = (
    "CREATE TABLE meta (format INTEGER NOT NULL, made_by BLOB NOT NULL)",
    "CREATE TABLE known_case (id INTEGER PRIMARY KEY, name BLOB NOT NULL UNIQUE, place BLOB UNIQUE, "
    "excluded INTEGER NOT NULL, accounts INTEGER NOT NULL, tail BLOB NOT NULL, looked BLOB NOT NULL)",
    "CREATE TABLE occurs (digest BLOB NOT NULL, known_case INTEGER NOT NULL, PRIMARY KEY (digest, known_case)) "
    "WITHOUT ROWID",
    "CREATE TABLE looked (digest BLOB NOT NULL, known_case INTEGER NOT NULL, PRIMARY KEY (digest, known_case)) "
    "WITHOUT ROWID",
)
_SEEN = (
    "SELECT known_case FROM looked WHERE digest = ?",
    "SELECT known_case FROM occurs WHERE digest = ?",
)


class Unreadable(ValueError):
    """The file is no index, or is damaged."""


class OtherKey(Unreadable):
    """The index was made by another key."""


@dataclass(frozen=True)
class KnownCase:
    """A case by digests of its own; of its first `accounts` addresses `tail` is the last one's digest, and `looked`
    that of all that were looked at. One that is `excluded` is not to be remembered.
    """

    id: int
    name: bytes
    place: bytes | None
    excluded: bool
    accounts: int
    tail: bytes
    looked: bytes


class Index:
    """The file at `path`, made where it is not there; `made_by` is a digest that only the right key gives.

    Each call opens the file for itself, on whatever thread. Raises `Unreadable`, `OtherKey`, or `Trouble` where the file cannot be
    used just now.
    """

    def __init__(self, path: Path, made_by: bytes) -> None:
        self.path, self._made_by = path, made_by

    def case(self, name: bytes) -> KnownCase | None:
        """A case by its digest."""
        return next((one for one in self.cases() if one.name == name), None)

    def cases(self) -> list[KnownCase]:
        """All cases."""
        with self._reading() as db:
            sql = "SELECT id, name, place, excluded, accounts, tail, looked FROM known_case ORDER BY id"
            return [
                KnownCase(number, name, place, bool(excluded), count, tail, looked)
                for number, name, place, excluded, count, tail, looked in db.execute(sql).fetchall()
            ]

    def keep_case(self, name: bytes, place: bytes, *, excluded: bool = False) -> KnownCase:
        """Note a case and where it lies now; nothing else lies there any more."""
        with self._writing() as db:
            db.execute("UPDATE known_case SET place = NULL WHERE place = ? AND name <> ?", [place, name])
            db.execute(
                "INSERT INTO known_case (name, place, excluded, accounts, tail, looked) "
                "VALUES (?, ?, ?, 0, x'', x'') ON CONFLICT (name) DO UPDATE SET place = excluded.place",
                [name, place, excluded],
            )
        found = self.case(name)
        if found is None:
            raise Unreadable("a case that was kept is not there")
        return found

    def exclude(self, case: KnownCase, excluded: bool) -> None:
        """Forget all that is known of a case, and whether it is to be remembered again."""
        with self._writing() as db:
            for table in ("occurs", "looked"):
                db.execute(f"DELETE FROM {table} WHERE known_case = ?", [case.id])  # noqa: S608 - names above
            db.execute(
                "UPDATE known_case SET excluded = ?, accounts = 0, tail = x'', looked = x'' WHERE id = ?",
                [excluded, case.id],
            )

    def add(self, case: KnownCase, digests: Iterable[bytes], accounts: int, tail: bytes) -> None:
        """Note digests that occur in a case, of which its first `accounts` are then known up to `tail`."""
        with self._writing() as db:
            rows = [
                (one, case.id) for one in sorted(digests)
            ]  # in order, since a tree is written faster so
            db.executemany("INSERT OR IGNORE INTO occurs VALUES (?, ?)", rows)
            db.execute(
                "UPDATE known_case SET accounts = ?, tail = ? WHERE id = ?", [accounts, tail, case.id]
            )

    def look(self, case: KnownCase, digests: Sequence[bytes], all_of_them: bytes) -> None:
        """Note which digests were looked at in a case, in place of those before."""
        with self._writing() as db:
            db.execute("DELETE FROM looked WHERE known_case = ?", [case.id])
            db.executemany("INSERT INTO looked VALUES (?, ?)", [(one, case.id) for one in sorted(digests)])
            db.execute("UPDATE known_case SET looked = ? WHERE id = ?", [all_of_them, case.id])

    def seen(self, digest: bytes) -> tuple[set[int], set[int]]:
        """The cases in which a digest was looked at, and those in which it occurs."""
        with self._reading() as db:
            looked, occurs = ({int(row[0]) for row in db.execute(sql, [digest])} for sql in _SEEN)
        return looked, occurs

    def size(self) -> int:
        """Bytes of the file; 0 where there is none."""
        return self.path.stat().st_size if self.path.is_file() else 0

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        with self._open() as db:
            yield db

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            _make_private(self.path)
            with closing(sqlite3.connect(self.path, WAIT, isolation_level=None)) as db:
                for setting in ("trusted_schema = OFF", "secure_delete = ON", "cell_size_check = ON"):
                    db.execute(f"PRAGMA {setting}")
                self._check(db)
                yield db
        except sqlite3.OperationalError as wrong:
            if "malformed" in str(wrong):
                raise Unreadable(str(wrong)) from wrong
            busy = "is in use by another program" if "locked" in str(wrong) else f"cannot be used ({wrong})"
            raise Trouble(f"The memory of addresses {busy}; nothing else is touched by it.") from wrong
        except sqlite3.DatabaseError as wrong:
            raise Unreadable(str(wrong)) from wrong
        except OSError as wrong:
            why = wrong.strerror or wrong
            raise Trouble(f"The memory of addresses cannot be kept in {self.path}: {why}.") from wrong

    def _check(self, db: sqlite3.Connection) -> None:
        """Make the tables where there are none. Raises `Unreadable` for a file of anything else, whoever made it."""
        have = [row[0] for row in db.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
        if not have:
            db.execute("BEGIN IMMEDIATE")
            if not db.execute(
                "SELECT 1 FROM sqlite_master"
            ).fetchall():  # another program may have been first
                for table in _TABLES:
                    db.execute(table)
                db.execute("INSERT INTO meta VALUES (?, ?)", [FORMAT, self._made_by])
            db.commit()
        elif sorted(have) != sorted(_TABLES):
            raise Unreadable("it is no index of this version")
        made = db.execute("SELECT format, made_by FROM meta LIMIT 2").fetchall()
        if made != [(FORMAT, self._made_by)]:
            raise OtherKey("it was made by another key")


def _make_private(path: Path) -> None:
    """Make an empty file that only its owner can read, where the system knows of such rights."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def wipe(path: Path) -> None:
    """Delete an index, with what a program that was ended may have left beside it. Raises `Trouble`."""
    for name in (path.name, f"{path.name}-journal", f"{path.name}-wal", f"{path.name}-shm"):
        try:
            path.with_name(name).unlink(missing_ok=True)
        except OSError as wrong:
            raise Trouble(
                f"{path.with_name(name)} cannot be deleted: {wrong.strerror or wrong}."
            ) from wrong
