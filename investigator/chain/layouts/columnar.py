"""A Parquet file as record batches of its own types, of the columns that are wanted only."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from investigator.chain.source import BadRow
from investigator.errors import Trouble

ROWS = 65_536
"""Rows that are read together."""


class ParquetColumns:
    """A Parquet file. No row of it is ever `malformed`; `lines` are the numbers of the last batch's rows, from 1."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.malformed: list[BadRow] = []
        self.malformed_rows = 0
        self.lines: NDArray[np.int64] = np.empty(0, np.int64)
        try:
            self.schema: pa.Schema = pq.ParquetFile(path).schema_arrow
        except (pa.ArrowInvalid, OSError) as error:
            raise Trouble(f"{path.name} is a damaged Parquet file and cannot be read.") from error
        self.header = [str(name) for name in self.schema.names]

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows; columns are named by their index."""
        chosen = list(range(len(self.header))) if wanted is None else wanted
        names, labels = [self.header[index] for index in chosen], [str(index) for index in chosen]
        done = 0
        try:
            for batch in pq.ParquetFile(self.path).iter_batches(ROWS, columns=names):
                self.lines = np.arange(done + 1, done + 1 + batch.num_rows)
                done += batch.num_rows
                columns = [_plain(batch.column(name)) for name in names]
                yield pa.RecordBatch.from_arrays(columns, names=labels)
        except (pa.ArrowInvalid, OSError) as error:
            raise Trouble(f"{self.path.name} is a damaged Parquet file and cannot be read.") from error


def _plain(column: pa.Array) -> pa.Array:
    """Times as UTC seconds, large and encoded types as their plain ones."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _plain(column.dictionary_decode())
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        return column.cast(pa.timestamp("s"), safe=False).cast(pa.int64())
    if pa.types.is_large_string(kind):
        return column.cast(pa.string())
    return column
