"""Rows of a package put back into a case, as they were."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

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
        evidence.insert(db, name, pa.table(kept))


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
        with lent(db, "unpacked_rows", pa.table(columns)):
            db.execute(f"INSERT INTO {name} BY NAME SELECT * FROM unpacked_rows")  # noqa: S608 - names are the caller's


def put_arrays(db: Db, name: str, rows: Iterable[Sequence[Any]]) -> None:
    """Append rows of bare values, in the order in which `packing.ARRAYS` names their columns."""
    left = iter(rows)
    while some := list(islice(left, ROWS)):
        values = list(zip(*some, strict=True))
        columns = {f"c{place}": pa.array(column) for place, column in enumerate(values)}
        with lent(db, "unpacked_rows", pa.table(columns)):
            db.execute(f"INSERT INTO {name} SELECT * FROM unpacked_rows")  # noqa: S608 - names are the caller's
