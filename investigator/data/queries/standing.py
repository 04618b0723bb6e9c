"""What stands: which rows a reorganisation of their chain has replaced, and which blocks are final."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from investigator.data.connection import Db, one
from investigator.data.store import Store

HEIGHT = {
    "block": "number",
    "header": "number",
    "chain_transaction": "block",
    "receipt": "block",
    "transfer": "block",
    "balance": "block",
    "nonce": "block",
    "extra_fee": "block",
    "proof": "block",
    "coverage": "first_block",
}
"""The column that says at which height a row is, of the tables that have one."""

REPLACEABLE = tuple(HEIGHT)
"""Tables whose rows a reorganisation can replace."""

_BLOCKS = """
    SELECT number, hash, parent FROM standing_block WHERE chain = $1 AND number > $2
    ORDER BY number DESC, id DESC LIMIT $3
"""


@dataclass(frozen=True)
class Stored:
    """A block of the case."""

    number: int
    hash: bytes
    parent: bytes


@dataclass(frozen=True)
class Touched:
    """A row of evidence at a height; `hash` is of its block, where the row itself tells it."""

    evidence: str
    id: int
    height: int
    hash: bytes | None = None


@dataclass(frozen=True)
class Unsettled:
    """Transfers of one chain in blocks that were not final when that was last asked."""

    chain: str
    first: int
    transfers: int


def standing(table: str) -> str:
    """SQL, to stand after FROM, for the rows of an evidence table that no reorganisation has replaced."""
    if table not in HEIGHT:
        return table
    return (
        f"(SELECT held.* FROM {table} AS held ANTI JOIN (SELECT evidence_row FROM superseded "  # noqa: S608
        f"WHERE evidence = '{table}') AS gone ON gone.evidence_row = held.id)"
    )


def final(store: Store, chain: str) -> tuple[int, bytes] | None:
    """Number and hash of the last block of a chain that was found to be final; `None` if nobody said so."""
    with store.reading() as db:
        row = one(
            db,
            "SELECT number, hash FROM finality WHERE chain = ? ORDER BY number DESC, id LIMIT 1",
            [chain],
        )
    return (int(row[0]), bytes(row[1])) if row else None


def provisional(store: Store, chain: str) -> int | None:
    """The first block of a chain that is not known to be final; `None` if its finality was never asked."""
    known = final(store, chain)
    return known[0] + 1 if known else None


def finals(db: Db) -> dict[str, int]:
    """The last final block of each chain whose finality was asked."""
    return dict(db.execute("SELECT chain, max(number) FROM finality GROUP BY chain").fetchall())


def blocks_after(store: Store, chain: str, number: int, limit: int) -> list[Stored]:
    """The newest standing blocks of a chain above `number`, the newest first."""
    with store.reading() as db:
        rows = db.execute(_BLOCKS, [chain, number, limit]).fetchall()
    return [Stored(height, bytes(digest), bytes(parent)) for height, digest, parent in rows]


def touched(store: Store, chain: str, first: int, last: int | None) -> list[Touched]:
    """All standing rows of a chain at these heights, inclusive; with no `last`, at all above.

    Coverage counts where it overlaps, at the first height that it has in common with these.
    """
    end = 2**62 if last is None else last
    with store.reading() as db:
        return [row for table in REPLACEABLE for row in _touched(db, table, chain, first, end)]


def _touched(db: Db, table: str, chain: str, first: int, last: int) -> list[Touched]:
    height = HEIGHT[table]
    told = "hash" if table in {"block", "header"} else "block_hash" if table == "proof" else "NULL"
    # a transfer's chain is that of its asset
    mine = "chain = $1" if table != "transfer" else (
        "asset IN (SELECT id FROM asset WHERE starts_with(key, $1 || '/'))"
    )  # fmt: skip
    within = f"{height} BETWEEN $2 AND $3"
    if table == "coverage":
        height, within = f"greatest({height}, $2)", "first_block <= $3 AND last_block >= $2"
    rows = db.execute(
        f"SELECT id, {height}, {told} FROM {standing(table)} AS rows "  # noqa: S608 - fixed texts
        f"WHERE {mine} AND {within} ORDER BY id",
        [chain, first, last],
    ).fetchall()
    return [Touched(table, row, at, None if digest is None else bytes(digest)) for row, at, digest in rows]


def coverage_rows(store: Store, ids: Sequence[int]) -> list[dict[str, Any]]:
    """These rows of coverage, without id, acquisition and digest."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT first_block, last_block, address, what, method, chain FROM coverage "
            "WHERE list_contains(?, id) ORDER BY id",
            [list(ids)],
        ).fetchall()
    names = ("first_block", "last_block", "address", "what", "method", "chain")
    return [dict(zip(names, row, strict=True)) for row in rows]


def replaced(store: Store) -> dict[str, int]:
    """How many rows reorganisations replaced, by table."""
    with store.reading() as db:
        rows = db.execute("SELECT evidence, count(*) FROM superseded GROUP BY 1 ORDER BY 1").fetchall()
    return dict(rows)


def unsettled(store: Store, account: int | None = None) -> list[Unsettled]:
    """Chains with transfers, of this account if one is given, in blocks that are not known to be final."""
    with store.reading() as db:
        rows = db.execute(
            """
            WITH last AS (SELECT chain, max(number) AS number FROM finality GROUP BY chain)
            SELECT last.chain, last.number + 1, count(*)
            FROM standing_transfer AS moved JOIN asset ON asset.id = moved.asset
            JOIN last ON split_part(asset.key, '/', 1) = last.chain
            WHERE moved.block > last.number AND ($1 IS NULL OR src = $1 OR dst = $1)
            GROUP BY ALL ORDER BY 1
            """,
            [account],
        ).fetchall()
    return [Unsettled(*row) for row in rows]
