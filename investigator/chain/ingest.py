"""From sources to the case file: the one writer of chain facts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import pyarrow as pa

from investigator.chain.ahead import ahead
from investigator.chain.source import KEPT_BAD_ROWS, AssetFacts, Batch, Source
from investigator.data import evidence, ingestion, sealing
from investigator.data.connection import Db, one
from investigator.data.ledger import canonical
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.records import TransferKind
from investigator.settings import TOOL

TOGETHER = 4 * 122_880
"""Transfers that are written together: enough for all processor cores to seal them at once."""

AHEAD = 12
"""Batches that are read while earlier ones are written."""

RAW_LIMIT = 256 << 20
"""Bytes of a raw answer that is kept whole; of a larger one only the hash is."""


@dataclass(frozen=True)
class Report:
    """What an import did: rows added, rows that were there already, rows that could not be read.

    `addresses` counts the distinct accounts now in the case; `kinds` the transfers added by kind.
    """

    transfers: int = 0
    addresses: int = 0
    duplicates: int = 0
    bad_rows: int = 0
    transactions: int = 0
    blocks: int = 0
    receipts: int = 0
    tags: int = 0
    kinds: dict[str, int] = field(default_factory=dict)

    def plus(self, other: Report) -> Report:
        """Both together; `addresses` is the later one's."""
        sums = {
            name: getattr(self, name) + getattr(other, name)
            for name in (
                "transfers",
                "duplicates",
                "bad_rows",
                "transactions",
                "blocks",
                "receipts",
                "tags",
            )
        }
        return Report(
            addresses=other.addresses, kinds=dict(Counter(self.kinds) + Counter(other.kinds)), **sums
        )


def ingest(store: Store, sources: Sequence[Source], tick: Tick = silent) -> Report:
    """Take in all facts of these sources, each source whole or not at all, each transfer once in the case.

    Every source leaves an acquisition, sealed, and a journal line that names it; one that was taken in
    before, and is read in the same way, adds nothing and leaves nothing.
    """
    total = Report()
    with _turn(store, tick):
        with store.reading() as db:
            names = _Names(ingestion.Names(db, "account", "address"), ingestion.Names(db, "asset", "key"))
        for number, source in enumerate(sources, start=1):
            prefix = f"{number} of {len(sources)}: " if len(sources) > 1 else ""
            total = total.plus(_one(store, source, names, _prefixed(tick, prefix)))
    return replace(total, addresses=names.accounts.first_new)


@dataclass(frozen=True)
class _Names:
    """The numbers of all accounts and assets of the case, loaded once for all sources of a call."""

    accounts: ingestion.Names
    assets: ingestion.Names


@contextmanager
def _turn(store: Store, tick: Tick) -> Iterator[None]:
    """One import at a time: rows are numbered on from those that are there."""
    while not store.intake.acquire(timeout=0.1):
        tick(0, None, "Waiting for another import")
    try:
        yield
    finally:
        store.intake.release()


def _prefixed(tick: Tick, prefix: str) -> Tick:
    def told(done: int, total: int | None = None, note: str = "") -> None:
        tick(done, total, prefix + note)

    return told


def _one(store: Store, source: Source, names: _Names, tick: Tick) -> Report:
    about = source.describe()
    kept = about.bytes <= RAW_LIMIT
    request = canonical({**about.request, "raw_kept": kept})
    with store.reading() as db:
        before = ingestion.earlier(db, about.sha256, request)
        if before is not None:
            return _again(db, before)
    with ahead(source.batches(tick), AHEAD) as batches, store.recorded("import") as recording:
        writer = _Writer(recording.db, about.sha256, names)
        if kept and not ingestion.keep_raw(
            recording.db, about.sha256, source.raw(), lambda: tick(0, None, f"Keeping {about.name}")
        ):
            raise Trouble(f"{about.name} was changed while it was read; import it again.")
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
        }
    names.accounts.settle()
    names.assets.settle()
    return report


def _again(db: Db, acquisition: int) -> Report:
    """All rows of an earlier acquisition are duplicates now."""
    sql = "SELECT body FROM journal WHERE verb = 'import' AND body::JSON->>'acquisition' = ?"
    row = one(db, sql, [str(acquisition)])
    body = json.loads(row[0]) if row else {}
    rows = sum(int(body.get(name, 0)) for name in ("transfers", "duplicates", "tags"))
    return Report(duplicates=rows, bad_rows=int(body.get("bad_rows", 0)))


