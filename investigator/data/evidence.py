"""Evidence rows: how they are written once, sealed, and checked.

Each row carries a digest: the first 16 bytes of SHA-256 over its canonical text, a JSON array of its
columns in the order of `EVIDENCE` (blobs in lower-case hexadecimal, NULL as null). Rows of one acquisition
are sealed in stretches of ids by SHA-256 over their hexadecimal digests, and all seals of an
acquisition together by the acquisition's own seal, which its journal line repeats.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import duckdb
import pyarrow as pa

from investigator.data import migrate
from investigator.data.connection import Db, lent, one

DIGEST = 16
"""Bytes of a row's digest."""


@dataclass(frozen=True)
class Evidence:
    """One evidence table: its columns in canonical order, without the digest."""

    name: str
    columns: tuple[str, ...]
    blobs: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """SQL for a row's canonical text.

        Tables of numbers and hexadecimal only are joined by commas, which gives the same text as a JSON
        array and is several times faster; columns of free text are quoted as JSON.
        """
        parts = (self._part(column) for column in self.columns)
        return "concat('[', " + ", ',', ".join(parts) + ", ']')"

    def _part(self, column: str) -> str:
        if column in self.blobs:
            return f"""coalesce('"' || lower(hex({column})) || '"', 'null')"""
        if column in self.words:
            return f"coalesce(to_json({column})::VARCHAR, 'null')"
        return f"coalesce({column}::VARCHAR, 'null')"


def _evidence(name: str, columns: str, *, words: str = "", blobs: str = "") -> Evidence:
    """A table whose first columns are `id` and `acquisition`; names are parted by blanks."""
    listed = ("id", "acquisition", *columns.split())
    return Evidence(name, listed, frozenset(blobs.split()), frozenset(words.split()))


EVIDENCE: tuple[Evidence, ...] = (
    Evidence("account", ("id", "acquisition", "address"), words=frozenset({"address"})),
    Evidence("contract", ("id", "acquisition", "account")),
    Evidence(
        "asset", ("id", "acquisition", "decimals", "key", "symbol"), words=frozenset({"key", "symbol"})
    ),
    Evidence(
        "block",
        ("id", "acquisition", "number", "time", "hash", "parent", "chain"),
        blobs=frozenset({"hash", "parent"}),
        words=frozenset({"chain"}),
    ),
    Evidence(
        "chain_transaction",
        (
            *("id", "acquisition", "block", "tx_index", "time", "hash", "sender", "receiver", "created"),
            *("nonce", "v0", "v1", "v2", "v3", "selector", "chain"),
        ),
        blobs=frozenset({"hash"}),
        words=frozenset({"selector", "chain"}),
    ),
    Evidence(
        "receipt",
        ("id", "acquisition", "block", "hash", "ok", "gas_used", "gas_price", "chain"),
        blobs=frozenset({"hash"}),
        words=frozenset({"chain"}),
    ),
    Evidence(
        "transfer",
        (
            *("id", "acquisition", "src", "dst", "asset", "a0", "a1", "a2", "a3", "time", "clock", "block"),
            *("tx_index", "position", "kind", "ok", "row_number", "tx_hash", "token_id"),
        ),
        blobs=frozenset({"tx_hash"}),
        words=frozenset({"token_id"}),
    ),
    Evidence(
        "tag",
        (
            *("id", "acquisition", "confidence", "address", "label", "category", "source", "note"),
            *("claimed_on", "illicit"),
        ),
        words=frozenset({"address", "label", "category", "source", "note", "claimed_on"}),
    ),
    Evidence(
        "bad_row",
        ("id", "acquisition", "line", "reason", "content"),
        words=frozenset({"reason", "content"}),
    ),
    _evidence("node", "chain endpoint abilities", words="chain endpoint abilities"),
    _evidence(
        "coverage", "first_block last_block address what method chain", words="address what method chain"
    ),
    _evidence(
        "header", "number gas_used base_fee hash beneficiary chain", words="beneficiary chain", blobs="hash"
    ),
    _evidence("finality", "number hash chain", words="chain", blobs="hash"),
    _evidence(
        "superseded",
        "evidence_row block evidence replaced_by chain",
        words="evidence chain",
        blobs="replaced_by",
    ),
    _evidence(
        "balance", "block a0 a1 a2 a3 address asset endpoint chain", words="address asset endpoint chain"
    ),
    _evidence("nonce", "block nonce address endpoint chain", words="address endpoint chain"),
    _evidence("extra_fee", "block fee hash kind chain", words="kind chain", blobs="hash"),
    _evidence("frontier", "hop counterparties address reason detail", words="address reason detail"),
    _evidence("suspect", "asset reason detail", words="asset reason detail"),
    _evidence("price", "time asset fiat price source", words="asset fiat price source"),
    _evidence(
        "actor",
        "actor label uri categories jurisdictions note",
        words="actor label uri categories jurisdictions note",
    ),
    _evidence(
        "proof",
        "block tx_index tx_hash block_hash body chain",
        words="body chain",
        blobs="tx_hash block_hash",
    ),
)

_BY_NAME = {table.name: table for table in EVIDENCE}


def table_named(name: str) -> Evidence:
    """The evidence table of a name."""
    return _BY_NAME[name]


def insert(db: Db, name: str, rows: pa.Table) -> None:
    """Append rows with their digests. `rows` has the table's columns but the digest, in any order."""
    with lent(db, "incoming_rows", rows):
        insert_from(db, name, "SELECT * FROM incoming_rows")


def insert_from(db: Db, name: str, query: str) -> None:
    """Append what a query of `investigator.data` yields, with digests; it names the table's columns."""
    table = _BY_NAME[name]
    columns = ", ".join(table.columns)
    db.execute(
        f"INSERT INTO {name} ({columns}, digest) "  # noqa: S608 - names come from EVIDENCE alone
        f"SELECT {columns}, unhex(substr(sha256({table.text}), 1, 32)) FROM "
        f"(SELECT {_typed(name, table.columns)} FROM ({query}))"
    )


def columns(name: str) -> tuple[str, ...]:
    """The columns of an evidence table that say something: all but `id`, `acquisition` and the digest."""
    return _BY_NAME[name].columns[2:]


def typed(name: str) -> str:
    """SQL that casts these columns to the table's own types."""
    return _typed(name, columns(name))


def _typed(name: str, columns: tuple[str, ...]) -> str:
    """The columns cast to the table's own types, so that the digest covers what is stored."""
    kinds = _kinds()[name]
    return ", ".join(f"{column}::{kinds[column]} AS {column}" for column in columns)


@cache
def _kinds() -> dict[str, dict[str, str]]:
    """The types of all columns, by table, as the migrations make them: to ask each time would cost a millisecond."""
    found: dict[str, dict[str, str]] = {}
    with duckdb.connect() as db:
        migrate.migrate(db, fresh=True, name="types")
        told = db.execute("SELECT table_name, column_name, data_type FROM duckdb_columns()").fetchall()
    for table, column, kind in told:
        found.setdefault(table, {})[column] = kind
    return found


def next_id(db: Db, name: str) -> int:
    """The id after the last one of an evidence table."""
    assert name in _BY_NAME
    row = one(db, f"SELECT coalesce(max(id) + 1, 0) FROM {name}")  # noqa: S608
    return int(row[0]) if row else 0
