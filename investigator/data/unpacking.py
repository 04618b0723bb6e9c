"""Rows of a package put back into a case, as they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import duckdb
import pyarrow as pa

from investigator.data import evidence
from investigator.data.connection import Db, lent

ROWS = 20_000
"""Rows that are put in at once."""
BLOBS = {"token"}


def put_evidence(db: Db, name: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows of an evidence table, each in the order of its columns. Raises `ValueError` for another number of these."""
    table, left = evidence.table_named(name), iter(rows)
    while some := list(islice(left, ROWS)):
        columns = list(zip(*some, strict=True))
        if len(columns) != len(table.columns):
            raise ValueError(f"a row of {name} has {len(columns)} columns")
        kept = {
            column: pa.array([_bytes(one) for one in values], pa.binary())
            if column in table.blobs
            else pa.array([_text(one) for one in values], pa.string())
            for column, values in zip(table.columns, columns, strict=True)
        }
        with _fitting(name):
            evidence.insert(db, name, pa.table(kept))


@contextmanager
def _fitting(name: str) -> Iterator[None]:
    """Raise `ValueError` where rows are none of this table: they come from anybody."""
    try:
        yield
    except (duckdb.DataError, duckdb.ProgrammingError, duckdb.IntegrityError) as wrong:
        raise ValueError(f"a row does not fit the table {name}") from wrong


def _bytes(value: object) -> bytes | None:
    return None if value is None else bytes.fromhex(str(value))


def _text(value: object) -> str | None:
    """As text, which the table's own type is read from: it holds more than 64 bits exactly."""
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def put_objects(db: Db, name: str, rows: Iterable[dict[str, Any]]) -> None:
    """Append rows with named fields. Those of one table have the same fields."""
    left = iter(rows)
    while some := list(islice(left, ROWS)):
        columns = {
            key: [bytes.fromhex(row[key]) if key in BLOBS else row[key] for row in some] for key in some[0]
        }
        with _fitting(name), lent(db, "unpacked_rows", pa.table(columns)):
            db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM unpacked_rows")  # noqa: S608 - names are the caller's


def put_arrays(db: Db, name: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows of bare values, in the order in which `packing.ARRAYS` names their columns."""
    left = iter(rows)
    while some := list(islice(left, ROWS)):
        values = list(zip(*some, strict=True))
        columns = {f"c{place}": pa.array(column) for place, column in enumerate(values)}
        with _fitting(name), lent(db, "unpacked_rows", pa.table(columns)):
            db.execute(f"INSERT INTO {name} SELECT * FROM unpacked_rows")  # noqa: S608 - names are the caller's
