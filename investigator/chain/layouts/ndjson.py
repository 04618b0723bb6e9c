"""Lines of JSON objects as record batches: by Arrow where it can read them, line by line where it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.json as pajson
from numpy.typing import NDArray

from investigator.chain.source import KEPT_BAD_ROWS, BadRow
from investigator.errors import Trouble

BLOCK = 8 << 20
"""Bytes of lines that are read together."""

LONGEST = 64 << 20
"""Bytes of one line: a longer one is no row."""

_FIRST = 8 << 20
_BIG = pa.decimal256(76, 0)
_TYPES: dict[str, pa.DataType] = {
    **dict.fromkeys(("value", "total_supply", "gas_price", "receipt_effective_gas_price"), _BIG),
    **dict.fromkeys(("effective_gas_price", "base_fee_per_gas", "l1_fee", "receipt_l1_fee"), _BIG),
    **dict.fromkeys(
        (
            "number",
            "timestamp",
            "gas_used",
            "nonce",
            "block_number",
            "block_timestamp",
            "transaction_index",
        ),
        pa.int64(),
    ),
    **dict.fromkeys(("log_index", "status", "receipt_status", "receipt_gas_used", "decimals"), pa.int64()),
    "topics": pa.list_(pa.string()),
    "trace_address": pa.list_(pa.int64()),
    "is_erc721": pa.bool_(),
    "withdrawals": pa.list_(
        pa.struct({name: pa.int64() for name in ("index", "amount")} | {"address": pa.string()})
    ),
}


def first_object(path: Path) -> dict[str, Any] | None:
    """The object on a file's first line; `None` if there is none."""
    with path.open("rb") as file:
        line = file.readline(_FIRST).removeprefix(b"\xef\xbb\xbf").strip()
    if not (line.startswith(b"{") and line.endswith(b"}")):
        return None
    try:
        found = msgspec.json.decode(line)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


class NdjsonTable:
    """A file of JSON objects, one a line, all with the fields of the first.

    `malformed`, `malformed_rows` and `lines` are as in `chain.tables.CsvTable`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        found = first_object(path)
        if found is None:
            raise Trouble(f"{path.name} has no JSON object on its first line.")
        self.header = list(found)
        self._reset()

    def _reset(self) -> None:
        self.malformed: list[BadRow] = []
        self.malformed_rows = 0
        self.lines: NDArray[np.int64] = np.empty(0, np.int64)

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows; columns are named by their index."""
        self._reset()
        chosen = list(range(len(self.header))) if wanted is None else wanted
        done = 0
        for block in _blocks(self.path):
            texts = block.split(b"\n")
            batch = self._at_once(block, chosen)
            if batch is None or batch.num_rows != len(texts) - 1:
                batch = self._one_by_one(texts[:-1], chosen, done)
            else:
                self.lines = np.arange(done + 1, done + 1 + batch.num_rows)
            done += len(texts) - 1
            yield batch

    def _at_once(self, block: bytes, chosen: list[int]) -> pa.RecordBatch | None:
        names = [self.header[index] for index in chosen]
        schema = pa.schema([(name, _TYPES.get(name, pa.string())) for name in names])
        options = pajson.ParseOptions(explicit_schema=schema, unexpected_field_behavior="ignore")
        try:
            reading = pajson.ReadOptions(use_threads=False, block_size=len(block) + 1)
            table = pajson.read_json(pa.BufferReader(block), reading, options).combine_chunks()
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            return None  # a number of more than 76 digits, a text where a number was, or a broken line
        columns = [table[name].chunk(0) if table.num_rows else pa.nulls(0, pa.string()) for name in names]
        return pa.RecordBatch.from_arrays(columns, names=[str(index) for index in chosen])

    def _one_by_one(self, texts: list[bytes], chosen: list[int], before: int) -> pa.RecordBatch:
        columns: list[list[str | None]] = [[] for _ in chosen]
        lines: list[int] = []
        for number, text in enumerate(texts, start=before + 1):
            try:
                row = msgspec.json.decode(text)
            except (msgspec.MsgspecError, ValueError, RecursionError):
                row = None
            if not isinstance(row, dict):
                if text.strip():
                    self._set_aside(number, text)
                continue
            lines.append(number)
            for column, index in zip(columns, chosen, strict=True):
                column.append(_text(row.get(self.header[index])))
        self.lines = np.array(lines, np.int64)
        arrays = [pa.array(column, pa.string()) for column in columns]
        return pa.RecordBatch.from_arrays(arrays, names=[str(index) for index in chosen])

    def _set_aside(self, line: int, text: bytes) -> None:
        self.malformed_rows += 1
        if len(self.malformed) < KEPT_BAD_ROWS:
            self.malformed.append(BadRow(line, "not a JSON object", text[:500].decode("utf-8", "replace")))


def _blocks(path: Path) -> Iterator[bytes]:
    """Whole lines, each ended by a line feed. Of an endless line only the beginning is kept."""
    held = b""
    with path.open("rb") as file:
        held = file.read(3).removeprefix(b"\xef\xbb\xbf")
        while piece := file.read(BLOCK):
            held += piece
            cut = held.rfind(b"\n") + 1
            if cut:
                yield held[:cut]
                held = held[cut:]
            held = held[:LONGEST]
    if held:
        yield held + b"\n"


def _text(value: object) -> str | None:
    """A value as CSV has it; lists as their items parted by commas."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list) and not any(isinstance(item, dict | list) for item in value):
        return ",".join(str(item) for item in value)
    if isinstance(value, dict | list):
        return msgspec.json.encode(value).decode()
    return str(value)
