"""The whole case as columns, for the graph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.data.connection import one
from investigator.data.store import Store
from investigator.records import Clock

_STATE = """
    SELECT (SELECT count(*) FROM account), (SELECT count(*) FROM transfer),
           (SELECT list(seal ORDER BY id) FROM acquisition)
"""

_COLUMNS = """
    SELECT src::INTEGER AS src, dst::INTEGER AS dst, asset::INTEGER AS asset,
           {time} AS time,
           (a0::DOUBLE + a1::DOUBLE * 18446744073709551616.0 + a2::DOUBLE * 3.402823669209385e38
            + a3::DOUBLE * 6.277101735386681e57) / pow(10.0, coalesce(asset.decimals, 0)) AS amount,
           moved.id AS transfer
    FROM moved JOIN asset ON asset.id = moved.asset
    {where}
    ORDER BY 4, coalesce(block, 0), coalesce(tx_index, 0), coalesce(position, 0), moved.id
"""


@dataclass(frozen=True)
class TransferColumns:
    """All transfers that moved something, in the order of the chain, and how many accounts there are.

    Shapes (m,); `amount` is a float of whole units; failed transactions are left out.
    """

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    asset: NDArray[np.int32]
    time: NDArray[np.int64]
    amount: NDArray[np.float64]
    transfer: NDArray[np.int64]
    accounts: int


@dataclass(frozen=True)
class State:
    """What the columns depend on: `seals` are those of all acquisitions, in their order."""

    accounts: int
    transfers: int
    clock: int | None
    seals: tuple[str, ...]

    def follows(self, earlier: State) -> bool:
        """Whether evidence was only added since, on the same clock."""
        return self.clock == earlier.clock and self.seals[: len(earlier.seals)] == earlier.seals


def state(store: Store) -> State:
    """The present state: it changes whenever evidence is added."""
    with store.reading() as db:
        row = one(db, _STATE)
    assert row is not None
    return State(row[0], row[1], clock(store), tuple(row[2] or ()))


def transfer_columns(store: Store) -> TransferColumns:
    """Read all transfers as columns."""
    return _read(store, "", [])


def later_columns(store: Store, last: int, held: int) -> TransferColumns | None:
    """All transfers of the times at which there is one that is newer than the id `last`, newer or not.

    `None` if the older ones that still move something are not `held` in number: then one of them was
    superseded, or is now known to have failed.
    """
    with store.reading() as db:
        counted = one(db, "SELECT count(*) FROM moved WHERE id <= ?", [last])
    if counted is None or counted[0] != held:
        return None
    return _read(store, "WHERE {time} IN (SELECT DISTINCT {time} FROM moved WHERE moved.id > ?)", [last])


def _read(store: Store, where: str, values: list[int]) -> TransferColumns:
    time = "block" if clock(store) is Clock.BLOCK else "time"
    sql = _COLUMNS.format(time=time, where=where.format(time=time))
    with store.reading() as db:
        columns = db.execute(sql, values).fetchnumpy()
        counted = one(db, "SELECT count(*) FROM account")
    assert counted is not None
    return TransferColumns(
        src=columns["src"].astype(np.int32, copy=False),
        dst=columns["dst"].astype(np.int32, copy=False),
        asset=columns["asset"].astype(np.int32, copy=False),
        time=columns["time"].astype(np.int64, copy=False),
        amount=columns["amount"].astype(np.float64, copy=False),
        transfer=columns["transfer"].astype(np.int64, copy=False),
        accounts=int(counted[0]),
    )


def clock(store: Store) -> Clock | None:
    """The clock that all transfers which stand share; blocks where clocks differ, but all transfers know their block.

    `None` where there is no common one, or no transfer.
    """
    with store.reading() as db:
        rows = db.execute("SELECT DISTINCT clock FROM standing_transfer").fetchall()
        if len(rows) > 1 and one(db, "SELECT 1 FROM standing_transfer WHERE block IS NULL LIMIT 1") is None:
            return Clock.BLOCK
    return Clock(rows[0][0]) if len(rows) == 1 else None
