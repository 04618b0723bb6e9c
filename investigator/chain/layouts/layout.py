"""Files of tables whose columns are known beforehand, as other tools write them, as sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from investigator.address import ETHEREUM, is_chain
from investigator.chain import tables
from investigator.chain.layouts.columnar import ParquetColumns
from investigator.chain.layouts.exports import CHAINS, ExportTable, is_export
from investigator.chain.layouts.known import Known
from investigator.chain.layouts.ndjson import NdjsonTable, first_object
from investigator.chain.layouts.records import Here
from investigator.chain.layouts.rows import Fields, Rows, find
from investigator.chain.source import KEPT_BAD_ROWS, BadRow, Batch, Description, ImportOptions
from investigator.chain.tables import CsvTable, Fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick

Convert = Callable[[Rows, Here], Batch]
"""Makes evidence of rows."""


Learn = Callable[[Rows, Known], None]
"""Takes in what rows tell of others."""


@dataclass(frozen=True)
class Layout:
    """How a tool writes one kind of thing.

    A file has it if its header has all that it `needs`. `required` are the fields without which nothing can be
    taken; `order` says what is read first, since it tells more of what comes later. `converter` is made once for
    a file, and `learn` takes in what others may need to know before; `names` does so with the transactions, for
    files that do not name theirs.
    """

    name: str
    needs: frozenset[str]
    fields: Fields
    converter: Callable[[], Convert]
    order: int
    required: tuple[str, ...] = ()
    learn: Learn | None = None
    names: Learn | None = None


class Table(Protocol):
    """A table as a stream of columns by index; see `chain.tables.CsvTable`."""

    path: Path
    header: list[str]
    malformed: list[BadRow]
    malformed_rows: int
    lines: NDArray[np.int64]

    def batches(self, wanted: list[int] | None = None) -> Iterator[pa.RecordBatch]:
        """All rows, of the wanted columns."""


def open_table(path: Path, mark: Fingerprint) -> Table | None:
    """A file as a table, whatever it is written in; `None` if it is none."""
    with path.open("rb") as file:
        head = file.read(4)
    if head == b"PAR1":
        return ParquetColumns(path)
    if mark.binary:
        return None
    if head.lstrip(b"\xef\xbb\xbf")[:1] == b"{":
        return NdjsonTable(path) if first_object(path) else None
    if head[:1] in {b"[", b"%"}:
        return None
    table = CsvTable(path, mark.encoding, fractions=mark.fractions)
    return ExportTable(path, mark.encoding) if is_export(table.header) else table


class LayoutFile:
    """A file in a known layout; `known` is what other files and the case tell of its chain.

    `hashed` says that its rows name their transactions.

    Raises `Trouble` when made if it lacks what must be there.
    """

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint, layout: Layout) -> None:
        table = open_table(path, mark)
        assert table is not None  # it was recognised by its header
        self.path, self.mark, self.layout = path, mark, layout
        self.known = Known(said=options.decimals)
        self._table = table
        self.columns = find(layout.fields, table.header)
        missing = [name for name in layout.required if name not in self.columns]
        if missing:
            told = ", ".join("/".join(layout.fields[name]) for name in missing)
            raise Trouble(
                f"{path.name} is laid out as {layout.name}, but has no column {told}; write it with that."
            )
        self.chain = self._chain(options.chain)
        self.hashed = self._names_transactions()
        self._check_exact()

    def describe(self) -> Description:
        """The file, and how it is read."""
        request = {
            **{
                "layout": self.layout.name,
                "chain": self.chain,
                "columns": dict(sorted(self.columns.items())),
            },
            **{"dated": bool(len(self.known.times.numbers)), "decimals": self.known.said},
        }
        return Description("layout", self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def learn(self, tick: Tick, *, names: bool = False) -> None:
        """Take in what other files need to know before they are read, `names` of transactions among it."""
        wanted = [
            one for one in (self.layout.learn, self.layout.names if names else None) if one is not None
        ]
        if wanted:
            for done, rows in enumerate(self._rows()):
                tick(done, None, f"Looking through {self.path.name}")
                with self._translated():
                    for take_in in wanted:
                        take_in(rows, self.known)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The facts in the order of the file."""
        table, convert = self._table, self.layout.converter()
        done = told = counted = 0
        for rows in self._rows():
            tick(done, None, f"Reading {self.path.name}")
            with self._translated():
                batch = convert(rows, Here(self.chain, self.known, done, self.hashed))
            done += rows.count
            bad = sorted((*self._bad(rows), *table.malformed[told:]), key=lambda row: row.line)
            count = len(rows.faults) + table.malformed_rows - counted
            told, counted = len(table.malformed), table.malformed_rows
            yield replace(batch, bad=tuple(bad[:KEPT_BAD_ROWS]), bad_rows=count)
        if not done and not counted:
            yield Batch()

    def _rows(self) -> Iterator[Rows]:
        header = self._table.header
        wanted = sorted({header.index(column) for column in self.columns.values()})
        for raw in self._table.batches(wanted):
            columns = {name: raw.column(str(header.index(column))) for name, column in self.columns.items()}
            rows = Rows(columns, self.chain, raw.num_rows)
            if rows.has("chain_id"):
                self._check_chain(rows)
            yield rows

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (pa.ArrowNotImplementedError, pa.ArrowInvalid, pa.ArrowTypeError) as error:
            reason = str(error).splitlines()[0][:200]
            raise Trouble(
                f"{self.path.name} has columns of other types than {self.layout.name}: {reason}."
            ) from error

    def _bad(self, rows: Rows) -> list[BadRow]:
        """The first of them."""
        kept = []
        for row in sorted(rows.faults)[:KEPT_BAD_ROWS]:
            content = ",".join(shown(rows.columns[name][row].as_py()) for name in self.columns)
            kept.append(BadRow(int(self._table.lines[row]), rows.faults[row], content[:500]))
        return kept

    def _chain(self, said: str) -> str:
        """The chain that the file names, else the one that was said."""
        if isinstance(self._table, ExportTable) and said == ETHEREUM:
            said = CHAINS.get(self._table.unit, said)
        if "chain_id" not in self.columns:
            return said
        first = next(iter(self._table.batches([self._table.header.index(self.columns["chain_id"])])), None)
        number = None if first is None or not first.num_rows else first.column(0)[0].as_py()
        chain = f"eip155:{number}"
        return chain if number is not None and is_chain(chain) else said

    def _check_chain(self, rows: Rows) -> None:
        number = self.chain.rpartition(":")[2]
        other = ~np.array([text in {None, number} for text in rows.texts("chain_id").to_pylist()], np.bool_)
        for row in np.flatnonzero(other).tolist():
            rows.faults.setdefault(row, f"of another chain than {self.chain}")

    def _names_transactions(self) -> bool:
        """Whether the rows name their transactions, as the traces of some nodes do not."""
        if "hash" not in self.columns:
            return False
        for raw in self._table.batches([self._table.header.index(self.columns["hash"])]):
            texts = Rows({"hash": raw.column(0)}, self.chain, raw.num_rows).texts("hash")
            return texts.null_count < len(texts) or not len(texts)
        return True

    def _check_exact(self) -> None:
        for name in ("value", "token_id"):
            index = self._table.header.index(self.columns[name]) if name in self.columns else None
            if index is None:
                continue
            first = next(iter(self._table.batches([index])), None)
            if first is not None and pa.types.is_floating(first.column(0).type):
                raise Trouble(
                    f"{self.path.name} holds amounts as floating-point numbers, which are not exact; "
                    "write them as text or binary (cryo: --u256-types binary)."
                )


def shown(value: object, most: int = 80) -> str:
    """A cell as text of at most so many characters."""
    if isinstance(value, list):
        value = ",".join(map(str, value))
    text = "" if value is None else "0x" + value.hex() if isinstance(value, bytes) else str(value)
    return text[:most]
