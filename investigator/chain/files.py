"""Detect what files are, and open them as sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from investigator.chain import evm, labels, reading
from investigator.chain.blocks import BlockFile, ReceiptFile
from investigator.chain.labels import LabelTable, TagPack
from investigator.chain.layouts import detect, opening
from investigator.chain.layouts.graphsense import GraphSenseFile
from investigator.chain.layouts.layout import Layout
from investigator.chain.mapping import map_columns
from investigator.chain.source import ImportOptions, Source
from investigator.chain.tables import CsvTable, Fingerprint, fingerprint
from investigator.chain.transfers import TransferTable
from investigator.data import ingestion
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Tick, silent

EXPECTED = (
    "Expected are transfers as CSV or Parquet, raw blocks or receipts as JSON, files of ethereum-etl, cryo, Etherscan "
    "or GraphSense, or labels as TagPack YAML or CSV."
)
_SUFFIXES = {".csv", ".tsv", ".parquet", ".json", ".yaml", ".yml", ".txt", ".gs"}


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
    """What a file is, by its content: parquet, block, receipts, yaml, labels or transfers; '' if unknown.

    A chart of GraphSense goes by its name.
    """
    plainly = (
        "graphsense" if path.suffix.lower() == ".gs" else "parquet" if reading.is_parquet(path) else ""
    )
    if plainly:
        return plainly
    with path.open("rb") as file:
        head = file.read(1 << 20)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["} and path.suffix.lower() != ".csv":
        return evm.looks_like(head)
    if path.suffix.lower() in {".yaml", ".yml"}:
        return "yaml"
    if mark.binary:
        return ""
    header = CsvTable(path, mark.encoding).header
    if not map_columns(header).missing:
        return "transfers"
    return "labels" if {"address", "label"} <= set(labels.label_columns(header)) else "transfers"


def _open(path: Path, options: ImportOptions, mark: Fingerprint, tick: Tick) -> Source:
    what = kind(path, mark)
    if what == "block":
        return BlockFile(path, options, mark)
    if what == "yaml":
        return TagPack(path, options, mark)
    if what == "graphsense":
        return GraphSenseFile(path, mark)
    if what == "labels" and not options.mapping:
        return LabelTable(path, options, mark)
    if what in {"parquet", "transfers", "labels"}:
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
