"""Evidence of one copy of a case as another can take it in: by addresses and keys of assets in place of ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from investigator.data import evidence
from investigator.data.connection import named
from investigator.data.store import Store

CHUNK = 65_536
"""Transfers that are read together."""

_TRANSFER = """
    SELECT sender.address AS src, receiver.address AS dst, asset.key AS asset,
           held.* EXCLUDE (id, acquisition, src, dst, asset, digest)
    FROM transfer AS held
    JOIN account AS sender ON sender.id = held.src
    JOIN account AS receiver ON receiver.id = held.dst
    JOIN asset ON asset.id = held.asset
"""

_TRANSACTION = """
    SELECT held.* EXCLUDE (id, acquisition, digest, sender, receiver, created), sender.address AS sender,
           receiver.address AS receiver, created.address AS created
    FROM chain_transaction AS held
    JOIN account AS sender ON sender.id = held.sender
    LEFT JOIN account AS receiver ON receiver.id = held.receiver
    LEFT JOIN account AS created ON created.id = held.created
    WHERE held.acquisition = ? ORDER BY held.id
"""

_IDENTITY = """
    SELECT held.id, sender.address AS src, receiver.address AS dst, asset.key AS asset,
           held.a0, held.a1, held.a2, held.a3, held.tx_hash, coalesce(held.token_id, '') AS token,
           held.block, held.position, held.kind, held.row_number, acquisition.sha256
    FROM transfer AS held
    JOIN account AS sender ON sender.id = held.src
    JOIN account AS receiver ON receiver.id = held.dst
    JOIN asset ON asset.id = held.asset
    JOIN acquisition ON acquisition.id = held.acquisition
"""

PLAIN = tuple(
    table.name
    for table in evidence.EVIDENCE
    if table.name
    not in {"account", "contract", "asset", "chain_transaction", "transfer", "tag", "bad_row", "superseded"}
)
"""Tables whose rows name no id of another row."""


@dataclass(frozen=True)
class Identity:
    """What makes a transfer the same one in two copies of a case."""

    id: int
    moved: tuple[Any, ...]
    tx_hash: bytes | None
    token: str
    placed: tuple[Any, ...]
    row: tuple[Any, ...]

    @property
    def position(self) -> Any:
        """Its place in the block, where it is known."""
        return self.placed[1]


def acquisition(store: Store, number: int) -> dict[str, Any]:
    """The row of an acquisition. Raises `LookupError` where there is none."""
    with store.reading() as db:
        return named(db, "SELECT * FROM acquisition WHERE id = ?", [number])[0]


def transfers(store: Store, number: int) -> Iterator[pa.Table]:
    """The transfers of an acquisition, some at a time, in order."""
    with store.reading() as db:
        sql = f"{_TRANSFER} WHERE held.acquisition = ? ORDER BY held.id"
        for batch in db.sql(sql, params=[number]).to_arrow_reader(CHUNK):
            yield pa.Table.from_batches([batch])


def transactions(store: Store, number: int) -> pa.Table:
    """The transactions of an acquisition."""
    with store.reading() as db:
        return db.sql(_TRANSACTION, params=[number]).to_arrow_table()


def rows(store: Store, table: str, number: int) -> pa.Table:
    """The rows of an evidence table in an acquisition, without id, acquisition and digest."""
    columns = ", ".join(evidence.columns(table))
    with store.reading() as db:
        sql = f"SELECT {columns} FROM {table} WHERE acquisition = ? ORDER BY id"  # noqa: S608 - names come from EVIDENCE
        return db.sql(sql, params=[number]).to_arrow_table()


def assets(store: Store) -> dict[str, tuple[str, int | None]]:
    """Symbol and decimals of every asset by its key."""
    with store.reading() as db:
        found = db.execute("SELECT key, symbol, decimals FROM asset").fetchall()
    return {key: (symbol, decimals) for key, symbol, decimals in found}


def contracts(store: Store, number: int) -> list[str]:
    """The addresses that an acquisition knows to be contracts."""
    with store.reading() as db:
        sql = "SELECT address FROM contract JOIN account ON account.id = account WHERE contract.acquisition = ?"
        return [address for (address,) in db.execute(sql + " ORDER BY contract.id", [number]).fetchall()]


def replaced(store: Store, number: int) -> list[tuple[str, int, int]]:
    """Table, id and acquisition of the rows that an acquisition says were replaced by a reorganisation."""
    found = []
    with store.reading() as db:
        told = db.execute(
            "SELECT evidence, evidence_row FROM superseded WHERE acquisition = ? ORDER BY id", [number]
        ).fetchall()
        for table, row in told:
            name = evidence.table_named(table).name
            (at,) = db.execute(f"SELECT acquisition FROM {name} WHERE id = ?", [row]).fetchone() or (-1,)  # noqa: S608
            found.append((table, row, at))
    return found


def identities(store: Store, ids: Iterable[int]) -> list[Identity]:
    """What makes these transfers the same elsewhere."""
    with store.reading() as db:
        db.register("wanted", pa.table({"id": pa.array(list(ids), pa.int64())}))
        found = db.execute(
            f"{_IDENTITY} SEMI JOIN wanted ON wanted.id = held.id ORDER BY held.id"
        ).fetchall()
        db.unregister("wanted")
    return [_identity(row) for row in found]


def alike(store: Store, some: Iterable[Identity]) -> list[Identity]:
    """The transfers of this copy between the same accounts, of the same amount and asset as any of these."""
    wanted = sorted({(one.moved[0], one.moved[1], one.moved[2]) for one in some})
    with store.reading() as db:
        columns = {name: [row[at] for row in wanted] for at, name in enumerate(("src", "dst", "asset"))}
        db.register(
            "wanted", pa.table({name: pa.array(held, pa.string()) for name, held in columns.items()})
        )
        found = db.execute(
            f"SELECT * FROM ({_IDENTITY}) AS held SEMI JOIN wanted USING (src, dst, asset) ORDER BY id"  # noqa: S608
        ).fetchall()
        db.unregister("wanted")
    return [_identity(row) for row in found]


def _identity(row: tuple[Any, ...]) -> Identity:
    number, src, dst, asset, *limbs, tx_hash, token, block, position, kind, line, sha256 = row
    hashed = None if tx_hash is None else bytes(tx_hash)
    return Identity(
        number, (src, dst, asset, *limbs), hashed, token, (block, position, kind), (line, sha256)
    )
