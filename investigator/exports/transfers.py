"""Writes transfers to a file: CSV, TSV or Parquet, whole or not at all, a page at a time."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from investigator.cases import worth
from investigator.data.queries import transfers
from investigator.data.queries.conditions import Ids
from investigator.data.queries.transfers import TransferRow
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.exports.cells import inert
from investigator.exports.sheet import COLUMNS, Beside, cells, completed
from investigator.progress import Tick, silent
from investigator.records import Clock

PAGE = 20_000
FORMATS = ("csv", "tsv", "parquet")
DEFAULT = (
    *("time", "from", "from_name", "to", "to_name", "amount", "asset", "worth", "kind", "tx", "block"),
    *("token", "base", "decimals", "id", "acquisition"),
)

_Write = Callable[[Sequence[TransferRow], Beside], None]


def export(
    store: Store,
    ids: Ids,
    path: Path,
    keys: Sequence[str] = DEFAULT,
    beside: Beside | None = None,
    tick: Tick = silent,
) -> int:
    """Write these transfers, in their order, in the format that the file's name ends in; how many comes back.

    Text is exact: amounts in whole units with all their digits. A text that a spreadsheet would compute gets a
    quote before it; Parquet, which nobody computes, has it as it is, times as timestamps where they are dates.
    Raises `Trouble` for another ending or a place that cannot be written.
    """
    ending = path.suffix.lower().lstrip(".")
    if ending not in FORMATS:
        raise Trouble(f"{path.name} says no format; let it end in .csv, .tsv or .parquet.")
    by = beside or Beside()
    open_ = {"csv": _csv, "tsv": _tsv, "parquet": _parquet}[ending]
    try:
        with _whole(path) as part, open_(part, completed(keys)) as write:
            for first in range(0, ids.size, PAGE):
                tick(first, int(ids.size), "Writing transfers")
                rows = transfers.by_id(store, ids[first : first + PAGE].tolist())
                write(rows, Beside(by.names, _worths(store, rows, keys), by.zone))
    except OSError as error:
        raise Trouble(
            f"The transfers cannot be written to {path} ({error.strerror}); choose another place."
        ) from error
    return int(ids.size)


def _worths(store: Store, rows: Sequence[TransferRow], keys: Sequence[str]) -> dict[int, worth.Derived]:
    return worth.of_transfers(store, rows) if "worth" in keys else {}


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside the one wanted, which takes its place once it is whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem[:40]}-", suffix=".part")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _csv(path: Path, keys: Sequence[str]) -> Iterator[_Write]:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow([COLUMNS[key].head for key in keys])
        yield lambda rows, by: out.writerows([inert(cell) for cell in cells(row, keys, by)] for row in rows)


@contextmanager
def _tsv(path: Path, keys: Sequence[str]) -> Iterator[_Write]:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS[key].head for key in keys) + "\n")
        yield lambda rows, by: file.writelines(
            "\t".join(map(inert, cells(row, keys, by))) + "\n" for row in rows
        )


@contextmanager
def _parquet(path: Path, keys: Sequence[str]) -> Iterator[_Write]:
    """Texts, but for numbers of rows and blocks; times are timestamps beside their clock's own number."""
    types = {"block": pa.int64(), "id": pa.int64(), "acquisition": pa.int64(), "decimals": pa.int32()}
    kept = [(COLUMNS[key].head, types.get(key, pa.string())) for key in keys]
    schema = pa.schema(
        [("time", pa.int64()), ("clock", pa.string()), ("at", pa.timestamp("s", "UTC")), *kept]
    )
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:

        def write(rows: Sequence[TransferRow], by: Beside) -> None:
            dated = [row.time if row.clock is Clock.UTC and abs(row.time) < 2**37 else None for row in rows]
            columns: list[list[object]] = [[], [], []]
            columns[0][:] = [row.time for row in rows]
            columns[1][:] = [row.clock.name.lower() for row in rows]
            columns[2][:] = dated
            texts = [cells(row, keys, by) for row in rows]
            for place, (_, kind) in enumerate(kept):
                some = [line[place] for line in texts]
                columns.append(
                    list(some) if kind == pa.string() else [int(one) if one else None for one in some]
                )
            arrays = [pa.array(some, one.type) for some, one in zip(columns, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))

        yield write
