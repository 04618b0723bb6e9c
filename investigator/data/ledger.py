"""The journal as rows: an append-only chain of SHA-256 hashes over canonical JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from investigator.data.connection import Db, one
from investigator.settings import TOOL

GENESIS = "0" * 64


@dataclass(frozen=True)
class Head:
    """Where the chain stands."""

    seq: int
    hash: str


@dataclass(frozen=True)
class Line:
    """One journal row. `hash` covers all other fields, `prev` included."""

    seq: int
    verb: str
    done_at: int
    who: str
    tool: str
    body: str
    prev: str
    hash: str

    def expected_hash(self) -> str:
        """What `hash` must be."""
        fields = asdict(self)
        del fields["hash"]
        return hashlib.sha256(canonical(fields).encode()).hexdigest()


def canonical(value: object) -> str:
    """Canonical JSON (RFC 8785 for values without floats): sorted keys, no spaces, UTF-8.

    Raises `ValueError` for a float: its text would depend on the writer.
    """
    _refuse_floats(value)
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise ValueError("no floats in canonical JSON")
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_floats(key)
            _refuse_floats(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _refuse_floats(inner)


def next_line(head: Head, verb: str, at: int, who: str, body: dict[str, Any]) -> Line:
    """The line that follows `head`."""
    draft = Line(head.seq + 1, verb, at, who, TOOL, canonical(body), head.hash, "")
    return Line(**{**asdict(draft), "hash": draft.expected_hash()})


def insert(db: Db, line: Line) -> None:
    """Write the line; the caller's transaction keeps it or not."""
    db.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", list(asdict(line).values()))


def head(db: Db) -> Head:
    """The last line's number and hash."""
    row = one(db, "SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    return Head(*row) if row else Head(0, GENESIS)


def lines(db: Db) -> Iterator[Line]:
    """All lines in order. They are read on a cursor of their own, so that `db` stays free meanwhile."""
    sql = "SELECT seq, verb, done_at, who, tool, body, prev, hash FROM journal ORDER BY seq"
    with db.cursor() as own:
        result = own.execute(sql)
        while rows := result.fetchmany(1000):
            for row in rows:
                yield Line(*row)
