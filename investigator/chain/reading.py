"""How a table of transfers is to be read: what was said, and what a look at the file finds out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import pyarrow as pa

from investigator.address import canonical
from investigator.chain import cells
from investigator.chain.layouts import layout
from investigator.chain.mapping import ColumnMapping, map_columns
from investigator.chain.source import ImportOptions, TimeKind
from investigator.chain.tables import CsvTable, Fingerprint, ParquetTable
from investigator.errors import Trouble
from investigator.progress import Tick, silent

Table = CsvTable | ParquetTable


@dataclass(frozen=True)
class Reading:
    """How a file is read. `hashed` says that its rows carry transaction hashes."""

    mapping: ColumnMapping
    options: ImportOptions
    time: TimeKind
    whole_units: bool
    decimals: int | None
    hashed: bool

    def has(self, field: str) -> bool:
        """Whether a column holds this field."""
        return field in self.mapping.columns


@dataclass(frozen=True)
class Preview:
    """What a file looks like before it is imported. `problem` says in a sentence why it cannot be, or ''."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    mapping: ColumnMapping
    time: TimeKind
    whole_units: bool
    decimals: int | None
    problem: str


def is_parquet(path: Path) -> bool:
    """Whether a file begins as Parquet does."""
    with path.open("rb") as file:
        return file.read(4) == b"PAR1"


def open_table(path: Path, mark: Fingerprint) -> Table:
    """The file as a table. Raises `Trouble` if it is none."""
    if is_parquet(path):
        return ParquetTable(path)
    if mark.binary:
        raise Trouble(f"{path.name} is no text file: it holds NUL bytes.")
    return CsvTable(path, mark.encoding, fractions=mark.fractions)


def find_out(table: Table, options: ImportOptions, tick: Tick = silent) -> Reading:
    """Settle how to read a file. Raises `Trouble` if a column that a transfer needs is missing."""
    mapping = map_columns(table.header, options.mapping)
    if mapping.missing:
        raise Trouble(
            f"{table.path.name} has no column for {', '.join(mapping.missing)}; name it with "
            f"--map {mapping.missing[0]}=COLUMN (columns: {', '.join(table.header)[:300]})."
        )
    if not options.asset and "asset" not in mapping.columns and _in_dollars(table, mapping):
        options = replace(options, asset="USD")
    first = next(table.batches(), None)
    _check_accounts(first, mapping, options, table.path.name)
    time = _time(first, mapping, options)
    hashed = "hash" in mapping.columns and _hashed(first, mapping)
    fractions, places = _amounts(table, mapping, options, tick)
    whole = fractions if options.units == "auto" else options.units == "whole"
    decimals = options.decimals if options.decimals is not None else places if whole else _base(options)
    return Reading(mapping, options, time, whole, decimals, hashed)


def head(
    path: Path, mark: Fingerprint, rows: int = 20
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Columns and first rows of a file in a layout that is known, as text."""
    table = layout.open_table(path, mark)
    first = None if table is None else next(iter(table.batches()), None)
    if table is None or first is None:
        return (() if table is None else tuple(table.header)), ()
    told = zip(*(column.slice(0, rows).to_pylist() for column in first.columns), strict=True)
    return tuple(table.header), tuple(tuple(layout.shown(cell, 120) for cell in row) for row in told)


def preview(path: Path, mark: Fingerprint, options: ImportOptions, rows: int = 20) -> Preview:
    """Look at a file's first rows and settle how it would be read. Raises `Trouble` if it is no table."""
    table = open_table(path, mark)
    first = next(table.batches(), None)
    shown = (
        []
        if first is None
        else list(islice(zip(*(c.to_pylist() for c in first.columns), strict=True), rows))
    )
    texts = tuple(tuple("" if cell is None else str(cell)[:120] for cell in row) for row in shown)
    try:
        reading, problem = find_out(table, options), ""
    except Trouble as trouble:
        guess = map_columns(table.header)
        reading, problem = Reading(guess, options, "auto", False, options.decimals, False), str(trouble)
    if not texts and not problem:
        problem = f"{path.name} has a header but no rows."
    return Preview(
        tuple(table.header),
        texts,
        reading.mapping,
        reading.time,
        reading.whole_units,
        reading.decimals,
        problem,
    )


def column(raw: pa.RecordBatch, mapping: ColumnMapping, field: str) -> pa.Array:
    """A field's texts. Raises `KeyError` if no column holds it."""
    return raw.column(str(mapping.columns[field]))


def _in_dollars(table: Table, mapping: ColumnMapping) -> bool:
    """Whether the amounts are said to be what something was worth, and so are none of the chain's coin."""
    return table.header[mapping.columns["amount"]].lower().endswith("usd")


def _check_accounts(
    first: pa.RecordBatch | None, mapping: ColumnMapping, options: ImportOptions, name: str
) -> None:
    """Raise `Trouble` where the accounts are plain ids that no namespace makes one's own."""
    if first is None or options.namespace:
        return
    texts = column(first, mapping, "from").drop_null().to_pylist()[:200]
    if texts and not any(_is_address(text, options.chain) for text in texts):
        raise Trouble(
            f"The accounts of {name} are plain ids such as {texts[0][:40]!r}; "
            "give them a namespace, such as --namespace bank."
        )


def _is_address(text: str, chain: str) -> bool:
    try:
        canonical(text, chain)
    except ValueError:
        return False
    return True


def _time(first: pa.RecordBatch | None, mapping: ColumnMapping, options: ImportOptions) -> TimeKind:
    if options.time != "auto" or "time" not in mapping.columns:
        return "block" if options.time == "auto" and "block" in mapping.columns else _said(options.time)
    return "step" if first is None else cells.time_kind(column(first, mapping, "time"))


def _said(kind: TimeKind) -> TimeKind:
    return "step" if kind == "auto" else kind


def _hashed(first: pa.RecordBatch | None, mapping: ColumnMapping) -> bool:
    """Whether the column really holds 32-byte hashes: a bank's transaction numbers are none."""
    some: Sequence[str] = (
        [] if first is None else column(first, mapping, "hash").drop_null().to_pylist()[:50]
    )
    good = 0
    for text in some:
        try:
            cells.transaction_hash(text)
            good += 1
        except ValueError:
            continue
    return good * 2 > len(some)


def _amounts(table: Table, mapping: ColumnMapping, options: ImportOptions, tick: Tick) -> tuple[bool, int]:
    """Whether amounts have fractions, and how long; looked up only where it is not said."""
    if options.units != "auto" and options.decimals is not None:
        return False, 0
    index = mapping.columns["amount"]
    if not table.may_have_fractions(index):
        return False, 0
    fractions, most = False, 0
    for done, batch in enumerate(table.batches([index])):
        tick(done, None, f"Looking through {table.path.name}")
        some, places = cells.places(batch.column(0))
        fractions, most = fractions or some, max(most, places)
    return fractions, most


def _base(options: ImportOptions) -> int | None:
    """Decimals of base units that nobody named: none for a bank's figures, unknown on a chain."""
    return 0 if options.namespace else None
