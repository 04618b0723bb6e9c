"""Tables, CSV or Parquet, opened as a stream of columns of text, however they are written."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq
from numpy.typing import NDArray

from investigator.chain import lines
from investigator.chain.source import KEPT_BAD_ROWS, BadRow
from investigator.errors import Trouble

_PARQUET_ROWS = 65_536
_FRACTION = (b".", b"e-", b"E-")
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Fingerprint:
    """What a pass over a file's bytes tells: its hash, its size, and how its text is written.

    `binary` says that there are zeros in its first line, or all over it; without `fractions`, no number in
    its text has a decimal point or a negative exponent.
    """

    sha256: str
    size: int
    encoding: str
    binary: bool
    fractions: bool = True


def fingerprint(path: Path) -> Fingerprint:
    """Read a file once. `encoding` is UTF-8 (or UTF-16, by its mark or its zeros) if it is valid, else Latin-1.

    A letter that is cut off at the end of the file makes it no less UTF-8.
    """
    seal, size, encoding, valid, zeros, early = hashlib.sha256(), 0, "utf-8", True, 0, False
    fractions, tail = False, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                if not size:
                    encoding = _encoding(piece)
                    early = b"\0" in piece.partition(b"\n")[0]
                seal.update(piece)
                size += len(piece)
                fractions = fractions or any(sign in tail + piece for sign in _FRACTION)
                tail = piece[-1:]
                if encoding == "utf-8":
                    zeros += piece.count(0)
                    valid = valid and _decodes(decoder, piece)
    except OSError as error:
        raise Trouble(f"{path.name} cannot be read: {error.strerror or error}.") from error
    binary = encoding == "utf-8" and (early or zeros * 100 > size)
    fractions = fractions or encoding != "utf-8"
    return Fingerprint(seal.hexdigest(), size, encoding if valid else "latin-1", binary, fractions)


def _encoding(start: bytes) -> str:
    for mark, name in _BOMS.items():
        if start.startswith(mark):
            return name
    even, odd = start[:64:2], start[1:64:2]
    if len(odd) >= 8 and not any(odd) and all(even):
        return "utf-16-le"
    return "utf-16-be" if len(odd) >= 8 and not any(even) and all(odd) else "utf-8"


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes) -> bool:
    try:
        decoder.decode(piece)
    except UnicodeDecodeError:
        return False
    return True


def pieces(path: Path) -> Iterator[bytes]:
    """A file's bytes, bit by bit."""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


class CsvTable:
    """A CSV file as record batches of text.

    Of the batches so far, `malformed` holds the first rows that were set aside for damage or too few or
    too many cells, and `malformed_rows` counts them all. `lines` are those of the last batch's rows.
    """

    def __init__(self, path: Path, encoding: str, *, fractions: bool = True) -> None:
        """Open a table; without `fractions` its text is known to hold no number that has one."""
        self.path = path
        self.encoding = encoding
        self._fractions = fractions
        self._reset()
        with lines.opened(path, encoding) as file, self._translated():
            first = file.readline(1 << 16).rstrip("\n")
        self.delimiter = max(",;\t|", key=first.count)
        cells = next(csv.reader([first], delimiter=self.delimiter), [])
        self.header = _distinct([cell.strip() for cell in cells])
        if len(self.header) < 2 or not first.strip():
            raise Trouble(
                f"{path.name} has no table: its first line should name columns such as from, to, amount."
            )

    def _reset(self) -> None:
        self.malformed: list[BadRow] = []
        self.malformed_rows = 0
        self.lines: NDArray[np.int64] = np.empty(0, np.int64)

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows that have the header's number of cells; columns are named by their index."""
        self._reset()
        names = [str(index) for index in range(len(self.header))]
        chosen = names if wanted is None else [names[index] for index in wanted]
        with self._translated():
            for chunk in lines.chunks(self.path, self.encoding, self.delimiter):
                self._note(chunk.bad, chunk.bad_rows)
                yield self._parsed(chunk, names, chosen)

    def may_have_fractions(self, index: int) -> bool:
        """Whether a column has to be read to know."""
        return self._fractions

    def _parsed(self, chunk: lines.Chunk, names: list[str], chosen: list[str]) -> pa.RecordBatch:
        self.lines = chunk.lines
        if not chunk.text:
            return pa.RecordBatch.from_pylist([], pa.schema(dict.fromkeys(chosen, pa.string())))
        wrong: list[int] = []
        kept: list[BadRow] = []

        def set_aside(row: pacsv.InvalidRow) -> str:
            wrong.append(int(row.number or 0) - 1)
            if len(kept) < KEPT_BAD_ROWS:
                reason = f"{row.actual_columns} cells instead of {row.expected_columns}"
                kept.append(BadRow(int(chunk.lines[wrong[-1]]), reason, str(row.text)[:500]))
            return "skip"

        table = pacsv.read_csv(
            pa.BufferReader(chunk.text),
            pacsv.ReadOptions(use_threads=False, block_size=len(chunk.text) + 1, column_names=names),
            pacsv.ParseOptions(
                delimiter=self.delimiter, newlines_in_values=True, invalid_row_handler=set_aside
            ),
            pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                include_columns=chosen,
                strings_can_be_null=False,
            ),
        )
        self._note(tuple(kept), len(wrong))
        self.lines = np.delete(chunk.lines, wrong)
        if table.num_rows != len(self.lines):
            raise pa.ArrowInvalid(f"the rows from line {chunk.lines[0]} on cannot be told apart")
        columns = [
            column.combine_chunks() if column.num_chunks else pa.array([], pa.string())
            for column in table.columns
        ]
        return pa.RecordBatch.from_arrays(columns, names=chosen)

    def _note(self, rows: tuple[BadRow, ...], count: int) -> None:
        self.malformed_rows += count
        self.malformed += rows[: KEPT_BAD_ROWS - len(self.malformed)]

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except pa.ArrowInvalid as error:
            reason = str(error).splitlines()[0][:200]
            raise Trouble(f"{self.path.name} cannot be read as CSV: {reason}.") from error
        except UnicodeDecodeError as error:
            raise Trouble(
                f"{self.path.name} is no valid {self.encoding} text; save it as UTF-8."
            ) from error


