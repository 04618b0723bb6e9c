"""Proofs of transactions: those kept, what they are to be held against, and the answers they can be made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from investigator.data.connection import Db, lent, one
from investigator.data.queries.standing import standing
from investigator.data.store import Store
from investigator.money import join_limbs
from investigator.records import Clock, TransferKind


@dataclass(frozen=True)
class Located:
    """Where the case has a transaction; the number and hash of its block are `None` where nobody said."""

    chain: str
    block: int | None
    block_hash: bytes | None


@dataclass(frozen=True)
class Held:
    """A proof of the case. `stands` is false once a reorganisation has replaced its block."""

    id: int
    chain: str
    block: int
    tx_index: int
    tx_hash: bytes
    block_hash: bytes
    body: str
    stands: bool


@dataclass(frozen=True)
class Leg:
    """A standing transfer that names a transaction. `src` and `dst` are bare addresses; `moved` as the case counts it.

    `mapped` says that it comes from a table whose columns were mapped, so that its kind is a guess.
    """

    id: int
    kind: TransferKind
    src: str
    dst: str
    asset: str
    amount: int
    time: int
    clock: Clock
    block: int | None
    position: int | None
    token_id: str | None
    moved: bool
    mapped: bool


@dataclass(frozen=True)
class Sent:
    """A transaction of the case as a source told it."""

    id: int
    block: int
    tx_index: int
    nonce: int
    value: int
    sender: str


_LOCATED = f"""
    WITH told AS (
        SELECT chain, block FROM {standing("chain_transaction")} AS rows WHERE hash = $1
        UNION SELECT chain, block FROM {standing("receipt")} AS rows WHERE hash = $1
        UNION SELECT split_part(asset.key, '/', 1), block FROM {standing("transfer")} AS rows
            JOIN asset ON asset.id = rows.asset WHERE tx_hash = $1
    )
    SELECT told.chain, max(told.block), arg_max(held.hash, told.block) FROM told
    LEFT JOIN {standing("block")} AS held ON held.chain = told.chain AND held.number = told.block
    WHERE starts_with(told.chain, 'eip155:') GROUP BY told.chain ORDER BY told.chain
"""  # noqa: S608 - fixed texts

_HELD = """
    SELECT id, chain, block, tx_index, tx_hash, block_hash, body,
           id NOT IN (SELECT evidence_row FROM superseded WHERE evidence = 'proof')
    FROM proof
"""

_LEGS = f"""
    SELECT rows.id, rows.kind, sender.address, receiver.address, asset.key, a0, a1, a2, a3, time, clock, block,
           position, token_id,
           ok AND NOT EXISTS (SELECT 1 FROM {standing("receipt")} AS told WHERE told.hash = tx_hash AND NOT told.ok),
           acquisition.kind IN ('csv', 'parquet')
    FROM {standing("transfer")} AS rows
    JOIN account AS sender ON sender.id = rows.src JOIN account AS receiver ON receiver.id = rows.dst
    JOIN asset ON asset.id = rows.asset JOIN acquisition ON acquisition.id = rows.acquisition
    WHERE tx_hash = $2 AND starts_with(asset.key, $1 || '/') ORDER BY rows.id
"""  # noqa: S608 - fixed texts

# Rows about the block or the transaction, a pin that names the block, or a range that it lies in.
_ANSWERS = """
    SELECT sha256, min(id) FROM acquisition
    WHERE sha256 IN (SELECT sha256 FROM raw_answer) AND kind NOT IN ('proof', 'csv', 'parquet') AND (
        id IN (SELECT acquisition FROM block WHERE chain = $1 AND number = $2
               UNION SELECT acquisition FROM chain_transaction WHERE hash = $3
               UNION SELECT acquisition FROM receipt WHERE hash = $3
               UNION SELECT acquisition FROM receipt WHERE chain = $1 AND block = $2
               UNION SELECT acquisition FROM transfer WHERE tx_hash = $3)
        OR contains(lower(pin), coalesce($4, '?'))
        OR $2 BETWEEN try_cast(request::JSON->>'first' AS BIGINT) AND try_cast(request::JSON->>'last' AS BIGINT)
    ) GROUP BY sha256 ORDER BY 2
