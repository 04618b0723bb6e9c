"""Lists of addresses as they are published: plain text with one a line, and JSON of several shapes.

JSON may be a list of addresses (ScamSniffer), of objects with an address and words about it (MyEtherWallet's
darklist), an object from addresses to labels, or one from a site to the addresses found there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from investigator import taxonomy
from investigator.chain import lines, tables
from investigator.chain.labels import claims
from investigator.chain.labels.claims import Claims, text
from investigator.chain.labels.naming import Naming, naming
from investigator.chain.labels.networks import address_on
from investigator.chain.source import Batch, Description, ImportOptions
from investigator.chain.tables import Fingerprint
from investigator.errors import Trouble
from investigator.progress import Tick

SIZE_LIMIT = 64 << 20
"""Bytes of one file."""

_LOOKED_AT = 50
"""Entries that are looked at to tell whether a file is such a list."""

_ADDRESS = re.compile(r"0[xX][0-9a-fA-F]{40}|[A-Za-z0-9]{25,110}|eip155:[0-9]+:0x[0-9a-fA-F]{40}")
_FIELDS = {
    "address": ("address", "addr", "account", "wallet", "contract", "contract_address", "hash"),
    "label": ("label", "name", "nametag", "name_tag", "tag", "title", "comment", "description", "reason"),
    "category": ("category", "type", "labels", "concept", "tags"),
    "date": ("date", "reported", "created", "lastmod", "timestamp"),
    "source": ("source", "url", "link"),
    "network": ("network", "currency", "chain", "coin", "asset"),
    "confidence": ("confidence",),
}
_HEADERS = {"address", "addresses", "account", "wallet"}
_WRAPPED = {"addresses", "data", "items", "entries", "list", "result", "results"}


class AddressList:
    """A list of addresses. What is on it means what its entries say, else what its name says."""

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint) -> None:
        self.path = path
        self.mark = mark
        self.options = options
        self.naming: Naming = naming(path, options.mapping)
        if mark.size > SIZE_LIMIT:
            raise Trouble(
                f"{path.name} is larger than {SIZE_LIMIT >> 20} MiB, which no list of addresses is."
            )

    def describe(self) -> Description:
        """The list, and what was taken from its name."""
        said = self.naming
        request = {
            **{"label": said.label, "category": said.category, "source": said.source, "date": said.date},
            **{"network": said.network, "chain": self.options.chain, "namespace": self.options.namespace},
        }
        kind = "ofac" if said.authority else "labels"
        return Description(kind, self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The claims in the order of the file."""
        found = Claims()
        for number, entry in enumerate(entries(self.path, self.mark), start=1):
            if number % 1000 == 0:
                tick(number, None, f"Reading {self.path.name}")
            found.take(number, _content(entry), partial(self._claim, entry))
        yield found.batch()

    def _claim(self, entry: Any) -> list[dict[str, Any]]:
        cells = _cells(entry)
        said = self.naming
        address = address_on(
            cells.get("address", ""), cells.get("network", "") or said.network, self.options
        )
        words = cells.get("label", "")
        category = claims.concept([*cells.get("category", "").split("\n"), words])
        if category == "unknown" and taxonomy.illicit(said.category):
            category = claims.concept_in(words)
        category = said.category if category == "unknown" else category
        level = cells.get("confidence", "")
        return [
            claims.claim(
                address,
                words or said.label,
                category,
                cells.get("source", "") or said.source,
                confidence=claims.confidence(level) if level else said.confidence,
                note=said.note,
                claimed_on=cells.get("date", "")[:40] or said.date,
                illicit=claims.meaning(words),
            )
        ]


def is_list(path: Path, mark: Fingerprint) -> bool:
    """Whether a file is a list of addresses, by its first entries."""
    if mark.size > SIZE_LIMIT or mark.binary:
        return False
    try:
        some = [entry for entry, _ in zip(entries(path, mark), range(_LOOKED_AT), strict=False)]
    except Trouble:
        return False
    good = sum(bool(_ADDRESS.fullmatch(_cells(entry).get("address", ""))) for entry in some)
    return good * 2 > len(some)


def entries(path: Path, mark: Fingerprint) -> Iterator[Any]:
    """What is listed, one after the other: an address, or an address with words. Raises `Trouble`."""
    with path.open("rb") as file:
        start = file.read(64).lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if start in {b"[", b"{"}:
        yield from _json(path)
        return
    with lines.opened(path, mark.encoding) as file:
        try:
            for number, line in enumerate(_bounded(file)):
                plain = line.strip()
                if number == 0 and plain.lower() in _HEADERS:
                    continue
                if plain and not plain.startswith(("#", "//")):
                    yield plain
        except UnicodeDecodeError as error:
            raise Trouble(f"{path.name} is no valid {mark.encoding} text; save it as UTF-8.") from error


def _bounded(file: Any) -> Iterator[str]:
    while line := file.readline(lines.LINE_LIMIT):
        yield line[:1000]


def _json(path: Path) -> Iterator[Any]:
    try:
        listed = msgspec.json.decode(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Trouble(f"{path.name} cannot be read as JSON: {str(error)[:200]}.") from error
    if isinstance(listed, list):
        yield from listed
        return
    for key, value in listed.items() if isinstance(listed, dict) else ():
        if isinstance(value, list) and not _ADDRESS.fullmatch(key):
            words = "" if key.lower() in _WRAPPED else key
            yield from ({"address": one, "label": words} if isinstance(one, str) else one for one in value)
        elif isinstance(value, dict):
            yield {"address": key, **value}
        else:
            yield {"address": key, "label": value}


def _cells(entry: Any) -> dict[str, str]:
    """An entry's texts by field; several of one field a line each."""
    if isinstance(entry, str):
        return {"address": entry.strip()[:200]}
    if not isinstance(entry, dict):
        return {}
    plain = {str(name).strip().lower(): value for name, value in entry.items()}
    found: dict[str, str] = {}
    for field, names in _FIELDS.items():
        said = next((plain[name] for name in names if plain.get(name) not in (None, "", [])), None)
        some = said if isinstance(said, list) else [said]
        texts = [text(one) for one in some[:20] if isinstance(one, str | int | float)]
        if texts:
            found[field] = "\n".join(texts) if field == "category" else ", ".join(texts)
    return found


def _content(entry: Any) -> str:
    return entry if isinstance(entry, str) else str(entry)[:500]
