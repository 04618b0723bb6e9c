"""Actors: who the services and people are that tags refer to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from investigator.data.connection import Db, lent
from investigator.data.store import Store

LONGEST = 120
"""Characters of an actor's identifier."""

_NAMED = re.compile(r"\Aactor: ([^\n]+)\n?")


@dataclass(frozen=True)
class Actor:
    """One actor, as the newest ActorPack that names it describes it."""

    actor: str
    label: str
    uri: str
    categories: tuple[str, ...]
    jurisdictions: tuple[str, ...]
    note: str

    @property
    def words(self) -> str:
        """Who this is, on one line."""
        return ", ".join(part for part in (self.label, self.uri, *self.jurisdictions) if part)


def naming(actor: str, note: str) -> str:
    """A tag's note that says which actor the tag refers to: the table of tags has no column for that."""
    plain = " ".join(actor.split())[:LONGEST]
    return f"actor: {plain}\n{note}".rstrip("\n") if plain else note


def named(note: str) -> tuple[str, str]:
    """The actor that a tag's note names, or '', and the rest of the note."""
    match = _NAMED.match(note)
    return (match[1], note[match.end() :]) if match else ("", note)


def described(store: Store, names: Iterable[str]) -> dict[str, Actor]:
    """These actors, as far as the case knows them."""
    with store.reading() as db:
        return known(db, names)


def known(db: Db, names: Iterable[str]) -> dict[str, Actor]:
    """As `described`, on a connection at hand."""
    wanted = pa.table({"actor": pa.array(sorted(set(names)), pa.string())})
    if not wanted.num_rows:
        return {}
    with lent(db, "wanted_actors", wanted):
        rows = db.execute(
            "SELECT actor, label, uri, categories, jurisdictions, note FROM actor "
            "SEMI JOIN wanted_actors USING (actor) ORDER BY id"
        ).fetchall()
    return {
        actor: Actor(actor, label, uri, _listed(categories), _listed(jurisdictions), note)
        for actor, label, uri, categories, jurisdictions, note in rows
    }


def _listed(text: str) -> tuple[str, ...]:
    return tuple(str(one) for one in json.loads(text))
