"""Writing evidence: one acquisition at a time, each row once in the whole case."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from investigator.data import evidence
from investigator.data.connection import Db, lent, one
from investigator.data.ledger import canonical
from investigator.data.queries.standing import HEIGHT, standing

_STAGE = """
    CREATE OR REPLACE TEMP TABLE staged AS
    SELECT 0::BIGINT AS n, * EXCLUDE (id, acquisition, digest) FROM transfer LIMIT 0
"""

# A transfer told by two sources is one, also where only one of them knows its position in the block: of equal
# transfers of one transaction, those with a position match by it, those without match by their number.
# Withdrawals have neither hash nor row: they go by block and number. A transaction that is included again in
# another block, and what a reorganisation replaced, are no match: they come back as new rows. A row of a file
# stays that row.
_SAME = "tx_hash, src, dst, asset, a0, a1, a2, a3, token"
_PLACED = "block, position, kind, src, dst, asset, a0, a1, a2, a3"
_FRESH = f"""
    WITH incoming AS (SELECT *, coalesce(token_id, '') AS token FROM staged WHERE tx_hash IS NOT NULL),
    have AS (
        SELECT *, coalesce(token_id, '') AS token
        FROM (SELECT * FROM standing_transfer WHERE block BETWEEN $2 AND $3 OR block IS NULL) AS held
        SEMI JOIN incoming ON held.tx_hash = incoming.tx_hash AND coalesce(held.block = incoming.block, true)
    ),
    counted AS (
        SELECT {_SAME}, count(*) AS every, count(*) FILTER (position IS NULL) AS unplaced
        FROM have GROUP BY ALL
    ),
    placed AS (
        SELECT incoming.* FROM incoming
        ANTI JOIN have USING ({_SAME}, position) WHERE incoming.position IS NOT NULL
        QUALIFY row_number() OVER (PARTITION BY {_SAME}, position ORDER BY n) = 1
    ),
    numbered AS (
        SELECT *, row_number() OVER (PARTITION BY {_SAME} ORDER BY n) AS nth FROM placed
        UNION ALL
        SELECT *, row_number() OVER (PARTITION BY {_SAME} ORDER BY n) AS nth FROM incoming WHERE position IS NULL
    )
    SELECT n FROM numbered LEFT JOIN counted USING ({_SAME})
    WHERE nth > CASE WHEN position IS NULL THEN coalesce(every, 0) ELSE coalesce(unplaced, 0) END
    UNION ALL
    SELECT n FROM staged WHERE tx_hash IS NULL AND row_number IS NOT NULL AND row_number NOT IN (
        SELECT row_number FROM transfer
        WHERE row_number IS NOT NULL AND acquisition IN (SELECT id FROM acquisition WHERE sha256 = $1)
    )
    UNION ALL
    SELECT n FROM (SELECT * FROM staged WHERE tx_hash IS NULL AND row_number IS NULL) AS loose
    ANTI JOIN (
        SELECT * FROM standing_transfer WHERE tx_hash IS NULL AND row_number IS NULL
        AND (block BETWEEN $2 AND $3 OR block IS NULL)
    ) AS held USING ({_PLACED})
    QUALIFY row_number() OVER (PARTITION BY {_PLACED} ORDER BY n) = 1
