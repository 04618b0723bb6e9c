"""Where an account gave one asset and got another in the same transaction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pyarrow as pa

from investigator.data.connection import lent
from investigator.data.store import Store
from investigator.records import TransferKind

_SWAPS = f"""
    SELECT given.src, given.id, got.id, given.asset, got.asset,
           CASE WHEN got.kind = {int(TransferKind.WRAP)} THEN 'wrap'
                WHEN given.kind = {int(TransferKind.UNWRAP)} THEN 'unwrap' ELSE 'swap' END
    FROM moved AS given
    JOIN moved AS got ON got.tx_hash = given.tx_hash AND got.dst = given.src AND got.asset != given.asset
    SEMI JOIN wanted ON wanted.id = given.src
    WHERE given.src != given.dst AND got.src != got.dst
    ORDER BY 1, 2, 3
    LIMIT ?
"""  # noqa: S608 - two fixed numbers


@dataclass(frozen=True)
class Swap:
    """`account` gave a transfer of one asset and got a transfer of another, in one transaction.

    That the one was the price of the other follows from nothing but the transaction: an assumption, to be
    stated where it is used.
    """

    account: int
    given: int
    got: int
    given_asset: int
    got_asset: int
    kind: Literal["swap", "wrap", "unwrap"]


def swaps(store: Store, accounts: Iterable[int], limit: int = 200_000) -> list[Swap]:
    """All swaps of these accounts: each pair of a transfer given and a transfer got."""
    wanted = pa.table({"id": pa.array(sorted({int(account) for account in accounts}), pa.int64())})
    with store.reading() as db, lent(db, "wanted", wanted):
        rows = db.execute(_SWAPS, [limit]).fetchall()
    return [Swap(*row) for row in rows]
