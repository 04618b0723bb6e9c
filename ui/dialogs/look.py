"""A look into a file before it is imported. It reads the file: to be run in a task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from investigator.chain import files, reading
from investigator.chain.prices import PriceTable
from investigator.chain.source import ImportOptions
from investigator.chain.tables import Fingerprint, fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from ui import words

KINDS = {
    "block": "Raw blocks",
    "receipts": "Receipts",
    "yaml": "Labels (TagPack)",
    "labels": "Labels in a table",
    "parquet": "Transfers in Parquet",
    "transfers": "Transfers in a table",
    "graphsense": "Chart of GraphSense",
    "addresses": "Labels in a list of addresses",
    "sdn": "OFAC's list (SDN)",
    "prices": "Prices in a table",
}
AS_IT_IS = {"block", "receipts", "yaml", "graphsense", "addresses", "sdn"}
"""Kinds of which nothing has to be said."""
TIMES = {
    "step": "steps",
    "seconds": "seconds",
    "milliseconds": "milliseconds",
    "iso": "dates",
    "block": "block numbers",
    "auto": "not found",
}


@dataclass(frozen=True)
class FilePreview:
    """What a look at the head of a file showed.

    `kind` says in words what it is, `settled` how it would be read; `header` and `rows` are its first rows;
    `columns` maps fields to columns, where there is anything to map; `guessed` are those nobody named.
    `problems` are sentences that say why it cannot be read so.
    """

    kind: str
    bytes: int
    header: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    columns: Mapping[str, int] | None = None
    guessed: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()
    settled: str = ""


def look_at(path: Path, options: ImportOptions, tick: Tick = silent) -> FilePreview:
    """See what a file or folder is, and how it would be read. Raises `Trouble` if it cannot be read at all."""
    tick(0, None, f"Looking at {path.name}")
    if path.is_dir():
        inside = sum(1 for one in path.rglob("*") if one.is_file())
        wrong = () if inside else (f"The folder {path.name} is empty.",)
        return FilePreview(f"Folder of {words.plural(inside, 'file')}", 0, problems=wrong)
    mark = fingerprint(path)
    if not mark.size:
        raise Trouble(f"{path.name} is empty.")
    layout = files.layout_of(path, mark, options)
    if layout is not None:
        return _laid_out(path, mark, layout.name)
    what = files.kind(path, mark)
    if what == "prices" and not options.mapping:
        return _prices(path, options, mark)
    if what in AS_IT_IS or (what == "labels" and not options.mapping):
        return FilePreview(KINDS[what], mark.size)
    if what not in KINDS:
        return FilePreview("Not known", mark.size, problems=(f"It is of no known kind. {files.EXPECTED}",))
    return _table(path, options, mark, KINDS[what])


def _prices(path: Path, options: ImportOptions, mark: Fingerprint) -> FilePreview:
    """A table of prices, and of what they are."""
    header, rows = reading.head(path, mark)
    try:
        said = PriceTable(path, options, mark).settled
    except Trouble as trouble:
        return FilePreview(KINDS["prices"], mark.size, header, rows, problems=(str(trouble),))
    of = words.plain(said.asset, 40) if "asset" not in said.columns.named else "several assets"
    return FilePreview(KINDS["prices"], mark.size, header, rows, settled=f"prices of {of} in {said.fiat}")


def _laid_out(path: Path, mark: Fingerprint, name: str) -> FilePreview:
    """A file whose columns are known: nothing needs to be said of them, though it can be."""
    header, rows = reading.head(path, mark)
    return FilePreview(name, mark.size, header, rows)


def _table(path: Path, options: ImportOptions, mark: Fingerprint, kind: str) -> FilePreview:
    seen = reading.preview(path, mark, options)
    units = "whole units" if seen.whole_units else "base units"
    decimals = f" with {words.plural(seen.decimals, 'decimal')}" if seen.decimals is not None else ""
    return FilePreview(
        kind,
        mark.size,
        seen.header,
        seen.rows,
        seen.mapping.columns,
        seen.mapping.guessed,
        (seen.problem,) if seen.problem else (),
        "" if seen.problem else f"times are {TIMES[seen.time]}, amounts are {units}{decimals}",
    )