"""  # noqa: S608 - fixed texts


def earlier(db: Db, sha256: str, request: str) -> int | None:
    """The acquisition of the same raw answer, read in the same way; `None` if there is none.

    One from before a reorganisation does not count: a chain that goes back gives the same answer again, while
    the rows taken from it no longer stand.
    """
    row = one(
        db,
        "SELECT min(id) FROM acquisition WHERE sha256 = ? AND request = ? "
        "AND id > (SELECT coalesce(max(acquisition), -1) FROM superseded)",
        [sha256, request],
    )
    return None if row is None or row[0] is None else int(row[0])


def seen(db: Db, sha256: str) -> bool:
    """Whether this raw answer was taken in before, in whatever way it was read."""
    row = one(db, "SELECT count(*) FROM acquisition WHERE sha256 = ?", [sha256])
    return bool(row and row[0])


def known_blocks(db: Db) -> dict[str, tuple[str, int]]:
    """Chain and UTC seconds of the blocks in the case, by hash in lower case."""
    rows = db.execute("SELECT '0x' || lower(hex(hash)), chain, time FROM block").fetchall()
    return {digest: (chain, time) for digest, chain, time in rows}


def next_acquisition(db: Db) -> int:
    """The number of the next acquisition."""
    row = one(db, "SELECT coalesce(max(id) + 1, 1) FROM acquisition")
    return int(row[0]) if row else 1


def terms(row: Mapping[str, Any]) -> str:
    """SHA-256 over what an acquisition's row says beside its hashes: its journal line repeats it."""
    parts = [row[name] for name in ("request", "bytes", "acquired_at", "tool", "pin")]
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def insert_transfers(db: Db, acquisition: int, rows: pa.Table, first: int) -> int:
    """Append transfers that are known to be new; how many."""
    _insert(db, "transfer", acquisition, rows, first)
    return int(rows.num_rows)


def _insert(db: Db, table: str, acquisition: int, rows: pa.Table, first: int) -> None:
    numbered = rows.append_column("id", pa.array(np.arange(first, first + rows.num_rows)))
    numbered = numbered.append_column(
        "acquisition", pa.array(np.full(rows.num_rows, acquisition, np.int32))
    )
    evidence.insert(db, table, numbered)


def unmet(db: Db, rows: pa.Table, table: str = "transfer") -> bool:
    """Whether no row of a table is at the heights of these, or at nobody knows which."""
    height = HEIGHT.get(table)
    if height is None or rows[height].null_count:
        return False
    near = f"{height} BETWEEN {_ends(rows[height])} OR {height} IS NULL"
    row = one(db, f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {near} LIMIT 1)")  # noqa: S608 - fixed names
    return bool(row and not row[0])


def stage(db: Db) -> None:
    """Make room for transfers that may be in the case already."""
    db.execute(_STAGE)


def stage_transfers(db: Db, rows: pa.Table, before: int) -> None:
    """Set transfers aside until all of the source are there."""
    numbered = rows.append_column("n", pa.array(np.arange(before, before + rows.num_rows)))
    with lent(db, "incoming_rows", numbered):
        db.execute("INSERT INTO staged BY NAME SELECT * FROM incoming_rows")


def insert_staged(db: Db, acquisition: int, sha256: str) -> int:
    """Append the staged transfers that the case has not got; how many those are."""
    before = evidence.next_id(db, "transfer")
    db.execute(f"CREATE OR REPLACE TEMP TABLE fresh AS {_FRESH}", [sha256, *_heights(db)])
    evidence.insert_from(
        db,
        "transfer",
        f"SELECT {before} + row_number() OVER (ORDER BY n) - 1 AS id, {acquisition} AS acquisition, "  # noqa: S608
        "staged.* EXCLUDE (n) FROM staged SEMI JOIN fresh USING (n)",
    )
    db.execute("DROP TABLE staged")
    db.execute("DROP TABLE fresh")
    return evidence.next_id(db, "transfer") - before


def _heights(db: Db) -> tuple[int, int]:
    """The range of blocks that staged transfers may meet their like in: only that of a large table is read."""
    row = one(db, "SELECT min(block), max(block) FROM staged HAVING count(*) = count(block)")
    return (int(row[0]), int(row[1])) if row and row[0] is not None else (-(2**62), 2**62)


def insert_new(
    db: Db, table: str, acquisition: int, rows: Sequence[Mapping[str, Any]], identity: Sequence[str]
) -> int:
    """Append rows of evidence whose `identity` columns do not stand there yet; how many."""
    if not rows:
        return 0
    names = ", ".join(identity)
    db.register(
        "incoming_keys", pa.table({name: _column([row[name] for row in rows]) for name in identity})
    )
    existing = db.execute(
        f"SELECT {names} FROM {standing(table)} AS held SEMI JOIN incoming_keys USING ({names})"  # noqa: S608 - fixed names
    ).fetchall()
    db.unregister("incoming_keys")
    known = {tuple(_plain(value) for value in row) for row in existing}
    fresh: list[dict[str, Any]] = []
    for row in rows:
        key = tuple(_plain(row[column]) for column in identity)
        if key not in known:
            known.add(key)
            fresh.append(dict(row))
    append(db, table, acquisition, fresh)
    return len(fresh)