class ParquetTable:
    """A Parquet file as record batches of text: times as UTC seconds, bytes as hexadecimal.

    `lines` are the numbers of the last batch's rows, from 1; no row is ever `malformed`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.malformed: list[BadRow] = []
        self.malformed_rows = 0
        self.lines: NDArray[np.int64] = np.empty(0, np.int64)
        try:
            self._schema = pq.ParquetFile(path).schema_arrow
            self.header = [str(name) for name in self._schema.names]
        except (pa.ArrowInvalid, OSError) as error:
            raise Trouble(f"{path.name} is a damaged Parquet file and cannot be read.") from error
        for name in self.header:
            if self.header.count(name) > 1:
                raise Trouble(f"{path.name} has two columns named {name}; rename one of them.")

    def may_have_fractions(self, index: int) -> bool:
        """Whether a column has to be read to know: one of integers does not."""
        return not pa.types.is_integer(self._schema.field(index).type)

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows; columns are named by their index."""
        names = self.header if wanted is None else [self.header[index] for index in wanted]
        labels = [str(index) for index in (range(len(self.header)) if wanted is None else wanted)]
        done = 0
        try:
            for batch in pq.ParquetFile(self.path).iter_batches(_PARQUET_ROWS, columns=names):
                self.lines = np.arange(done + 1, done + 1 + batch.num_rows)
                done += batch.num_rows
                texts = [_as_text(batch.column(name), self.path, name) for name in names]
                yield pa.RecordBatch.from_arrays(texts, names=labels)
        except (pa.ArrowInvalid, OSError) as error:
            raise Trouble(f"{self.path.name} is a damaged Parquet file and cannot be read.") from error


def _as_text(column: pa.Array, path: Path, name: str) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _as_text(column.dictionary_decode(), path, name)
    if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
        column = column.cast(pa.timestamp("s"), safe=False).cast(pa.int64())
    elif pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return pa.array(
            [None if cell is None else "0x" + cell.hex() for cell in column.to_pylist()], pa.string()
        )
    elif pa.types.is_floating(kind):
        return pa.array([None if cell is None else repr(cell) for cell in column.to_pylist()], pa.string())
    try:
        return column.cast(pa.string())
    except (pa.ArrowNotImplementedError, pa.ArrowInvalid) as error:
        raise Trouble(f"The column {name} of {path.name} holds {kind}, which is no plain value.") from error


def _distinct(header: list[str]) -> list[str]:
    """Names of columns, the second and later ones of the same name as `name.1`, `name.2`."""
    seen: dict[str, int] = {}
    named = []
    for name in header:
        number = seen[name] = seen.get(name, -1) + 1
        named.append(f"{name}.{number}" if number else name)
    return named