"""


def locate(store: Store, tx_hash: bytes) -> list[Located]:
    """Where standing rows of the case have a transaction, by chain."""
    with store.reading() as db:
        rows = db.execute(_LOCATED, [tx_hash]).fetchall()
    return [
        Located(chain, block, None if digest is None else bytes(digest)) for chain, block, digest in rows
    ]


def held(store: Store, chain: str, tx_hash: bytes) -> Held | None:
    """The standing proof of a transaction, the newest if there are several."""
    with store.reading() as db:
        found = [
            _held(row)
            for row in db.execute(f"{_HELD} WHERE chain = ? AND tx_hash = ?", [chain, tx_hash]).fetchall()
        ]
    return max((one for one in found if one.stands), key=lambda proof: proof.id, default=None)


def proofs(db: Db) -> Iterator[Held]:
    """All proofs, in the order in which they came. They are read on a cursor of their own."""
    with db.cursor() as own:
        result = own.execute(f"{_HELD} ORDER BY id")
        while rows := result.fetchmany(20):
            yield from (_held(row) for row in rows)


def of_transfers(store: Store, transfers: Iterable[int]) -> list[tuple[int, Held]]:
    """The standing proofs of the transactions of these transfers, each transfer with its proof."""
    with store.reading() as db, lent(db, "wanted", pa.table({"id": pa.array(list(transfers), pa.int64())})):
        rows = db.execute(
            f"SELECT moved.id, proof.id FROM {standing('transfer')} AS moved SEMI JOIN wanted USING (id) "  # noqa: S608
            f"JOIN asset ON asset.id = moved.asset JOIN {standing('proof')} AS proof "
            "ON proof.tx_hash = moved.tx_hash AND starts_with(asset.key, proof.chain || '/') "
            "ORDER BY moved.id, proof.id"
        ).fetchall()
        whole = {}
        for number in {proof for _, proof in rows}:
            row = one(db, f"{_HELD} WHERE id = ?", [number])
            whole[number] = _held(row) if row else None
    return [(transfer, found) for transfer, proof in rows if (found := whole[proof]) is not None]


def legs(db: Db, chain: str, tx_hash: bytes) -> list[Leg]:
    """The standing transfers of a transaction."""
    found = []
    for row in db.execute(_LEGS, [chain, tx_hash]).fetchall():
        number, kind, src, dst, asset, a0, a1, a2, a3, time, clock, *rest = row
        src, dst = (address.rpartition(":")[2] for address in (src, dst))
        amount = join_limbs(a0, a1, a2, a3)
        found.append(Leg(number, TransferKind(kind), src, dst, asset, amount, time, Clock(clock), *rest))
    return found


def sent(db: Db, chain: str, tx_hash: bytes) -> list[Sent]:
    """The standing rows of a transaction."""
    rows = db.execute(
        f"SELECT rows.id, block, tx_index, nonce, v0, v1, v2, v3, account.address "  # noqa: S608 - fixed texts
        f"FROM {standing('chain_transaction')} AS rows JOIN account ON account.id = rows.sender "
        "WHERE rows.chain = ? AND rows.hash = ? ORDER BY rows.id",
        [chain, tx_hash],
    ).fetchall()
    return [
        Sent(number, block, index, nonce, join_limbs(*limbs), address.rpartition(":")[2])
        for number, block, index, nonce, *limbs, address in rows
    ]


def outcomes(db: Db, chain: str, tx_hash: bytes) -> list[tuple[int, bool | None]]:
    """The standing receipts of a transaction: their rows, and whether it succeeded."""
    return db.execute(
        f"SELECT id, ok FROM {standing('receipt')} AS rows WHERE chain = ? AND hash = ? ORDER BY id",  # noqa: S608
        [chain, tx_hash],
    ).fetchall()


def blocks_at(db: Db, chain: str, number: int) -> list[tuple[int, bytes, bytes, int]]:
    """The standing blocks of a height: row, hash, parent and time."""
    rows = db.execute(
        f"SELECT id, hash, parent, time FROM {standing('block')} AS rows WHERE chain = ? AND number = ? ORDER BY id",  # noqa: S608
        [chain, number],
    ).fetchall()
    return [(row, bytes(digest), bytes(parent), time) for row, digest, parent, time in rows]


def answers(store: Store, tx_hash: bytes, place: Located) -> list[str]:
    """SHA-256 of the raw answers that may hold this transaction's block or its receipts, in order of acquisition."""
    pin = None if place.block_hash is None else place.block_hash.hex()
    with store.reading() as db:
        rows = db.execute(_ANSWERS, [place.chain, place.block, tx_hash, pin]).fetchall()
    return [sha256 for sha256, _ in rows]


def _held(row: tuple[Any, ...]) -> Held:
    number, chain, block, index, tx_hash, block_hash, body, stands = row
    return Held(number, chain, block, index, bytes(tx_hash), bytes(block_hash), body, stands)
