"""Labels as sources: TagPacks (GraphSense) and plain CSV."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from investigator import taxonomy
from investigator.address import BITCOIN, canonical
from investigator.chain import plain_yaml, tables
from investigator.chain.source import KEPT_BAD_ROWS, BadRow, Batch, Description, ImportOptions
from investigator.chain.tables import CsvTable, Fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick

CONFIDENCE: Mapping[str, int] = {
    "override": 100,
    "ownership": 100,
    "ledger_immanent": 100,
    "manual_transaction": 90,
    "service_api": 70,
    "forensic_investigation": 70,
    "authority_data": 60,
    "trusted_provider": 50,
    "service_data": 50,
    "forensic": 50,
    "untrusted_transaction": 40,
    "web_crawl": 20,
    "heuristic": 10,
    "unknown": 5,
}
"""Levels of a TagPack's confidence ids."""

_CHAINS = {"ETH": "eip155:1", "BTC": BITCOIN, "BNB": "eip155:56", "BSC": "eip155:56", "MATIC": "eip155:137"}
_COLUMNS = {
    "address": ("address", "account", "wallet"),
    "label": ("label", "name", "tag", "nametag", "etherscantag", "role"),
    "category": ("category", "type", "class", "concept"),
    "confidence": ("confidence",),
    "source": ("source", "url"),
    "note": ("note", "description", "comment"),
    "illicit": ("illicit", "isfraud", "issar", "fraud"),
}


