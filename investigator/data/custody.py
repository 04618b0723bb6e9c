"""Signatures of the journal and time stamps, as rows: written once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from investigator.data.connection import Db, one
from investigator.data.ledger import canonical


@dataclass(frozen=True)
class SignatureRow:
    """A signature over a stretch of journal lines. `hash` covers statement and signature."""

    id: int
    first_seq: int
    last_seq: int
    statement: str
    signature: str
    hash: str

    def expected_hash(self) -> str:
        """What `hash` must be."""
        return hashlib.sha256(canonical([self.statement, self.signature]).encode()).hexdigest()


@dataclass(frozen=True)
class StampRow:
    """What a time-stamping authority answered. `hash` covers all other fields."""

    id: int
    seq: int
    kind: str
    authority: str
    target: str
    token: bytes
    roots: str
    stamped_at: int
    hash: str = ""

    def expected_hash(self) -> str:
        """What `hash` must be."""
        said = [self.id, self.seq, self.kind, self.authority, self.target, self.token.hex()]
        return hashlib.sha256(canonical([*said, self.roots, self.stamped_at]).encode()).hexdigest()


def signatures(db: Db) -> list[SignatureRow]:
    """All signatures, the oldest first."""
    sql = "SELECT id, first_seq, last_seq, statement, signature, hash FROM signature ORDER BY id"
    return [SignatureRow(*row) for row in db.execute(sql).fetchall()]


def stamps(db: Db) -> list[StampRow]:
    """All time stamps, the oldest first."""
    sql = "SELECT id, seq, kind, authority, target, token, roots, stamped_at, hash FROM time_stamp ORDER BY id"
    return [StampRow(*row) for row in db.execute(sql).fetchall()]


def last_signature(db: Db) -> SignatureRow | None:
    """The newest signature."""
    found = one(
        db,
        "SELECT id, first_seq, last_seq, statement, signature, hash FROM signature ORDER BY id DESC LIMIT 1",
    )
    return SignatureRow(*found) if found else None


def next_stamp(db: Db) -> int:
    """The number of the next time stamp."""
    found = one(db, "SELECT coalesce(max(id), 0) + 1 FROM time_stamp")
    return int(found[0]) if found else 1


def keep_signature(db: Db, row: SignatureRow) -> None:
    """Write a signature; the caller's transaction keeps it or not."""
    db.execute(
        "INSERT INTO signature VALUES (?, ?, ?, ?, ?, ?)",
        [row.id, row.first_seq, row.last_seq, row.statement, row.signature, row.hash],
    )


def keep_stamp(db: Db, row: StampRow) -> None:
    """Write a time stamp; the caller's transaction keeps it or not."""
    db.execute(
        "INSERT INTO time_stamp VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            row.id,
            row.seq,
            row.kind,
            row.authority,
            row.target,
            row.token,
            row.roots,
            row.stamped_at,
            row.hash,
        ],
    )


def line_hashes(db: Db, first: int, last: int) -> list[str]:
    """Hashes of the journal lines from `first` to `last`, in order."""
    sql = "SELECT hash FROM journal WHERE seq BETWEEN ? AND ? ORDER BY seq"
    return [str(row[0]) for row in db.execute(sql, [first, last]).fetchall()]
