"""Who dealt with accounts that were pulled, and where a pull stopped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from investigator.data.store import Store
from investigator.money import join_limbs
from investigator.records import Address


@dataclass(frozen=True)
class Dealing:
    """What passed between an account and another one in one asset, both ways together, in base units."""

    account: Address
    other: Address
    asset: str
    symbol: str
    decimals: int | None
    amount: int
    transfers: int


@dataclass(frozen=True)
class Stop:
    """An account beyond which a pull did not go, and why; `counterparties` where they were counted.

    `pulled` says that its own transfers have been pulled, by that pull or another.
    """

    address: Address
    hop: int
    reason: str
    detail: str
    counterparties: int | None
    pulled: bool

    @property
    def open(self) -> bool:
        """Whether there is more beyond it: it was never pulled, or it was and its counterparties were not."""
        return not self.pulled or self.reason == "budget"


_DEALINGS = """
    WITH sides AS (
        SELECT src AS account, dst AS other, * EXCLUDE (src, dst) FROM moved SEMI JOIN pulled ON pulled.id = src
        UNION ALL BY NAME
        SELECT dst AS account, src AS other, * EXCLUDE (src, dst) FROM moved SEMI JOIN pulled ON pulled.id = dst
    )
    SELECT mine.address, other.address, asset.key, asset.symbol, asset.decimals,
           sum(a0), sum(a1), sum(a2), sum(a3), count(*)
    FROM sides JOIN account AS mine ON mine.id = sides.account JOIN account AS other ON other.id = sides.other
    JOIN asset ON asset.id = sides.asset
    WHERE sides.account <> sides.other AND coalesce(block BETWEEN $1 AND $2, true)
    GROUP BY ALL ORDER BY mine.address, other.address, asset.key
"""

# the newest word on each account
_STOPS = """
    SELECT address, hop, reason, detail, counterparties, address IN (
        SELECT address FROM coverage WHERE id NOT IN (
            SELECT evidence_row FROM superseded WHERE evidence = 'coverage'
        )
    )
    FROM frontier WHERE {condition}
    QUALIFY row_number() OVER (PARTITION BY address ORDER BY acquisition DESC, id) = 1 ORDER BY address
"""


def dealings(
    store: Store, addresses: Iterable[str], first: int | None = None, last: int | None = None
) -> list[Dealing]:
    """What passed between these accounts and all others in these blocks, in the order of their addresses."""
    with store.reading() as db:
        db.register("named", pa.table({"address": pa.array(list(addresses), pa.string())}))
        db.execute(
            "CREATE OR REPLACE TEMP TABLE pulled AS SELECT id FROM account SEMI JOIN named USING (address)"
        )
        db.unregister("named")
        bounds = [-1 if first is None else first, 2**62 if last is None else last]
        rows = db.execute(_DEALINGS, bounds).fetchall()
        db.execute("DROP TABLE pulled")
    return [
        Dealing(
            Address(account),
            Address(other),
            key,
            symbol,
            decimals,
            join_limbs(*(int(limb) for limb in limbs)),
            count,
        )
        for account, other, key, symbol, decimals, *limbs, count in rows
    ]


def stops(store: Store, addresses: Sequence[str] | None = None) -> list[Stop]:
    """Where pulls stopped, the newest word on each account; of these accounts only, if some are given."""
    condition = "true" if addresses is None else "list_contains($1, address)"
    values = [] if addresses is None else [list(addresses)]
    with store.reading() as db:
        rows = db.execute(_STOPS.format(condition=condition), values).fetchall()
    return [
        Stop(Address(address), hop, reason, detail, counterparties, pulled)
        for address, hop, reason, detail, counterparties, pulled in rows
    ]
