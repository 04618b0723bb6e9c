"""What moved, with exact amounts, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from investigator.data.connection import Db, lent, one
from investigator.data.queries.graph import clock
from investigator.data.store import Store
from investigator.records import Clock, TransferKind

_LIMBS = ("a0", "a1", "a2", "a3")

_PLACE = f"""
    CASE WHEN kind = {int(TransferKind.WITHDRAWAL)} THEN 2147483647 ELSE coalesce(tx_index, 0) END AS place,
    (kind <> {int(TransferKind.NATIVE)})::UTINYINT AS inner
"""
"""Withdrawals come after all transactions of their block; a transaction's own value before what it sets off."""

_ROWS = """
    SELECT moved.id AS transfer, src::INTEGER AS src, dst::INTEGER AS dst, {pot} AS pot,
           {time} AS time, coalesce(block, 0) AS block, {place}, coalesce(position, 0) AS position, {limbs}
    FROM moved {join} ORDER BY 5, 6, 7, 8, 9, 1
"""

# each collectible is a thing of its own, and never mixes with others of its contract
_ITEMS = f"""
    SELECT DISTINCT asset, coalesce(token_id, '') FROM moved
    WHERE kind IN ({int(TransferKind.ERC721)}, {int(TransferKind.ERC1155)}) ORDER BY 1, 2
"""  # noqa: S608 - two fixed numbers


@dataclass(frozen=True)
class Ledger:
    """m transfers that moved something, in the order of time, block, transaction and position.

    `src`, `dst`, `pot` (m,) int32; `time`, `transfer` (m,) int64. What mixes is numbered: a pot is an asset,
    or one collectible (`pots` gives asset and token id). `limbs` are as many columns (m,) uint64 as the
    largest amount needs, the lowest first. `tied` (m,) marks transfers that nothing tells to come after the
    row before: same time, block, transaction and position, or all that is known of them.
    """

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    pot: NDArray[np.int32]
    time: NDArray[np.int64]
    transfer: NDArray[np.int64]
    tied: NDArray[np.bool_]
    limbs: tuple[NDArray[np.uint64], ...]
    pots: tuple[tuple[int, str], ...]
    accounts: int

    @property
    def size(self) -> int:
        """How many transfers."""
        return int(self.src.size)


def ledger(store: Store) -> Ledger:
    """Read all standing transfers that moved something."""
    axis = "block" if clock(store) is Clock.BLOCK else "time"
    with store.reading() as db:
        pots, items = _pots(db)
        if items:
            db.execute("CREATE OR REPLACE TEMP TABLE pot (number INTEGER, asset BIGINT, token TEXT)")
            first = len(pots) - len(items)
            rows = [[first + i, asset, token] for i, (asset, token) in enumerate(items)]
            db.executemany("INSERT INTO pot VALUES (?, ?, ?)", rows)
        wide = one(db, "SELECT max(a1) > 0, max(a2) > 0, max(a3) > 0 FROM moved") or (False,) * 3
        limbs = _LIMBS[: 1 + max((i + 1 for i, used in enumerate(wide) if used), default=0)]
        sql = _ROWS.format(
            time=axis,
            place=_PLACE,
            limbs=", ".join(limbs),
            pot="coalesce(pot.number, moved.asset)::INTEGER" if items else "moved.asset::INTEGER",
            join="LEFT JOIN pot ON pot.asset = moved.asset AND pot.token = coalesce(moved.token_id, '')"
            if items
            else "",
        )
        columns = db.execute(sql).fetchnumpy()
        counted = one(db, "SELECT count(*) FROM account")
    assert counted is not None
    return Ledger(
        src=columns["src"].astype(np.int32, copy=False),
        dst=columns["dst"].astype(np.int32, copy=False),
        pot=columns["pot"].astype(np.int32, copy=False),
        time=columns["time"].astype(np.int64, copy=False),
        transfer=columns["transfer"].astype(np.int64, copy=False),
        tied=_tied([columns[name] for name in ("time", "block", "place", "inner", "position")]),
        limbs=tuple(columns[name].astype(np.uint64, copy=False) for name in limbs),
        pots=pots,
        accounts=int(counted[0]),
    )


def _pots(db: Db) -> tuple[tuple[tuple[int, str], ...], list[tuple[int, str]]]:
    """All pots: the assets by their numbers, then collectibles; and the collectibles alone."""
    counted = one(db, "SELECT coalesce(max(id) + 1, 0) FROM asset")
    items = [(int(asset), str(token)) for asset, token in db.execute(_ITEMS).fetchall()]
    whole = [(number, "") for number in range(int(counted[0]) if counted else 0)]
    return (*whole, *items), items


def _tied(keys: list[NDArray[np.generic]]) -> NDArray[np.bool_]:
    same = np.ones(keys[0].size, np.bool_)
    same[:1] = False
    for key in keys:
        same[1:] &= np.asarray(key[1:] == key[:-1])
    return same


def of_transaction(store: Store, tx_hash: bytes) -> list[int]:
    """The ids of all transfers that a transaction moved, in order."""
    with store.reading() as db:
        sql = "SELECT id FROM moved WHERE tx_hash = ? ORDER BY coalesce(position, -1), id"
        return [int(number) for (number,) in db.execute(sql, [tx_hash]).fetchall()]


def among(store: Store, transfers: Iterable[int]) -> list[int]:
    """Those of these transfers that moved something."""
    wanted = pa.table({"id": pa.array(list(transfers), pa.int64())})
    with store.reading() as db, lent(db, "wanted", wanted):
        rows = db.execute("SELECT moved.id FROM moved SEMI JOIN wanted USING (id) ORDER BY 1").fetchall()
    return [int(number) for (number,) in rows]
