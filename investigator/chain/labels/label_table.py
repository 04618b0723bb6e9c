"""Tables of labels: any CSV with addresses and labels, and Forta's lists as they are published."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from investigator.address import ETHEREUM, canonical
from investigator.chain import tables
from investigator.chain.labels import claims
from investigator.chain.labels.claims import Claims, text
from investigator.chain.source import Batch, Description, ImportOptions
from investigator.chain.tables import CsvTable, Fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick

_COLUMNS = {
    "address": ("address", "account", "wallet"),
    "label": ("label", "name", "tag", "nametag", "etherscantag", "role"),
    "category": ("category", "type", "class", "concept"),
    "confidence": ("confidence",),
    "source": ("source", "url"),
    "note": ("note", "notes", "description", "comment"),
    "date": ("date", "lastmod", "claimedon", "datereported"),
    "illicit": ("illicit", "isfraud", "issar", "fraud"),
}


@dataclass(frozen=True)
class Published:
    """A list as somebody publishes it: its columns by field, and who that is. All that are on it are accused.

    A second account of a row, the contract's creator, has its own `creator` and `creator_label`.
    """

    publisher: str
    columns: Mapping[str, str]


_FORTA = (
    Published("Forta", {"address": "address", "label": "etherscan_tag", "category": "etherscan_labels"}),
    Published("Forta", {"address": "banned_address", "label": "wallet_tag", "category": "data_source"}),
    Published(
        "Forta",
        {
            **{"address": "contract_address", "label": "contract_tag", "source": "source", "note": "notes"},
            **{"creator": "contract_creator", "creator_label": "contract_creator_tag"},
        },
    ),
)
_CREATOR_CATEGORY = "contract_creator_etherscan_label"


class LabelTable:
    """A CSV file of labels with at least the columns address and label, or one that Forta publishes."""

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint) -> None:
        self.path = path
        self.mark = mark
        self.options = options
        self.table = CsvTable(path, mark.encoding)
        self.published = published(self.table.header)
        self.columns = label_columns(self.table.header)
        if not {"address", "label"} <= set(self.columns):
            raise Trouble(f"{path.name} has no columns address and label.")
        self.chain = self._chain()

    def describe(self) -> Description:
        """The file, and which column is what."""
        mapping = {field: self.table.header[index] for field, index in sorted(self.columns.items())}
        request = {"mapping": mapping, "chain": self.chain, "namespace": self.options.namespace}
        return Description("labels", self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The labels in the order of the file."""
        done = 0
        read = self._accused if self.published else self._row
        for raw in self.table.batches():
            tick(done, None, f"Reading {self.path.name}")
            done += raw.num_rows
            found = Claims()
            rows = zip(*(column.to_pylist() for column in raw.columns), strict=True)
            for line, row in zip(self.table.lines.tolist(), rows, strict=True):
                cells = {field: row[index] for field, index in self.columns.items()}
                found.take(line, ",".join(map(str, row)), partial(read, cells))
            yield found.batch()
        yield Batch(bad=tuple(self.table.malformed), bad_rows=self.table.malformed_rows)

    def _row(self, cells: dict[str, str]) -> list[dict[str, Any]]:
        label = text(cells["label"])
        if not label:
            raise ValueError("no label")
        category = claims.concept([cells.get("category"), label])
        said = claims.meaning(text(cells["illicit"])) if cells.get("illicit") else claims.meaning(label)
        return [
            claims.claim(
                canonical(cells["address"], self.chain, self.options.namespace),
                label,
                category,
                text(cells.get("source")) or self.path.name,
                confidence=claims.confidence(text(cells.get("confidence"))),
                note=text(cells.get("note")),
                claimed_on=text(cells.get("date"))[:40],
                illicit=said,
            )
        ]

    def _accused(self, cells: dict[str, str]) -> list[dict[str, Any]]:
        """What a row of a published black list claims: of one account, or of a contract and of who made it."""
        assert self.published
        label, creator = text(cells["label"]), text(cells.get("creator_label"))
        words = " ".join(text(cells.get(name)) for name in ("category", "label", "creator_label", "note"))
        category = claims.concept([cells.get("category")])
        category = claims.concept_in(words) if category == "unknown" else category
        category = "black_list" if category == "unknown" else category
        publisher, named = self.published.publisher, text(cells.get("source"))
        source = f"{publisher}: {named}" if named else f"{publisher}, {self.path.name}"
        said = partial(claims.claim, category=category, source=source, note=text(cells.get("note")))
        made = text(cells.get("creator"))
        about = f"made by {creator}" if creator else f"on {publisher}'s {self.path.stem}"
        address = canonical(cells["address"], self.chain, self.options.namespace)
        rows = [said(address, label or about)]
        if made:
            about = f"made {label}" if label else f"made a contract {about}"
            maker = canonical(made, self.chain, self.options.namespace)
            rows.append(said(maker, creator or about))
        return rows

    def _chain(self) -> str:
        """Forta parts its lists by chain, in folders of its number."""
        folder = self.path.resolve().parent.name
        if self.published and folder.isdecimal() and len(folder) < 12 and self.options.chain == ETHEREUM:
            return f"eip155:{int(folder)}"
        return self.options.chain


def published(header: list[str]) -> Published | None:
    """Who publishes lists with these columns, if that is known."""
    names = set(header)
    for one in _FORTA:
        if set(one.columns.values()) <= names:
            return one
    return None


def label_columns(header: list[str]) -> dict[str, int]:
    """Which column of a list of labels is what."""
    known = published(header)
    if known:
        category = {"category": _CREATOR_CATEGORY} if _CREATOR_CATEGORY in header else {}
        return {field: header.index(name) for field, name in {**known.columns, **category}.items()}
    keys = ["".join(c for c in name.lower() if c.isalnum()) for name in header]
    found: dict[str, int] = {}
    for field, names in _COLUMNS.items():
        hits = [
            keys.index(name) for name in names if name in keys and keys.index(name) not in found.values()
        ]
        if hits:
            found[field] = hits[0]
    return found


def read_rows(path: Path, needed: tuple[str, ...], tick: Tick) -> list[dict[str, str]]:
    """A CSV list as rows by field. Raises `Trouble` if it cannot be read or lacks a needed column."""
    if not path.is_file():
        raise Trouble(f"There is no file {path}.")
    table = CsvTable(path, tables.fingerprint(path).encoding)
    columns = label_columns(table.header)
    missing = [field for field in needed if field not in columns]
    if missing:
        raise Trouble(f"{path.name} has no column {missing[0]}; it needs {' and '.join(needed)}.")
    rows: list[dict[str, str]] = []
    for raw in table.batches():
        tick(len(rows), None, f"Reading {path.name}")
        cells = [raw.column(str(index)).to_pylist() for index in columns.values()]
        rows += [dict(zip(columns, row, strict=True)) for row in zip(*cells, strict=True)]
    return rows
