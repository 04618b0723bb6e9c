"""Published tables of figures, read with bounds: whatever they hold, they are numbers or refused."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from investigator.errors import Trouble

LARGEST = 8 * 2**30
"""Bytes above which a file is refused."""


def read_table(
    path: Path,
    columns: Sequence[str],
    types: dict[str, pa.DataType],
    names: Sequence[str] = (),
    skipped: int = 0,
) -> pa.Table:
    """These columns of a CSV file, gzipped or not; `names` are its column names if it has no header, or one that
    is `skipped`.

    Raises `Trouble` for a file that is missing, too large, or holds anything else.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise Trouble(f"{path.name} is larger than {LARGEST >> 30} GB and was not read.")
        reading = csv.ReadOptions(column_names=list(names) or None, skip_rows=skipped)
        converting = csv.ConvertOptions(include_columns=list(columns), column_types=types)
        table = csv.read_csv(path, reading, convert_options=converting)
    except (OSError, pa.ArrowInvalid, pa.ArrowKeyError) as wrong:
        why = str(wrong).split("\n", maxsplit=1)[0]
        raise Trouble(f"{path.name} cannot be read as its publishers lay it out: {why:.200}.") from wrong
    for name in columns:
        if table.column(name).null_count:
            raise Trouble(f"{path.name} has an empty field in column {name}; get a fresh copy.")
    return table
