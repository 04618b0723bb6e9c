"""The case file: one DuckDB database, one process at a time, any number of readers within it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from investigator import switches
from investigator.data import ledger, migrate
from investigator.data.connection import Db
from investigator.errors import Trouble

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "true",
    "checkpoint_threshold": "1GB",  # each one writes all raw answers anew: they share one row group
}


def _now() -> int:
    return time.time_ns() // 1000


@dataclass
class Recording:
    """A transaction that will end in one journal line: run statements on `db`, then fill in `body`.

    `line` is the line, once all of it is kept.
    """

    db: Db
    body: dict[str, Any] = field(default_factory=dict)
    line: ledger.Line | None = None


class Store:
    """An open case file. Who adds evidence holds `intake` meanwhile, since rows are numbered on.

    `written` counts the journal lines that were written since it was opened.
    """

    def __init__(
        self,
        path: Path | None,
        *,
        create: bool = False,
        who: str = "examiner",
        now: Callable[[], int] = _now,
        read_only: bool | None = None,
    ) -> None:
        """Open `path`, or a case in memory for `None`.

        With `read_only` the file stays byte for byte as it is, and others may read it, too; where that is not said,
        the switch of this run decides. `now` gives UTC microseconds. Raises `Trouble` if the file is missing, exists already (with
        `create`), is open elsewhere, is no case file, is damaged, or comes from a newer version.
        """
        self.path = path
        self._who = who
        self._now = now
        self._journal_lock = threading.Lock()
        self.intake = threading.Lock()
        self.written = 0
        _check_place(path, create)
        wanted = switches.on(switches.READ_ONLY) if read_only is None else read_only
        self.read_only = wanted and path is not None and not create
        self._root = _connect(path, read_only=self.read_only)
        try:
            with translated(path):
                if self.read_only:
                    migrate.check(self._root, _name(path))
                else:
                    migrate.migrate(self._root, fresh=create or path is None, name=_name(path))
                self._head = ledger.head(self._root)
        except BaseException:
            self._root.close()
            raise

    @contextmanager
    def transaction(self) -> Iterator[Db]:
        """Yield a connection whose changes are kept whole, or not at all. Raises `Trouble` where it is read-only."""
        self._check_writable()
        with translated(self.path), self._root.cursor() as db:
            db.begin()
            try:
                yield db
            except BaseException:
                db.rollback()
                raise
            db.commit()

    @contextmanager
    def recorded(self, verb: str) -> Iterator[Recording]:
        """Yield a transaction that ends in one journal line `verb`; both are kept, or neither.

        The journal is locked only while the line is written, so that long work does not hold up
        an analyst's edits. Raises `Trouble` where the case is read-only.
        """
        self._check_writable()
        with translated(self.path), self._root.cursor() as db:
            db.begin()
            try:
                recording = Recording(db)
                yield recording
                with self._journal_lock:
                    line = ledger.next_line(self._head, verb, self._now(), self._who, recording.body)
                    ledger.insert(db, line)
                    db.commit()
                    self._head = ledger.Head(line.seq, line.hash)
                    self.written += 1
                recording.line = line
            except BaseException:
                _rollback(db)
                raise

    @contextmanager
    def reading(self) -> Iterator[Db]:
        """Yield a connection for queries, to be used on one thread."""
        with translated(self.path), self._root.cursor() as db:
            yield db

    def _check_writable(self) -> None:
        if self.read_only:
            raise Trouble(
                f"{_name(self.path)} is open read-only: nothing in it can be changed; open it without read-only mode to"
                " go on."
            )

    def seconds(self) -> int:
        """The time now, in UTC seconds."""
        return self._now() // 1_000_000

    def settle(self) -> int:
        """Write everything to the file, and how many bytes it has; 0 in memory. Nobody may be writing meanwhile."""
        if self.path is None or self.read_only:
            return 0 if self.path is None else self.path.stat().st_size
        # while somebody is reading, the log beside the file has the rest
        with translated(self.path), suppress(duckdb.TransactionException):
            self._root.execute("CHECKPOINT")
        log = self.path.with_name(self.path.name + ".wal")
        return sum(path.stat().st_size for path in (self.path, log) if path.exists())

    def close(self) -> None:
        """Write everything to the file and let it go."""
        self._root.close()


def _rollback(db: Db) -> None:
    try:
        db.rollback()
    except duckdb.TransactionException:
        return  # the commit itself failed and has already rolled back


def _name(path: Path | None) -> str:
    return path.name if path else "memory"


def _check_place(path: Path | None, create: bool) -> None:
    if path is None:
        return
    if create and path.exists():
        raise Trouble(f"{path.name} exists already; choose another name, or open it.")
    if not create and not path.is_file():
        raise Trouble(f"There is no case file {path}; create one with `investigator new {path.name}`.")
    if create and not path.parent.is_dir():
        raise Trouble(f"The folder {path.parent} does not exist; create it first.")


def _connect(path: Path | None, *, read_only: bool = False) -> Db:
    if path is not None and path.is_file() and not _looks_like_duckdb(path):
        raise Trouble(f"{path.name} is not a case file of Investigator.")
    with translated(path):
        return duckdb.connect(
            ":memory:" if path is None else str(path), read_only=read_only, config=_CONFIG
        )


def _looks_like_duckdb(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(12)[8:12] == b"DUCK"
    except PermissionError:
        return True  # on Windows a locked file cannot be read: let DuckDB say that it is in use
    except OSError as error:
        raise Trouble(f"{path.name} cannot be read: {error.strerror}.") from error


@contextmanager
def translated(path: Path | None) -> Iterator[None]:
    """Turn the world's faults that DuckDB reports into `Trouble`; bugs pass through unchanged."""
    name = _name(path)
    try:
        yield
    except duckdb.IOException as error:
        raise Trouble(_io_sentence(name, str(error))) from error
    except duckdb.OutOfMemoryException as error:
        raise Trouble(f"There is not enough memory or disk for this work on {name}.") from error
    except duckdb.TransactionException as error:  # so speaks a commit that could not be written
        if "write" not in str(error).lower() and "no space" not in str(error).lower():
            raise
        raise Trouble(_io_sentence(name, str(error))) from error
    except (duckdb.SerializationException, duckdb.FatalException) as error:
        raise Trouble(f"{name} is damaged and cannot be read; restore it from a copy.") from error
    except duckdb.InternalException as error:
        raise Trouble(f"{name} is damaged and cannot be read; restore it from a copy.") from error
    except duckdb.Error as error:  # so speaks a block that does not match its checksum
        if "corrupt" not in str(error).lower():
            raise
        raise Trouble(f"{name} is damaged and cannot be read; restore it from a copy.") from error


def _io_sentence(name: str, text: str) -> str:
    lower = text.lower()
    if "lock" in lower or "used by another process" in lower:
        return f"{name} is open in another program; close it there and try again."
    if "no space" in lower or "disk full" in lower or "not enough space" in lower:
        return f"The disk is full: this step is not kept in {name}, and all before it is; make room and try again."
    if "permission denied" in lower or "access is denied" in lower:
        return f"{name} may not be opened for writing; check its permissions, or open it read-only."
    return f"{name} is damaged or cannot be read; restore it from a copy."
