"""A DuckDB connection, as the rest of `data` speaks of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

Db = duckdb.DuckDBPyConnection
"""A connection as handed out by `Store.transaction` and `Store.reading`: good for one thread at a time."""


def named(db: Db, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """All rows of a query as dictionaries by column name."""
    result = db.execute(sql, list(values))
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def one(db: Db, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...] | None:
    """The first row of a query, or `None`.

    DuckDB 2.0 streams: a result of which only one row was fetched holds the connection, so all are.
    """
    rows = db.execute(sql, list(values)).fetchall()
    return rows[0] if rows else None


@contextmanager
def lent(db: Db, name: str, rows: pa.Table) -> Iterator[None]:
    """Let queries read an Arrow table by a name, for the length of the block.

    DuckDB holds on to what was registered until the transaction ends, even when it is unregistered: so it
    gets a box, which is emptied.
    """
    box = _Box(rows)
    db.register(name, box)
    try:
        yield
    finally:
        box.rows = None
        with suppress(
            duckdb.TransactionException
        ):  # where the transaction has failed, that is what is told
            db.unregister(name)


@dataclass
class _Box:
    """Offers a table by Arrow's PyCapsule interface."""

    rows: pa.Table | None

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        if self.rows is None:
            raise ValueError("the table was taken back")
        return self.rows.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        if self.rows is None:
            raise ValueError("the table was taken back")
        return self.rows.schema.__arrow_c_schema__()
