"""Seals: what an acquisition brought, bound together by hashes, and checked against them.

Rows of one acquisition are sealed in stretches of ids by SHA-256 over their hexadecimal digests, and
all seals of an acquisition together by the acquisition's own seal, which its journal line repeats.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from investigator.data.connection import Db, one
from investigator.data.evidence import DIGEST, EVIDENCE, table_named
from investigator.data.ledger import canonical

STRETCH = 65_536
"""Ids per seal."""

_TOUCHED = " UNION ALL ".join(
    f"SELECT '{table.name}' WHERE EXISTS (SELECT 1 FROM {table.name} WHERE acquisition = $1)"  # noqa: S608
    for table in EVIDENCE
)


@dataclass(frozen=True)
class Misfit:
    """The first row, or stretch of rows, that is not what was sealed."""

    where: str
    row: int | None
    reason: str

    @property
    def told(self) -> str:
        """The same in words."""
        row = "" if self.row is None else f", row {self.row}"
        return f"{self.where}{row}: {self.reason}"


def seal(db: Db, acquisition: int) -> str:
    """Seal all rows of an acquisition, once they are all in; the acquisition's own seal comes back."""
    for name in _touched(db, acquisition):
        for first, last, count, sha256 in _stretches(db, name, acquisition):
            db.execute(
                "INSERT INTO seal VALUES (?, ?, ?, ?, ?, ?)",
                [acquisition, name, first, last, count, sha256],
            )
    return _overall(db, acquisition)


def _touched(db: Db, acquisition: int) -> list[str]:
    """The tables that an acquisition has rows in: most have few, and each question costs a millisecond."""
    found = db.execute(_TOUCHED, [acquisition]).fetchall()
    return [table.name for table in EVIDENCE if (table.name,) in found]


def _stretches(db: Db, name: str, acquisition: int) -> list[tuple[int, int, int, str]]:
    """First id, last id, number of rows and hash of each stretch of the rows of an acquisition.

    Digests are hashed as they stream by: one aggregate over all of them would hold them all in memory.
    """
    found: list[tuple[int, int, int, str]] = []
    hashed, held = hashlib.sha256(), list[int]()

    def close() -> None:
        if held:
            found.append((held[0], held[-1], count, hashed.hexdigest()))

    count = 0
    for ids, digests in _digests(db, name, acquisition):
        edges = np.flatnonzero(np.diff(ids // STRETCH)) + 1
        for start, end in pairwise([0, *edges.tolist(), len(ids)]):
            if held and held[-1] // STRETCH != ids[start] // STRETCH:
                close()
                hashed, held, count = hashlib.sha256(), [], 0
            hashed.update(digests[start * DIGEST : end * DIGEST].hex().encode())
            held = [held[0] if held else int(ids[start]), int(ids[end - 1])]
            count += end - start
    close()
    return found


def _digests(db: Db, name: str, acquisition: int) -> Iterator[tuple[NDArray[np.int64], bytes]]:
    """Ids and digests of the rows of an acquisition, in order of id, some at a time."""
    sql = f"SELECT id, digest FROM {name} WHERE acquisition = ?"  # noqa: S608 - names come from EVIDENCE alone
    last = -1
    for batch in db.sql(sql, params=[acquisition]).to_arrow_reader(STRETCH):
        ids = batch.column(0).to_numpy()
        if not len(ids):
            continue
        if ids[0] <= last or (np.diff(ids) <= 0).any():
            raise AssertionError(f"rows of {name} were not inserted in order of id")
        last = int(ids[-1])
        yield ids, b"".join(batch.column(1).to_pylist())


def _overall(db: Db, acquisition: int) -> str:
    rows = db.execute(
        "SELECT evidence, first_id, last_id, rows, sha256 FROM seal WHERE acquisition = ? "
        "ORDER BY evidence, first_id",
        [acquisition],
    ).fetchall()
    return hashlib.sha256(canonical([list(row) for row in rows]).encode()).hexdigest()


def misfits(db: Db, name: str) -> list[Misfit]:
    """Check a table: every row against its digest, every stretch against its seal; the first of each kind.

    An inserted row, a missing row and a changed row are all found; so is a row of no acquisition.
    """
    table = table_named(name)
    if _is_empty(db, name):
        return []
    row = one(
        db,
        f"SELECT min(id) FROM {name} WHERE unhex(substr(sha256({table.text}), 1, 32)) "  # noqa: S608
        "IS DISTINCT FROM digest",
    )
    if row and row[0] is not None:
        return [Misfit(name, int(row[0]), "the row does not match its digest")]
    broken = one(
        db,
        f"""
        WITH now AS (
            SELECT acquisition, id // {STRETCH} AS stretch, min(id) AS first_id, count(*) AS rows,
                   sha256(string_agg(lower(hex(digest)), '' ORDER BY id)) AS sha256
            FROM {name} GROUP BY ALL
        ), sealed AS (
            SELECT acquisition, first_id // {STRETCH} AS stretch, first_id, rows, sha256
            FROM seal WHERE evidence = ?
        )
        SELECT coalesce(sealed.first_id, now.first_id), coalesce(now.rows, 0), coalesce(sealed.rows, 0)
        FROM sealed FULL JOIN now USING (acquisition, stretch)
        WHERE now.sha256 IS DISTINCT FROM sealed.sha256 OR now.rows IS DISTINCT FROM sealed.rows
        ORDER BY 1 LIMIT 1
        """,  # noqa: S608 - names come from EVIDENCE alone
        [name],
    )
    if broken is None:
        return []
    first, have, sealed = broken
    return [
        Misfit(
            name, int(first), f"the rows from here on are not those sealed ({have} found, {sealed} sealed)"
        )
    ]


def _is_empty(db: Db, name: str) -> bool:
    """Whether a table has neither rows nor seals: most of a case's have not, and hashing nothing takes its time, too."""
    sql = f"SELECT EXISTS (SELECT 1 FROM {name}) OR EXISTS (SELECT 1 FROM seal WHERE evidence = ?)"  # noqa: S608
    return one(db, sql, [name]) == (False,)


def broken_acquisitions(db: Db) -> list[Misfit]:
    """Acquisitions whose own seal does not cover their seals."""
    rows = db.execute("SELECT id, seal FROM acquisition ORDER BY id").fetchall()
    return [
        Misfit("acquisition", int(number), "the acquisition's seal does not match its evidence")
        for number, sealed in rows
        if _overall(db, number) != sealed
    ]
