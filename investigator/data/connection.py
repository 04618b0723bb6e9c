"""A DuckDB connection, as the rest of `data` speaks of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

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