def table_of(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows as an Arrow table with all columns of an evidence table but `id`, `acquisition` and the digest."""
    return pa.table({name: _column([row.get(name) for row in rows]) for name in evidence.columns(table)})


def insert_table(
    db: Db, table: str, acquisition: int, rows: pa.Table, identity: Sequence[str] | None = None
) -> int:
    """Append the rows of an evidence table that do not stand there yet, in any acquisition; how many.

    `rows` has the table's columns but `id`, `acquisition` and the digest. Rows are one if all columns of
    `identity` agree, by default all there are.
    """
    before = evidence.next_id(db, table)
    keys = identity or evidence.columns(table)
    if (
        "hash" in keys
        and unmet(db, rows, table)
        and pc.count_distinct(rows["hash"]).as_py() == rows.num_rows
    ):
        _insert(db, table, acquisition, rows, before)
        return int(rows.num_rows)
    same = " AND ".join(f"held.{name} IS NOT DISTINCT FROM incoming.{name}" for name in keys)
    height = HEIGHT.get(table)
    near = f"WHERE {height} BETWEEN {_ends(rows[height])}" if height else ""
    with lent(db, "incoming_rows", rows.append_column("n", pa.array(np.arange(rows.num_rows)))):
        db.execute(
            f"CREATE OR REPLACE TEMP TABLE fresh AS WITH incoming AS (SELECT n, {evidence.typed(table)} "  # noqa: S608
            f"FROM incoming_rows) SELECT * FROM incoming ANTI JOIN (SELECT * FROM {standing(table)} AS rows {near}) "
            f"AS held ON {same} QUALIFY row_number() OVER (PARTITION BY {', '.join(keys)} ORDER BY n) = 1"
        )
    evidence.insert_from(
        db,
        table,
        f"SELECT {before} + row_number() OVER (ORDER BY n) - 1 AS id, {acquisition} AS acquisition, "  # noqa: S608
        f"{', '.join(evidence.columns(table))} FROM fresh",
    )
    db.execute("DROP TABLE fresh")
    return evidence.next_id(db, table) - before


def _ends(heights: pa.ChunkedArray) -> str:
    """SQL for the range of a column of heights, so that only that part of a large table is read."""
    ends = pc.min_max(heights)
    low, high = (ends["min"].as_py(), ends["max"].as_py()) if len(heights) else (0, 0)
    return f"{int(low)} AND {int(high)}"


def insert_numbered(db: Db, table: str, acquisition: int, columns: Mapping[str, list[str]]) -> None:
    """Append rows of texts that are known to be new, numbered on."""
    rows = pa.table(dict(columns))
    if rows.num_rows:
        _insert(db, table, acquisition, rows, evidence.next_id(db, table))


def append(db: Db, table: str, acquisition: int, rows: Iterable[dict[str, Any]]) -> None:
    """Append rows of evidence, numbered on."""
    first = evidence.next_id(db, table)
    numbered = [{"id": first + i, "acquisition": acquisition, **row} for i, row in enumerate(rows)]
    if numbered:
        names = list(dict.fromkeys(name for row in numbered for name in row))
        columns = {name: _column([row.get(name) for row in numbered]) for name in names}
        evidence.insert(db, table, pa.table(columns))


def _column(values: list[Any]) -> pa.Array:
    """Integers above 2^63 go as text, which DuckDB casts exactly."""
    if any(isinstance(value, int) and value >= 2**63 for value in values):
        return pa.array([None if value is None else str(value) for value in values])
    array = pa.array(values)
    return array.cast(pa.string()) if pa.types.is_null(array.type) else array


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, bytes | bytearray | memoryview) else value
