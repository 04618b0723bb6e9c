"""A table of transfers as a source: mapped, read exactly, row by row identified by file and number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.address import canonical
from investigator.chain import assets, cells, tables
from investigator.chain.reading import column, find_out, open_table
from investigator.chain.source import (
    KEPT_BAD_ROWS,
    TRANSFERS,
    AssetFacts,
    BadRow,
    Batch,
    Description,
    ImportOptions,
)
from investigator.chain.tables import Fingerprint, ParquetTable
from investigator.progress import Tick, silent
from investigator.records import Clock, TransferKind


class TransferTable:
    """A CSV or Parquet file of transfers. Raises `Trouble` when made if it is none."""

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint, tick: Tick = silent) -> None:
        self.path = path
        self.mark = mark
        self.table = open_table(path, mark)
        self.reading = find_out(self.table, options, tick)
        self._sole: str | None = None
        self._accounts = cells.Reader(partial(canonical, chain=options.chain, namespace=options.namespace))

    def describe(self) -> Description:
        """The file, and how it is read."""
        reading, header = self.reading, self.table.header
        request = {
            "mapping": {field: header[index] for field, index in sorted(reading.mapping.columns.items())},
            "chain": reading.options.chain,
            "namespace": reading.options.namespace,
            "asset": reading.options.asset,
            "decimals": reading.decimals,
            "units": "whole" if reading.whole_units else "base",
            "time": reading.time,
            "encoding": self.mark.encoding,
        }
        kind = "parquet" if isinstance(self.table, ParquetTable) else "csv"
        return Description(kind, self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The transfers in the order of the file."""
        table = self.table
        done = told = counted = 0
        for raw in table.batches():
            tick(done, None, f"Reading {self.path.name}")
            batch = self._batch(raw, done)
            done += raw.num_rows
            bad = sorted((*batch.bad, *table.malformed[told:]), key=lambda row: row.line)
            rows = batch.bad_rows + table.malformed_rows - counted
            told, counted = len(table.malformed), table.malformed_rows
            yield replace(batch, bad=tuple(bad[:KEPT_BAD_ROWS]), bad_rows=rows)
        if not done and not counted:
            yield Batch()

    def _batch(self, raw: pa.RecordBatch, before: int) -> Batch:
        faults: cells.Faults = {}
        keys, facts = self._assets(raw)
        limbs = cells.amounts(self._texts(raw, "amount"), self._shifts(keys, facts), faults)
        columns = {
            "src": self._accounts.column(self._texts(raw, "from"), faults),
            "dst": self._accounts.column(self._texts(raw, "to"), faults),
            "asset": keys,
            **{f"a{i}": limbs[:, i] for i in range(4)},
            **self._times(raw, before, faults),
            "tx_index": self._index(raw, "tx_index", faults),
            "position": self._index(raw, "log_index", faults),
            "kind": self._kinds(keys),
            "ok": self._succeeded(raw),
            "row_number": np.arange(before + 1, before + 1 + raw.num_rows),
            "tx_hash": self._tx_hashes(raw, faults),
            "token_id": self._texts(raw, "token_id") if self.reading.has("token_id") else None,
        }
        table = pa.table(
            [_typed(columns[f.name], f.type, raw.num_rows) for f in TRANSFERS], schema=TRANSFERS
        )
        if faults:
            good = np.ones(raw.num_rows, np.bool_)
            good[list(faults)] = False
            table = table.filter(pa.array(good))
        return Batch(table, facts, bad=self._bad(raw, faults), bad_rows=len(faults))

    def _texts(self, raw: pa.RecordBatch, field: str) -> pa.Array:
        return column(raw, self.reading.mapping, field)

    def _assets(self, raw: pa.RecordBatch) -> tuple[pa.Array, dict[str, AssetFacts]]:
        options = self.reading.options
        if self.reading.has("asset"):
            encoded = self._texts(raw, "asset").fill_null("").dictionary_encode()
        else:
            rows = pa.array(np.zeros(raw.num_rows, np.int32))
            encoded = pa.DictionaryArray.from_arrays(rows, pa.array([options.asset]))
        found = [
            assets.named(text, options.chain, options.namespace) for text in encoded.dictionary.to_pylist()
        ]
        keys = pa.array([key for key, _ in found], pa.string()).take(encoded.indices)
        if self._sole is None:
            self._sole = found[0][0] if len(found) == 1 else ""
        return keys, {key: self._facts(key, facts) for key, facts in found}

    def _facts(self, key: str, facts: AssetFacts) -> AssetFacts:
        """What the analyst says goes before what is known, which goes before what the amounts look like.

        A symbol that was said names the one asset of a file, and none of several that a column names.
        """
        said = self.reading.options
        symbol = (said.asset or facts.symbol) if key == self._sole else facts.symbol
        if said.decimals is not None:
            return AssetFacts(symbol, said.decimals)
        if facts.decimals is None:
            return AssetFacts(symbol, self.reading.decimals)
        return AssetFacts(symbol, facts.decimals)

    def _shifts(self, keys: pa.Array, facts: dict[str, AssetFacts]) -> list[int] | int:
        if not self.reading.whole_units:
            return 0
        distinct = {one.decimals or 0 for one in facts.values()}
        if len(distinct) == 1:
            return distinct.pop()
        return [facts[key].decimals or 0 for key in keys.to_pylist()]

    def _times(self, raw: pa.RecordBatch, before: int, faults: cells.Faults) -> dict[str, object]:
        reading = self.reading
        block = (
            cells.integers(self._texts(raw, "block"), faults, "block number")
            if reading.has("block")
            else None
        )
        if reading.has("time"):
            time = cells.times(self._texts(raw, "time"), reading.time, faults)
            clock = cells.CLOCKS[reading.time]
        elif block is not None:
            time, clock = block, Clock.BLOCK
        else:
            time, clock = np.arange(before + 1, before + 1 + raw.num_rows), Clock.STEP
        return {"time": time, "clock": np.full(raw.num_rows, int(clock), np.uint8), "block": block}

    def _index(self, raw: pa.RecordBatch, field: str, faults: cells.Faults) -> pa.Array | None:
        """Whole numbers of 31 bits, where an empty cell means that there is none."""
        if not self.reading.has(field):
            return None
        texts = pc.if_else(
            pc.equal(self._texts(raw, field).fill_null(""), ""), None, self._texts(raw, field)
        )
        what = field.replace("_", " ")
        numbers = cells.integers(texts.fill_null("0"), faults, what)
        for row in np.flatnonzero((numbers < 0) | (numbers >= 1 << 31)).tolist():
            faults.setdefault(row, f"not a {what}: {texts[row].as_py()[:40]!r}")
            numbers[row] = 0
        return pc.if_else(texts.is_valid(), pa.array(numbers), None)

    def _kinds(self, keys: pa.Array) -> NDArray[np.uint8]:
        if self.reading.options.namespace:
            return np.full(len(keys), int(TransferKind.LEDGER), np.uint8)
        token = TransferKind.ERC721 if self.reading.has("token_id") else TransferKind.ERC20
        encoded = keys.dictionary_encode()
        kinds = [
            TransferKind.NATIVE if assets.is_coin(key) else token for key in encoded.dictionary.to_pylist()
        ]
        return np.asarray(np.array(kinds, np.uint8)[encoded.indices.to_numpy(zero_copy_only=False)])

    def _succeeded(self, raw: pa.RecordBatch) -> NDArray[np.bool_]:
        """What a column of that kind says; what a bank means by its status nobody guesses."""
        mapping = self.reading.mapping
        guessed = "status" in mapping.guessed and self.reading.options.namespace
        if not self.reading.has("status") or guessed:
            return np.ones(raw.num_rows, np.bool_)
        name = self.table.header[mapping.columns["status"]].lower()
        return cells.succeeded(self._texts(raw, "status"), tells_errors="error" in name)

    def _tx_hashes(self, raw: pa.RecordBatch, faults: cells.Faults) -> pa.Array | None:
        return cells.hashes(self._texts(raw, "hash"), faults) if self.reading.hashed else None

    def _bad(self, raw: pa.RecordBatch, faults: cells.Faults) -> tuple[BadRow, ...]:
        """The first of them."""
        kept = []
        for row in sorted(faults)[:KEPT_BAD_ROWS]:
            content = ",".join(str(column[row].as_py() or "") for column in raw.columns)
            kept.append(BadRow(int(self.table.lines[row]), faults[row], content[:500]))
        return tuple(kept)


def _typed(values: object, kind: pa.DataType, rows: int) -> pa.Array:
    if values is None:
        return pa.nulls(rows, kind)
    array = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values)
    return array.cast(kind)