class _Writer:
    """Collects the batches of one acquisition into evidence rows."""

    def __init__(self, db: Db, sha256: str, names: _Names) -> None:
        self.acquisition = ingestion.next_acquisition(db)
        self._db = db
        self._sha256 = sha256
        self._accounts = names.accounts
        self._assets = names.assets
        self._decimals = dict(db.execute("SELECT key, decimals FROM asset").fetchall())
        self._facts: dict[str, AssetFacts] = {}
        self._staging = ingestion.seen(db, sha256)
        self._staged = 0
        self._held: list[pa.Table] = []
        self._next = evidence.next_id(db, "transfer")
        self._contracts: dict[str, None] = {}
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in _IDENTITY}
        self._tables: dict[str, list[pa.Table]] = {}
        self._bad: list[dict[str, Any]] = []
        self._report = Report()
        if self._staging:
            ingestion.stage(db)

    def add(self, batch: Batch) -> None:
        """Take in one batch. Raises `Trouble` if an asset's decimals contradict the case."""
        for key, facts in batch.assets.items():
            self._asset(key, facts)
        if batch.transfers.num_rows:
            self._transfers(batch.transfers)
        self._contracts.update(dict.fromkeys(batch.contracts))
        for name, rows in self._gathered(batch).items():
            self._rows[name] += rows
        for name, table in batch.tables.items():
            self._tables.setdefault(name, []).append(table)
        room = KEPT_BAD_ROWS - len(self._bad)
        self._bad += [{"line": b.line, "reason": b.reason, "content": b.content} for b in batch.bad[:room]]
        self._report = replace(self._report, bad_rows=self._report.bad_rows + batch.bad_rows)

    def _gathered(self, batch: Batch) -> dict[str, list[dict[str, Any]]]:
        number = self._accounts.number
        transactions = [
            {
                **row,
                "sender": number(row["sender"]),
                "receiver": None if row["receiver"] is None else number(row["receiver"]),
                "created": None if row["created"] is None else number(row["created"]),
            }
            for row in batch.transactions
        ]
        return {
            "block": list(batch.blocks),
            "chain_transaction": transactions,
            "receipt": list(batch.receipts),
            "tag": list(batch.tags),
        }

    def _asset(self, key: str, facts: AssetFacts) -> None:
        held = self._decimals.get(key)
        if key in self._decimals and held is not None and facts.decimals not in {None, held}:
            raise Trouble(
                f"{facts.symbol} has {held} decimals in this case, but {facts.decimals} in this file; "
                f"import it with --decimals {held}."
            )
        self._facts.setdefault(key, facts)

    def _transfers(self, rows: pa.Table) -> None:
        by_row = rows["tx_hash"].null_count == rows.num_rows and not rows["row_number"].null_count
        if not by_row and not self._staging:
            if self._staged or self._report.transfers:
                raise AssertionError("the rows of a source go by their number in all batches or in none")
            self._staging = True
            ingestion.stage(self._db)
        numbered = rows
        for name in ("src", "dst"):
            numbered = _replace(numbered, name, pa.array(self._accounts.numbers(rows[name])))
        numbered = _replace(numbered, "asset", pa.array(self._assets.numbers(rows["asset"])))
        if self._staging:
            ingestion.stage_transfers(self._db, numbered, self._staged)
            self._staged += rows.num_rows
        else:
            self._held.append(numbered)
            self._report = replace(self._report, transfers=self._report.transfers + rows.num_rows)
            if sum(table.num_rows for table in self._held) >= TOGETHER:
                self._flush()

    def _flush(self) -> None:
        if self._held:
            rows = pa.concat_tables(self._held)
            self._held = []
            self._next += ingestion.insert_transfers(self._db, self.acquisition, rows, self._next)

    def finish(self) -> Report:
        """Write what was gathered; what came in."""
        self._flush()
        db, number = self._db, self.acquisition
        added = self._report.transfers
        if self._staging:
            added = ingestion.insert_staged(db, number, self._sha256)
        named = {
            name: ingestion.insert_new(db, name, number, self._rows[name], key)
            for name, key in _IDENTITY.items()
        }
        if not added and not named["chain_transaction"] and not self._contracts:
            self._accounts.forget()  # the same rows read in another way: their names are of no transfer
            self._assets.forget()
        contracts = [{"account": self._accounts.number(address)} for address in self._contracts]
        ingestion.insert_new(db, "contract", number, contracts, ["account"])
        for name, tables in self._tables.items():
            ingestion.insert_table(db, name, number, pa.concat_tables(tables))
        ingestion.append(db, "bad_row", number, self._bad)
        ingestion.append(db, "account", number, [{"address": text} for text in self._accounts.fresh()])
        ingestion.append(db, "asset", number, [self._asset_row(key) for key in self._assets.fresh()])
        kinds = db.execute(
            "SELECT kind, count(*) FROM transfer WHERE acquisition = ? GROUP BY 1 ORDER BY 1", [number]
        ).fetchall()
        again = (self._staged - added if self._staging else 0) + len(self._rows["tag"]) - named["tag"]
        return replace(
            self._report,
            transfers=added,
            duplicates=again,
            transactions=named["chain_transaction"],
            blocks=named["block"],
            receipts=named["receipt"],
            tags=named["tag"],
            kinds={TransferKind(kind).name.lower(): count for kind, count in kinds},
        )

    def _asset_row(self, key: str) -> dict[str, Any]:
        facts = self._facts[key]
        return {"key": key, "symbol": facts.symbol, "decimals": facts.decimals}


_IDENTITY: dict[str, list[str]] = {
    "block": ["chain", "hash"],
    "chain_transaction": ["chain", "hash", "block"],
    "receipt": ["chain", "hash", "block"],
    "tag": ["address", "label", "category", "source"],
}


def _replace(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)
