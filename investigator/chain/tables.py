"""Tables, CSV or Parquet, opened as a stream of columns of text, however they are written."""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from investigator.chain.source import BadRow
from investigator.errors import Trouble

BLOCK = 4 << 20
_PARQUET_ROWS = 65_536
_BOMS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


@dataclass(frozen=True)
class Fingerprint:
    """What a pass over a file's bytes tells: its hash, its size, and how its text is written."""

    sha256: str
    size: int
    encoding: str
    binary: bool


def fingerprint(path: Path) -> Fingerprint:
    """Read a file once. `encoding` is UTF-8 (or UTF-16 by its mark) if it is valid, else Latin-1."""
    seal, size, encoding, valid, nul = hashlib.sha256(), 0, "utf-8", True, False
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                if not size:
                    encoding = next(
                        (name for mark, name in _BOMS.items() if piece.startswith(mark)), "utf-8"
                    )
                seal.update(piece)
                size += len(piece)
                nul = nul or (encoding == "utf-8" and b"\0" in piece)
                valid = valid and (encoding != "utf-8" or _decodes(decoder, piece))
        valid = valid and (encoding != "utf-8" or _decodes(decoder, b"", final=True))
    except OSError as error:
        raise Trouble(f"{path.name} cannot be read: {error.strerror or error}.") from error
    return Fingerprint(seal.hexdigest(), size, encoding if valid else "latin-1", nul)


def _decodes(decoder: codecs.IncrementalDecoder, piece: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(piece, final)
    except UnicodeDecodeError:
        return False
    return True


def pieces(path: Path) -> Iterator[bytes]:
    """A file's bytes, bit by bit."""
    with path.open("rb") as file:
        while piece := file.read(1 << 20):
            yield piece


class CsvTable:
    """A CSV file as record batches of text. `malformed` collects rows with too few or too many cells."""

    def __init__(self, path: Path, encoding: str) -> None:
        self.path = path
        self.encoding = encoding
        self.malformed: list[BadRow] = []
        first = _first_line(path, encoding)
        self.delimiter = max(",;\t|", key=first.count)
        self.header = [cell.strip() for cell in next(csv.reader([first], delimiter=self.delimiter), [])]
        if len(self.header) < 2 or not first.strip():
            raise Trouble(
                f"{path.name} has no table: its first line should name columns such as from, to, amount."
            )

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows that have the header's number of cells; columns are named by their index."""
        names = [str(index) for index in range(len(self.header))]
        self.malformed = []
        try:
            yield from pacsv.open_csv(
                self.path,
                pacsv.ReadOptions(
                    use_threads=False,
                    block_size=BLOCK,
                    skip_rows=1,
                    column_names=names,
                    encoding=self._codec,
                ),
                pacsv.ParseOptions(
                    delimiter=self.delimiter, newlines_in_values=False, invalid_row_handler=self._set_aside
                ),
                pacsv.ConvertOptions(
                    column_types=dict.fromkeys(names, pa.string()),
                    include_columns=names if wanted is None else [names[index] for index in wanted],
                    strings_can_be_null=False,
                ),
            )
        except pa.ArrowInvalid as error:
            if "Empty CSV" in str(error):
                return
            raise Trouble(
                f"{self.path.name} cannot be read as CSV: {str(error).splitlines()[0][:200]}."
            ) from error
        except UnicodeDecodeError as error:  # pyarrow lets Python transcode what is not UTF-8
            raise Trouble(
                f"{self.path.name} is no valid {self.encoding} text; save it as UTF-8."
            ) from error

    @property
    def _codec(self) -> str:
        return "utf8" if self.encoding == "utf-8" else self.encoding

    def _set_aside(self, row: pacsv.InvalidRow) -> str:
        reason = f"{row.actual_columns} cells instead of {row.expected_columns}"
        self.malformed.append(BadRow(int(row.number or 0), reason, str(row.text)[:500]))
        return "skip"


class ParquetTable:
    """A Parquet file as record batches of text: times as UTC seconds, bytes as hexadecimal."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.malformed: list[BadRow] = []
        try:
            self.header = [str(name) for name in pq.ParquetFile(path).schema_arrow.names]
        except (pa.ArrowInvalid, OSError) as error:
            raise Trouble(f"{path.name} is a damaged Parquet file and cannot be read.") from error
        for name in self.header:
            if self.header.count(name) > 1:
                raise Trouble(f"{path.name} has two columns named {name}; rename one of them.")

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows; columns are named by their index."""
        names = self.header if wanted is None else [self.header[index] for index in wanted]
        labels = [str(index) for index in (range(len(self.header)) if wanted is None else wanted)]
        try:
            for batch in pq.ParquetFile(self.path).iter_batches(_PARQUET_ROWS, columns=names):
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


def _first_line(path: Path, encoding: str) -> str:
    with path.open(encoding="utf-8-sig" if encoding == "utf-8" else encoding, errors="replace") as file:
        return file.readline(1 << 16).rstrip("\r\n")
