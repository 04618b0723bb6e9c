"""What has been pulled: which blocks, of which accounts, and by which method."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from investigator.data.queries.standing import standing
from investigator.data.store import Store


@dataclass(frozen=True)
class Covered:
    """What was pulled from block `first` to `last`, inclusive; an `address` of '' stands for every account."""

    address: str
    what: str
    method: str
    first: int
    last: int


def covered(store: Store, chain: str, addresses: Iterable[str]) -> list[Covered]:
    """What stands of these accounts, and of all, in the order in which it was pulled."""
    with store.reading() as db:
        db.register("named", pa.table({"address": pa.array(["", *addresses], pa.string())}))
        rows = db.execute(
            "SELECT address, what, method, first_block, last_block "  # noqa: S608 - fixed texts
            f"FROM {standing('coverage')} AS rows SEMI JOIN named USING (address) WHERE chain = ? ORDER BY id",
            [chain],
        ).fetchall()
        db.unregister("named")
    return [Covered(*row) for row in rows]


def held(store: Store, chain: str, endpoint: str) -> set[tuple[str, str, int]]:
    """What an endpoint said of accounts: address, asset ('' for transactions sent), and after which block."""
    with store.reading() as db:
        rows = db.execute(
            f"SELECT address, asset, block FROM {standing('balance')} AS b WHERE chain = $1 AND endpoint = $2 "  # noqa: S608
            f"UNION SELECT address, '', block FROM {standing('nonce')} AS n WHERE chain = $1 AND endpoint = $2",
            [chain, endpoint],
        ).fetchall()
    return set(rows)
