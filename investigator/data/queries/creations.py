"""Contracts that transactions created."""

from __future__ import annotations

from dataclasses import dataclass

from investigator.data.store import Store


@dataclass(frozen=True)
class Created:
    """`creator` made the contract `created` (ids) at `time` by the transaction `tx_hash`."""

    creator: int
    created: int
    time: int
    tx_hash: str


def creations(store: Store) -> list[Created]:
    """All contracts that succeeded transactions created, in the order of the chain; standing rows only."""
    sql = """
        SELECT DISTINCT sent.sender, sent.created, sent.time, '0x' || lower(hex(sent.hash)), sent.block, sent.tx_index
        FROM standing_transaction AS sent
        LEFT JOIN standing_receipt AS told ON told.hash = sent.hash AND told.block = sent.block
        WHERE sent.created IS NOT NULL AND coalesce(told.ok, true)
        ORDER BY sent.block, sent.tx_index
    """
    with store.reading() as db:
        return [Created(int(a), int(b), int(time), tx) for a, b, time, tx, *_ in db.execute(sql).fetchall()]


def times(store: Store, hashes: list[str]) -> dict[str, int]:
    """When these transactions were, as far as the case holds them."""
    if not hashes:
        return {}
    with store.reading() as db:
        rows = db.execute(
            "SELECT '0x' || lower(hex(hash)), min(time) FROM standing_transaction "
            "WHERE '0x' || lower(hex(hash)) IN (SELECT unnest(?)) GROUP BY 1",
            [hashes],
        ).fetchall()
    return {name: int(time) for name, time in rows}
