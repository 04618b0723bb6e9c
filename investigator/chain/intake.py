"""Taking sources into the case one after the other, while others may do so too."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from investigator.chain.ahead import ahead
from investigator.chain.source import Description, Packed, Source
from investigator.chain.taken import Report
from investigator.chain.writing import Names, Writer
from investigator.data import answers, ingestion, sealing
from investigator.data.connection import Db, one
from investigator.data.ledger import canonical
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.settings import TOOL

AHEAD = 12
"""Batches that are read while earlier ones are written."""

RAW_LIMIT = 256 << 20
"""Bytes of a raw answer that is kept whole; of a larger one only the hash is."""


class Intake:
    """Takes sources in, and keeps the names of accounts and assets at hand from one to the next."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._names: Names | None = None

    def take(self, source: Source, tick: Tick) -> Report:
        """Take in a source, whole or not at all. Raises `Trouble` or `Cancelled`."""
        with _turn(self._store, tick):
            names = self._current()
            try:
                return _one(self._store, source, names, tick)
            except BaseException:
                self._names = None  # what was numbered for this source is not in the case
                raise

    def accounts(self, tick: Tick) -> int:
        """How many accounts the case has."""
        with _turn(self._store, tick):
            return self._current().accounts.first_new

    def _current(self) -> Names:
        """The names, loaded anew if others have added some."""
        with self._store.reading() as db:
            if self._names is None or not self._names.hold(db):
                self._names = Names.of(db)
        return self._names


@contextmanager
def _turn(store: Store, tick: Tick) -> Iterator[None]:
    """One import at a time: rows are numbered on from those that are there."""
    while not store.intake.acquire(timeout=0.1):
        tick(0, None, "Waiting for another import")
    try:
        yield
    finally:
        store.intake.release()


def _one(store: Store, source: Source, names: Names, tick: Tick) -> Report:
    about = source.describe()
    kept = about.bytes <= RAW_LIMIT
    request = canonical({**about.request, "raw_kept": kept})
    with store.reading() as db:
        before = ingestion.earlier(db, about.sha256, request)
        if before is not None:
            return _again(db, before)
    with ahead(source.batches(tick), AHEAD) as batches, store.recorded("import") as recording:
        writer = Writer(recording.db, about.sha256, names)
        if kept:
            _keep(recording.db, source, about, tick)
        for batch in batches:
            writer.add(batch)
        tick(0, None, f"Sealing {about.name}")
        report = writer.finish()
        seal = sealing.seal(recording.db, writer.acquisition)
        row = {
            **{"id": writer.acquisition, "kind": about.kind, "source": about.name, "request": request},
            **{"sha256": about.sha256, "bytes": about.bytes, "acquired_at": store.seconds(), "tool": TOOL},
            **{"pin": canonical(dict(about.pin)), "seal": seal},
        }
        recording.db.execute(
            "INSERT INTO acquisition VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", list(row.values())
        )
        recording.body = {
            **{"acquisition": writer.acquisition, "source": about.name, "kind": about.kind},
            **{"sha256": about.sha256, "seal": seal, "terms": ingestion.terms(row)},
            "transfers": report.transfers,
            **{"duplicates": report.duplicates, "bad_rows": report.bad_rows, "tags": report.tags},
            **{"transactions": report.transactions, "receipts": report.receipts},
            **{"actors": report.actors, "prices": report.prices},
        }
    names.settle(writer.facts)
    return report


def _keep(db: Db, source: Source, about: Description, tick: Tick) -> None:
    if isinstance(source, Packed):
        answers.keep_packed(db, about.sha256, source.packed())
    elif not answers.keep_raw(
        db, about.sha256, source.raw(), lambda: tick(0, None, f"Keeping {about.name}")
    ):
        raise Trouble(f"{about.name} was changed while it was read; import it again.")


def _again(db: Db, acquisition: int) -> Report:
    """All rows of an earlier acquisition are duplicates now."""
    sql = "SELECT body FROM journal WHERE verb = 'import' AND body::JSON->>'acquisition' = ?"
    row = one(db, sql, [str(acquisition)])
    body = json.loads(row[0]) if row else {}
    rows = sum(int(body.get(name, 0)) for name in ("transfers", "duplicates", "tags", "actors", "prices"))
    return Report(duplicates=rows, bad_rows=int(body.get("bad_rows", 0)))