class TagPack:
    """A TagPack in YAML. Raises `Trouble` when made if it is none.

    Of an ActorPack, which describes those that tags name, all actors are counted as rows that do not go in.
    """

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint) -> None:
        self.path = path
        self.mark = mark
        self.options = options
        self.pack = plain_yaml.load(path, mark)
        if not isinstance(self.pack.get("tags", self.pack.get("actors")), list):
            raise Trouble(f"{path.name} is no TagPack (it has no list 'tags').")

    def describe(self) -> Description:
        """The file and who made it."""
        request = {"title": _text(self.pack.get("title")), "creator": _text(self.pack.get("creator"))}
        return Description("tagpack", self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The tags; fields given once in the header are inherited. A tag on a transaction is set aside."""
        if "tags" not in self.pack:
            yield self._actors()
            return
        header = {key: value for key, value in self.pack.items() if key != "tags"}
        good, bad = list[dict[str, Any]](), list[BadRow]()
        for done, tag in enumerate(self.pack["tags"], start=1):
            if done % 1000 == 0:
                tick(done, len(self.pack["tags"]), f"Reading {self.path.name}")
            try:
                good.append(self._row({**header, **tag} if isinstance(tag, dict) else {}))
            except ValueError as error:
                bad.append(BadRow(done, str(error), str(tag)[:500]))
        yield Batch(tags=tuple(good), bad=tuple(bad[:KEPT_BAD_ROWS]), bad_rows=len(bad))

    def _actors(self) -> Batch:
        actors = self.pack["actors"]
        reason = "an actor, not a label of an address"
        some = enumerate(actors[:KEPT_BAD_ROWS], start=1)
        bad = tuple(BadRow(number, reason, str(actor)[:500]) for number, actor in some)
        return Batch(bad=bad, bad_rows=len(actors))

    def _row(self, tag: dict[str, Any]) -> dict[str, Any]:
        if "address" not in tag:
            raise ValueError(
                "a tag on a transaction, not on an address" if "tx_hash" in tag else "no address"
            )
        concepts = tag.get("concepts") if isinstance(tag.get("concepts"), list) else []
        category = _category([tag.get("category"), tag.get("abuse"), *(concepts or [])])
        abuse = _category([tag.get("abuse")])
        return {
            "address": _address(_subject(tag["address"]), tag, self.options),
            "label": _text(tag.get("label")) or _text(tag.get("actor")) or "unnamed",
            "category": category,
            "confidence": CONFIDENCE.get(_text(tag.get("confidence")), 5),
            "source": _text(tag.get("source")) or _text(header_title(self.pack)),
            "note": _text(tag.get("context"))[:2000],
            "claimed_on": _text(tag.get("lastmod")),
            "illicit": taxonomy.illicit(abuse) or taxonomy.illicit(category),
        }


class LabelTable:
    """A CSV file of labels with at least the columns address and label."""

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint) -> None:
        self.path = path
        self.mark = mark
        self.options = options
        self.table = CsvTable(path, mark.encoding)
        self.columns = label_columns(self.table.header)
        if not {"address", "label"} <= set(self.columns):
            raise Trouble(f"{path.name} has no columns address and label.")

    def describe(self) -> Description:
        """The file, and which column is what."""
        mapping = {field: self.table.header[index] for field, index in sorted(self.columns.items())}
        request = {"mapping": mapping, "chain": self.options.chain, "namespace": self.options.namespace}
        return Description("labels", self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The labels in the order of the file."""
        done = 0
        for raw in self.table.batches():
            tick(done, None, f"Reading {self.path.name}")
            done += raw.num_rows
            good, bad = list[dict[str, Any]](), list[BadRow]()
            rows = zip(*(column.to_pylist() for column in raw.columns), strict=True)
            for line, row in zip(self.table.lines.tolist(), rows, strict=True):
                try:
                    good.append(self._row({field: row[index] for field, index in self.columns.items()}))
                except ValueError as error:
                    bad.append(BadRow(line, str(error), ",".join(map(str, row))[:500]))
            yield Batch(tags=tuple(good), bad=tuple(bad[:KEPT_BAD_ROWS]), bad_rows=len(bad))
        yield Batch(bad=tuple(self.table.malformed), bad_rows=self.table.malformed_rows)

    def _row(self, cells: dict[str, str]) -> dict[str, Any]:
        label = _text(cells["label"])
        if not label:
            raise ValueError("no label")
        category = _category([cells.get("category"), label])
        meaning = read_meaning(_text(cells.get("illicit"))) if cells.get("illicit") else read_meaning(label)
        return {
            "address": canonical(cells["address"], self.options.chain, self.options.namespace),
            "label": label,
            "category": category,
            "confidence": _confidence(_text(cells.get("confidence"))),
            "source": _text(cells.get("source")) or self.path.name,
            "note": _text(cells.get("note")),
            "claimed_on": "",
            "illicit": taxonomy.illicit(category) if meaning is None else meaning,
        }


def label_columns(header: list[str]) -> dict[str, int]:
    """Which column of a list of labels is what."""
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


def read_meaning(text: str) -> bool | None:
    """Whether a word says illicit or ordinary by itself."""
    word = text.strip().lower()
    if word in {
        "1",
        "1.0",
        "true",
        "yes",
        "illicit",
        "fraud",
        "fraudulent",
        "suspicious",
        "scam",
        "laundering",
        "bad",
    }:
        return True
    if word in {
        "0",
        "0.0",
        "false",
        "no",
        "licit",
        "legit",
        "legitimate",
        "ordinary",
        "benign",
        "normal",
        "good",
    }:
        return False
    return None


def header_title(pack: Mapping[str, Any]) -> str:
    """A TagPack's title."""
    return _text(pack.get("title"))


def _subject(value: object) -> str:
    """An address as text, also where it lacks its quotes and YAML took it for a number."""
    if isinstance(value, int) and 64 < value.bit_length() <= 160:
        return f"0x{value:040x}"
    return _text(value)


def _address(text: str, tag: dict[str, Any], options: ImportOptions) -> str:
    """TagPacks name a network or a currency; other networks than those known get a namespace of their own."""
    network = (_text(tag.get("network")) or _text(tag.get("currency")) or "ETH").upper()
    if options.namespace:
        return canonical(text, options.chain, options.namespace)
    if network in _CHAINS or text[:2] == "0x":
        return canonical(text, _CHAINS.get(network, options.chain))
    plain = "".join(c for c in network.lower() if c.isalnum())[:32]
    return canonical(text, namespace=plain or "unknown")


def _category(words: list[Any]) -> str:
    for word in words:
        concept = "_".join(_text(word).lower().replace("-", " ").split())
        if concept in taxonomy.CONCEPTS and concept != "unknown":
            return concept
    return "unknown"


def _confidence(text: str) -> int:
    if text in CONFIDENCE:
        return CONFIDENCE[text]
    return min(max(int(text), 0), 100) if text.isdecimal() and len(text) < 4 else 50


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    return str(value).strip()[:10_000]
