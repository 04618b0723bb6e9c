"""Which labels taught which model: kept whole with the journal line `train`, and read back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any

import pyarrow as pa

from investigator.data.connection import Db, lent, named, one
from investigator.data.ledger import canonical
from investigator.data.store import Store
from investigator.records import Address, Label

_ORDER = "SELECT * EXCLUDE (lesson) FROM lesson_label WHERE lesson = ? ORDER BY account, label_hash"


@dataclass(frozen=True)
class TaughtLabel:
    """A label as it taught a model: what it said about an account, and who said so when.

    `part` is what the account served for: `train`, `validation` or `test`; '' if for nothing. `own` tells the
    analyst's labels from imported ones. `entry` is the journal line that put it there, `annotator` and
    `said_at` (UTC microseconds) are that line's. `tier` is a `records.Tier`.
    """

    account: int
    illicit: bool
    part: str
    own: bool
    confidence: int
    tier: str
    label: str
    category: str
    source: str
    note: str
    annotator: str
    entry: int
    said_at: int
    label_hash: str


@dataclass(frozen=True)
class LessonRow:
    """What one case taught one model; the hashes are those on the model's card."""

    id: int
    model: str
    model_hash: str
    started_from: str
    graph: str
    labels: str
    features: str
    done_at: int
    seal: str


def label_hash(address: Address, label: Label) -> str:
    """SHA-256 over what a label says about an account."""
    said = asdict(label)
    if not label.evidence:  # as it was hashed before labels had any
        del said["evidence"]
    return hashlib.sha256(canonical({"address": address, **said}).encode()).hexdigest()


def keep_lesson(db: Db, lesson: LessonRow, labels: Sequence[TaughtLabel]) -> LessonRow:
    """Write a lesson within a recording; it comes back with its number and seal."""
    row = one(db, "SELECT coalesce(max(id) + 1, 1) FROM lesson")
    assert row is not None
    number = int(row[0])
    columns = {field.name: [getattr(one, field.name) for one in labels] for field in fields(TaughtLabel)}
    table = pa.table({"lesson": pa.array([number] * len(labels), pa.int32()), **columns})
    if labels:
        with lent(db, "lesson_rows", table):
            db.execute("INSERT INTO lesson_label BY NAME SELECT * FROM lesson_rows")
    kept = LessonRow(**{**asdict(lesson), "id": number, "seal": lesson_seal(db, number)})
    db.execute("INSERT INTO lesson VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", list(asdict(kept).values()))
    return kept


def lesson_seal(db: Db, lesson: int) -> str:
    """SHA-256 over all labels of a lesson."""
    seal = hashlib.sha256()
    cursor = db.execute(_ORDER, [lesson])
    while rows := cursor.fetchmany(10_000):
        for row in rows:
            seal.update(repr(row).encode())
    return seal.hexdigest()


def lessons(store: Store, model_hash: str = "") -> list[LessonRow]:
    """What this case has taught, or has taught the model with this hash; oldest first."""
    with store.reading() as db:
        rows = named(db, "SELECT * FROM lesson WHERE ? IN ('', model_hash) ORDER BY id", [model_hash])
    return [LessonRow(**row) for row in rows]


def labels_of(store: Store, lesson: int) -> list[TaughtLabel]:
    """The labels of a lesson, by account."""
    with store.reading() as db:
        return [TaughtLabel(**row) for row in named(db, _ORDER, [lesson])]


def touched(store: Store, account: int, hashes: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Lessons that a label of this account taught, or one of these very labels: `lesson`, `part`, `illicit`,
    `label`, `label_hash`; oldest first.
    """
    with store.reading() as db:
        return named(
            db,
            "SELECT lesson, part, illicit, label, label_hash FROM lesson_label WHERE account = ? "
            "AND (len(?::VARCHAR[]) = 0 OR list_contains(?::VARCHAR[], label_hash)) ORDER BY lesson",
            [account, list(hashes), list(hashes)],
        )


def claim_entries(store: Store) -> dict[int, tuple[int, str, int]]:
    """By acquisition, the journal line that announced it: its number, writer and time in UTC microseconds."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT seq, who, done_at, body FROM journal WHERE verb = 'import' ORDER BY seq"
        ).fetchall()
    return {json.loads(body).get("acquisition", -1): (seq, who, at) for seq, who, at, body in rows}


def claim_origins(store: Store) -> dict[Address, list[int]]:
    """The acquisitions of `sources.tags`, in the order of its labels."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT address, acquisition FROM tag WHERE address IN (SELECT address FROM account) "
            "ORDER BY address, confidence DESC, id"
        ).fetchall()
    found: dict[Address, list[int]] = {}
    for address, acquisition in rows:
        found.setdefault(Address(address), []).append(acquisition)
    return found


def verdicts_hash(labels: Sequence[TaughtLabel]) -> str:
    """SHA-256 over accounts and verdicts, a line 'account number TAB 1 or 0' each, by number: what a card names."""
    lines = (f"{one.account}\t{int(one.illicit)}\n" for one in sorted(labels, key=lambda one: one.account))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
