"""The CSV files that Etherscan and its sisters let one download, whatever the year they are from."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from investigator.chain import lines
from investigator.chain.source import KEPT_BAD_ROWS, BadRow
from investigator.errors import Trouble

ROWS = 10_000
"""Rows that are read together."""

CHAINS = {
    **{"BNB": "eip155:56", "MATIC": "eip155:137", "POL": "eip155:137", "AVAX": "eip155:43114"},
    **{"FTM": "eip155:250", "XDAI": "eip155:100", "CELO": "eip155:42220", "CRO": "eip155:25"},
    **{"GLMR": "eip155:1284", "MOVR": "eip155:1285", "MNT": "eip155:5000", "S": "eip155:146"},
}
"""Chains by the name of their coin, where it is the coin of one of them only."""

_UNIT = re.compile(r"value_?(?:in|out)?\((\w+)\)", re.IGNORECASE)
_NAMES = {"transactionhash": "txhash", "datetimeutc": "datetime", "quantity": "quantity"}


def is_export(header: list[str]) -> bool:
    """Whether these are columns of such a file."""
    return {"txhash", "unixtimestamp", "from"} <= {_plain(name) for name in header}


class ExportTable:
    """Such a file, its columns by their plain names, such as `txhash`, `valuein`, `contractaddress`.

    Cells stand in quotes, and a row may end with a comma too many. `unit` is the chain's coin, where a column
    names it. `malformed`, `malformed_rows` and `lines` are as in `chain.tables.CsvTable`.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        self.path = path
        self._encoding = encoding
        self._reset()
        with lines.opened(path, encoding) as file:
            written = next(csv.reader([file.readline(1 << 16)]), [])
        self.header = [_plain(name) for name in written]
        found = [match[1] for match in map(_UNIT.search, written) if match]
        self.unit = found[0].upper() if found else ""

    def _reset(self) -> None:
        self.malformed: list[BadRow] = []
        self.malformed_rows = 0
        self.lines: NDArray[np.int64] = np.empty(0, np.int64)

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows that have the header's number of cells; columns are named by their index."""
        self._reset()
        chosen = list(range(len(self.header))) if wanted is None else wanted
        with lines.opened(self.path, self._encoding) as file:
            reader = csv.reader(_bounded(file))
            try:
                next(reader, None)
                while rows := list(islice(self._sound(reader), ROWS)):
                    self.lines = np.array([line for line, _ in rows], np.int64)
                    columns = [
                        pa.array([row[index].strip() for _, row in rows], pa.string()) for index in chosen
                    ]
                    yield pa.RecordBatch.from_arrays(columns, names=[str(index) for index in chosen])
            except (csv.Error, UnicodeDecodeError) as error:
                raise Trouble(f"{self.path.name} cannot be read as CSV; download it again.") from error

    def _sound(self, reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
        for line, row in enumerate(reader, start=2):
            if not any(row):
                continue
            sound = row[:-1] if len(row) == len(self.header) + 1 and not row[-1] else row
            if len(sound) == len(self.header):
                yield line, sound
                continue
            self.malformed_rows += 1
            if len(self.malformed) < KEPT_BAD_ROWS:
                reason = f"{len(row)} cells instead of {len(self.header)}"
                self.malformed.append(BadRow(line, reason, ",".join(row)[:500]))


def _bounded(file: Iterator[str]) -> Iterator[str]:
    """Lines without NUL bytes, of bearable length."""
    for line in file:
        yield line[: lines.LINE_LIMIT].replace("\0", "")


def _plain(name: str) -> str:
    """A column's name without the coin, price and punctuation that it may carry."""
    bare = re.sub(r"\(.*?\)|@.*", "", name.lower())
    key = "".join(character for character in bare if character.isalnum())
    return _NAMES.get(key, key)
