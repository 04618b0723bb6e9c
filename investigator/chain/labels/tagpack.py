"""TagPacks and ActorPacks (GraphSense): who says what about addresses, and who the actors are that tags name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from investigator import taxonomy
from investigator.chain import plain_yaml, tables
from investigator.chain.labels import claims
from investigator.chain.labels.claims import CONFIDENCE, Claims, text
from investigator.chain.labels.networks import address_on
from investigator.chain.plain_yaml import Pack
from investigator.chain.source import Batch, Description, ImportOptions
from investigator.chain.tables import Fingerprint
from investigator.data import ingestion
from investigator.data.queries import actors
from investigator.errors import Trouble
from investigator.progress import Tick

_LISTED = 50
"""Words of a list of an actor that are kept."""


class TagPack:
    """A TagPack or an ActorPack in YAML. Raises `Trouble` when made if it is none.

    A header that it includes is found beside it, or in a folder above; what that says is kept in the request.
    """

    def __init__(self, path: Path, options: ImportOptions, mark: Fingerprint) -> None:
        self.path = path
        self.mark = mark
        self.options = options
        self.read: Pack = plain_yaml.load(path, mark)
        self.pack = self.read.fields
        if not isinstance(self.pack.get("tags", self.pack.get("actors")), list):
            raise Trouble(f"{path.name} is no TagPack (it has no list 'tags').")

    def describe(self) -> Description:
        """The file and who made it."""
        request: dict[str, Any] = {
            "title": text(self.pack.get("title")),
            "creator": text(self.pack.get("creator")),
        }
        if self.read.header:
            request["header"] = {"file": self.read.header, "sha256": self.read.header_sha256}
            request["header"]["said"] = {name: text(value) for name, value in self.read.included.items()}
        kind = "tagpack" if "tags" in self.pack else "actorpack"
        return Description(kind, self.path.name, request, self.mark.sha256, self.mark.size)

    def raw(self) -> Iterator[bytes]:
        """The file's bytes."""
        return tables.pieces(self.path)

    def batches(self, tick: Tick) -> Iterator[Batch]:
        """The tags, or the actors; fields given once in the header are inherited. Tags on transactions are set aside."""
        found = Claims()
        of_tags = "tags" in self.pack
        entries = self.pack["tags" if of_tags else "actors"]
        header = {key: value for key, value in self.pack.items() if key not in {"tags", "actors"}}
        read = self._tag if of_tags else _actor
        for done, entry in enumerate(entries, start=1):
            if done % 1000 == 0:
                tick(done, len(entries), f"Reading {self.path.name}")
            inherited = header if of_tags else {}
            found.take(
                done, entry, partial(read, {**inherited, **entry} if isinstance(entry, dict) else {})
            )
        if of_tags or not found.good:
            yield found.batch()
        else:
            rows = {"actor": ingestion.table_of("actor", found.good)}
            yield Batch(bad=tuple(found.bad), bad_rows=found.bad_rows, tables=rows)

    def _tag(self, tag: dict[str, Any]) -> list[dict[str, Any]]:
        if "address" not in tag:
            raise ValueError(
                "a tag on a transaction, not on an address" if "tx_hash" in tag else "no address"
            )
        category = claims.concept([tag.get("category"), tag.get("abuse"), *_words(tag.get("concepts"))])
        abuse = claims.concept([tag.get("abuse")])
        network = text(tag.get("network")) or text(tag.get("currency")) or "ETH"
        actor = text(tag.get("actor"))
        return [
            claims.claim(
                address_on(_subject(tag["address"]), network, self.options),
                text(tag.get("label")) or actor,
                category,
                text(tag.get("source")) or text(self.pack.get("title")),
                confidence=CONFIDENCE.get(text(tag.get("confidence")), CONFIDENCE["unknown"]),
                note=actors.naming(actor, text(tag.get("context"))),
                claimed_on=text(tag.get("lastmod")),
                illicit=taxonomy.illicit(abuse),
            )
        ]


def _actor(entry: dict[str, Any]) -> list[dict[str, Any]]:
    """A row of `actor`. Raises `ValueError`."""
    name = text(entry.get("id"))
    if not name:
        raise ValueError("an actor without id")
    context = entry.get("context")
    context = context if isinstance(context, dict) else {}
    known = [*_words(entry.get("aliases")), *_words(context.get("aliases"))]
    said = {
        "legal name": text(context.get("legal_name")),
        "also known as": ", ".join(dict.fromkeys(text(one) for one in known if text(one))),
        "at": ", ".join(text(one) for one in _words(context.get("uris"))),
        "on Twitter": text(context.get("twitter_handle")),
        "on GitHub": text(context.get("github_organisation")),
        "last changed": text(entry.get("lastmod")),
    }
    return [
        {
            "actor": " ".join(name.split())[: actors.LONGEST],
            "label": text(entry.get("label")) or name,
            "uri": text(entry.get("uri")),
            "categories": _listed(entry.get("categories")),
            "jurisdictions": _listed(entry.get("jurisdictions")),
            "note": "; ".join(f"{what} {words}" for what, words in said.items() if words)[: claims.NOTE],
        }
    ]


def _words(value: object) -> list[Any]:
    """A list that should be one."""
    return value[:_LISTED] if isinstance(value, list) else []


def _listed(value: object) -> str:
    return json.dumps([text(one)[:120] for one in _words(value)], ensure_ascii=False)


def _subject(value: object) -> str:
    """An address as text, also where it lacks its quotes and YAML took it for a number."""
    if isinstance(value, int) and 64 < value.bit_length() <= 160:
        return f"0x{value:040x}"
    return text(value)
