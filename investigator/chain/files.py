"""Detect what files are, and open them as sources."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from investigator.chain import evm, labels, reading
from investigator.chain.blocks import BlockFile, ReceiptFile
from investigator.chain.labels import AddressList, LabelTable, SdnList, TagPack
from investigator.chain.layouts import detect, opening
from investigator.chain.layouts.graphsense import GraphSenseFile
from investigator.chain.layouts.layout import Layout
from investigator.chain.mapping import map_columns
from investigator.chain.price_columns import looks_like_prices
from investigator.chain.prices import PriceTable
from investigator.chain.source import ImportOptions, Source
from investigator.chain.tables import CsvTable, Fingerprint, ParquetTable, fingerprint
from investigator.chain.transfers import TransferTable
from investigator.data import ingestion
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick, silent

EXPECTED = (
    "Expected are transfers as CSV or Parquet, raw blocks or receipts as JSON, files of ethereum-etl, cryo, Etherscan "
    "or GraphSense, labels as TagPack or ActorPack YAML, CSV, a list of addresses or OFAC's XML, or prices as CSV or "
    "Parquet."
)
_SOURCES: dict[str, Callable[[Path, ImportOptions, Fingerprint], Source]] = {
    **{"block": BlockFile, "yaml": TagPack, "labels": LabelTable, "addresses": AddressList, "sdn": SdnList},
    "prices": PriceTable,
}
_SUFFIXES = {".csv", ".tsv", ".parquet", ".json", ".yaml", ".yml", ".txt", ".gs", ".xml"}


def open_sources(
    paths: Sequence[Path], options: ImportOptions, tick: Tick = silent, store: Store | None = None
) -> list[Source]:
    """The sources that files and folders hold: blocks first, since receipts need their chains and times.

    With a `store`, receipts of blocks that are in the case already are dated by them. Raises `Trouble`
    for a file that is missing, unreadable or of no known kind.
    """
    found: list[Source] = []
    receipts: list[tuple[Path, Fingerprint]] = []
    known: dict[str, tuple[str, int]] = {}
    laid: list[tuple[Path, Fingerprint, Layout]] = []
    for path in _files(paths):
        tick(0, None, f"Opening {path.name}")
        mark = fingerprint(path)
        if not mark.size:
            raise Trouble(f"{path.name} is empty.")
        layout = layout_of(path, mark, options)
        if layout is not None:
            laid.append((path, mark, layout))
            continue
        if kind(path, mark) == "receipts":
            receipts.append((path, mark))
            continue
        source = _open(path, options, mark, tick)
        found.append(source)
        if isinstance(source, BlockFile):
            known.update(source.known)
    found.sort(key=lambda source: not isinstance(source, BlockFile))
    if receipts and store is not None:
        with store.reading() as db:
            known = {**ingestion.known_blocks(db), **known}
    tables = opening.opened(laid, options, tick, store)
    return [*found, *tables, *(ReceiptFile(path, options, mark, known) for path, mark in receipts)]


def layout_of(path: Path, mark: Fingerprint, options: ImportOptions) -> Layout | None:
    """How another tool laid a file out; `None` if no known one did, or the analyst says what its columns are."""
    return None if options.mapping or options.namespace else detect.layout_of(path, mark)


def kind(path: Path, mark: Fingerprint) -> str:
    """What a file is, by its content: parquet, block, receipts, yaml, labels, transfers, ...; '' if unknown.

    A chart of GraphSense goes by its name.
    """
    with path.open("rb") as file:
        head = file.read(1 << 20)
    plainly = _plainly(path, head)
    if plainly or (mark.binary and head[:1] not in {b"{", b"["}):
        return plainly
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} and path.suffix.lower() != ".csv":
        return evm.looks_like(head) or ("addresses" if labels.is_list(path, mark) else "")
    if labels.is_list(path, mark):
        return "addresses"
    return _table(CsvTable(path, mark.encoding).header)


def _plainly(path: Path, head: bytes) -> str:
    """The kind of a file that is told by its name or its first bytes; '' for others."""
    if path.suffix.lower() == ".gs":
        return "graphsense"
    if reading.is_parquet(path):
        try:
            return "prices" if looks_like_prices(ParquetTable(path).header) else "parquet"
        except Trouble:
            return "parquet"
    if labels.is_sdn(head):
        return "sdn"
    json = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}
    return "yaml" if path.suffix.lower() in {".yaml", ".yml"} and not json else ""


def _table(header: list[str]) -> str:
    """What the columns of a table tell; one of transfers, if they tell nothing."""
    if not map_columns(header).missing:
        return "transfers"
    if {"address", "label"} <= set(labels.label_columns(header)):
        return "labels"
    return "prices" if looks_like_prices(header) else "transfers"


def _open(path: Path, options: ImportOptions, mark: Fingerprint, tick: Tick) -> Source:
    what = kind(path, mark)
    if what in _SOURCES and not (options.mapping and what in {"labels", "prices"}):
        return _SOURCES[what](path, options, mark)
    if what == "graphsense":
        return GraphSenseFile(path, mark, tick)
    if what in {"parquet", "transfers", "labels", "prices"}:
        return TransferTable(path, options, mark, tick)
    raise Trouble(f"{path.name} is of no known kind. {EXPECTED}")


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if _wanted(p, path))
            if not inside:
                raise Trouble(f"The folder {path} holds no file that can be imported. {EXPECTED}")
            files += inside
        elif path.is_file():
            files.append(path)
        else:
            raise Trouble(f"There is no file {path}.")
    return files


def _wanted(path: Path, folder: Path) -> bool:
    """Whether a file of a folder may hold something; hidden ones are programs' own."""
    hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
    return not hidden and path.is_file() and path.suffix.lower() in _SUFFIXES
