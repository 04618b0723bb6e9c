"""From batches to rows of evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from investigator.chain.source import KEPT_BAD_ROWS, AssetFacts, Batch
from investigator.chain.taken import Report
from investigator.data import evidence, ingestion
from investigator.data.connection import Db
from investigator.data.names import Names as Numbers
from investigator.errors import Trouble
from investigator.records import TransferKind

TOGETHER = 4 * 122_880
"""Transfers that are written together: enough for all processor cores to seal them at once."""


@dataclass
class Names:
    """The numbers of all accounts and assets of the case, and the assets' decimals, loaded once for many sources."""

    accounts: Numbers
    assets: Numbers
    decimals: dict[str, int | None]

    @staticmethod
    def of(db: Db) -> Names:
        """As they are in the case now."""
        decimals = dict(db.execute("SELECT key, decimals FROM asset").fetchall())
        return Names(Numbers(db, "account", "address"), Numbers(db, "asset", "key"), decimals)

    def hold(self, db: Db) -> bool:
        """Whether they are still all that are in the case."""
        return self.accounts.first_new == evidence.next_id(db, "account") and (
            self.assets.first_new == evidence.next_id(db, "asset")
        )

    def settle(self, facts: Mapping[str, AssetFacts]) -> None:
        """Count those that were added, with their `facts`, among those that are in the case for good."""
        self.decimals.update({key: facts[key].decimals for key in self.assets.fresh()})
        self.accounts.settle()
        self.assets.settle()


class Writer:
    """Collects the batches of one acquisition into evidence rows."""

    def __init__(self, db: Db, sha256: str, names: Names) -> None:
        self.acquisition = ingestion.next_acquisition(db)
        self._db = db
        self._sha256 = sha256
        self._names = names
        self.facts: dict[str, AssetFacts] = {}
        self._staging = ingestion.seen(db, sha256)
        self._staged = 0
        self._held: list[pa.Table] = []
        self._next = evidence.next_id(db, "transfer")
        self._contracts: dict[str, None] = {}
        self._tags: list[dict[str, Any]] = []
        self._tables: dict[str, list[pa.Table]] = {name: [] for name in _IDENTITY}
        self._added: dict[str, int] = {}
        self._bad: list[dict[str, Any]] = []
        self._report = Report()
        if self._staging:
            ingestion.stage(db)

    def add(self, batch: Batch) -> None:
        """Take in one batch. Raises `Trouble` if an asset's decimals contradict the case."""
        for key, facts in batch.assets.items():
            self._asset(key, facts)
        if batch.transfers.num_rows:
            self._transfers(batch.transfers, distinct=batch.distinct)
        self._contracts.update(dict.fromkeys(batch.contracts))
        self._tags += batch.tags
        told = {"block": batch.blocks, "chain_transaction": batch.transactions, "receipt": batch.receipts}
        for name, rows in {**told, **batch.tables}.items():
            table = rows if isinstance(rows, pa.Table) else ingestion.table_of(name, rows)
            if table.num_rows:
                self._tables.setdefault(name, []).append(self._numbered(table, _ACCOUNTS.get(name, ())))
                self._write(name, TOGETHER)
        room = KEPT_BAD_ROWS - len(self._bad)
        self._bad += [{"line": b.line, "reason": b.reason, "content": b.content} for b in batch.bad[:room]]
        self._report = replace(self._report, bad_rows=self._report.bad_rows + batch.bad_rows)

    def _numbered(self, table: pa.Table, columns: Sequence[str]) -> pa.Table:
        """The table with the numbers of accounts in place of their addresses."""
        for name in columns:
            table = _replace(table, name, self._names.accounts.numbers(table[name]))
        return table

    def _asset(self, key: str, facts: AssetFacts) -> None:
        held = self._names.decimals.get(key)
        if held is not None and facts.decimals not in {None, held}:
            raise Trouble(
                f"{facts.symbol} has {held} decimals in this case, but {facts.decimals} in this file; "
                f"import it with --decimals {held}."
            )
        self.facts.setdefault(key, facts)

    def _transfers(self, rows: pa.Table, *, distinct: bool) -> None:
        by_row = rows["tx_hash"].null_count == rows.num_rows and not rows["row_number"].null_count
        new = by_row or (distinct and ingestion.unmet(self._db, rows))
        if not new and not self._staging:
            if self._report.transfers and not distinct:
                raise AssertionError("the rows of a source go by their number in all batches or in none")
            self._flush()
            self._staging = True
            ingestion.stage(self._db)
        numbered = self._numbered(rows, ("src", "dst"))
        numbered = _replace(numbered, "asset", self._names.assets.numbers(rows["asset"]))
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

    def _write(self, name: str, least: int) -> None:
        """Write the rows of a table, once there are at least so many."""
        tables = self._tables[name]
        if tables and sum(table.num_rows for table in tables) >= least:
            self._tables[name] = []
            added = ingestion.insert_table(
                self._db, name, self.acquisition, pa.concat_tables(tables), _IDENTITY.get(name)
            )
            self._added[name] = self._added.get(name, 0) + added

    def finish(self) -> Report:
        """Write what was gathered; what came in."""
        self._flush()
        db, number = self._db, self.acquisition
        added = self._report.transfers
        if self._staging:
            added += ingestion.insert_staged(db, number, self._sha256)
        for name in self._tables:
            self._write(name, 0)
        named = self._added
        tags = ingestion.insert_new(db, "tag", number, self._tags, _TAG)
        if not added and not named.get("chain_transaction") and not self._contracts:
            self._names.accounts.forget()  # the same rows read in another way: their names are of no transfer
            self._names.assets.forget()
        contracts = [{"account": self._names.accounts.number(address)} for address in self._contracts]
        ingestion.insert_new(db, "contract", number, contracts, ["account"])
        ingestion.append(db, "bad_row", number, self._bad)
        ingestion.insert_numbered(db, "account", number, {"address": self._names.accounts.fresh()})
        ingestion.append(db, "asset", number, [self._asset_row(key) for key in self._names.assets.fresh()])
        kinds = db.execute(
            "SELECT kind, count(*) FROM transfer WHERE acquisition = ? GROUP BY 1 ORDER BY 1", [number]
        ).fetchall()
        again = self._report.transfers + self._staged - added + len(self._tags) - tags
        return replace(
            self._report,
            transfers=added,
            duplicates=again,
            transactions=named.get("chain_transaction", 0),
            blocks=named.get("block", 0),
            receipts=named.get("receipt", 0),
            tags=tags,
            actors=named.get("actor", 0),
            prices=named.get("price", 0),
            kinds={TransferKind(kind).name.lower(): count for kind, count in kinds},
        )

    def _asset_row(self, key: str) -> dict[str, Any]:
        facts = self.facts[key]
        return {"key": key, "symbol": facts.symbol, "decimals": facts.decimals}


_IDENTITY = {
    "block": ("chain", "hash"),
    "chain_transaction": ("chain", "hash", "block"),
    "receipt": ("chain", "hash", "block"),
}
_TAG = ("address", "label", "category", "source")
_ACCOUNTS = {"chain_transaction": ("sender", "receiver", "created")}


def _replace(table: pa.Table, name: str, column: pa.Array) -> pa.Table:
    return table.set_column(table.schema.get_field_index(name), name, column)
