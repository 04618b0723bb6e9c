"""How an account behaves, in a few figures that speak for or against an ordinary explanation."""

from __future__ import annotations

from dataclasses import dataclass

from investigator.data.connection import one
from investigator.data.store import Store


@dataclass(frozen=True)
class Habits:
    """Of one account: how many it paid and was paid by, its transfers, the most it paid in one transaction.

    `payout` is that transaction's hash ('' where none has one), `payees` how many it paid; `hourly` the most
    different accounts it paid within one hour (UTC clock; in a block or step otherwise). `sent` counts transactions
    that it sent itself; `contract` whether evidence says that it is one; `first` and `last` are times.
    """

    paid: int
    paid_by: int
    transfers: int
    payees: int
    payout: str
    hourly: int
    sent: int
    contract: bool
    first: int | None
    last: int | None


def habits(store: Store, account: int) -> Habits:
    """The habits of an account; only what stands and moved something counts."""
    with store.reading() as db:
        counts = one(
            db,
            "SELECT count(DISTINCT dst) FILTER (src = $1 AND dst != $1), "
            "count(DISTINCT src) FILTER (dst = $1 AND src != $1), count(*), min(time), max(time) "
            "FROM moved WHERE src = $1 OR dst = $1",
            [account],
        ) or (0, 0, 0, None, None)
        payout = one(
            db,
            "SELECT count(DISTINCT dst) AS payees, '0x' || lower(hex(tx_hash)) FROM moved "
            "WHERE src = ? AND dst != src AND tx_hash IS NOT NULL GROUP BY tx_hash ORDER BY 1 DESC, 2 LIMIT 1",
            [account],
        ) or (0, "")
        hourly = one(
            db,
            "SELECT max(n) FROM (SELECT count(DISTINCT dst) AS n FROM moved WHERE src = ? AND dst != src "
            "GROUP BY CASE WHEN clock = 0 THEN time // 3600 ELSE time END)",
            [account],
        )
        sent = one(db, "SELECT count(*) FROM standing_transaction WHERE sender = ?", [account])
        contract = one(db, "SELECT count(*) FROM contract WHERE account = ?", [account])
    return Habits(
        paid=int(counts[0]),
        paid_by=int(counts[1]),
        transfers=int(counts[2]),
        payees=int(payout[0]),
        payout=str(payout[1]) if payout[0] else "",
        hourly=int(hourly[0] or 0) if hourly else 0,
        sent=int(sent[0]) if sent else 0,
        contract=bool(contract and contract[0]),
        first=counts[3],
        last=counts[4],
    )


def typical_amounts(store: Store, transfers: list[int]) -> list[tuple[int, float, bool]]:
    """Of each of these transfers: its amount as a share of its asset's median, and whether the asset is suspect."""
    if not transfers:
        return []
    amount = "(a0::DOUBLE + a1::DOUBLE * 1.8446744073709552e19 + a2::DOUBLE * 3.402823669209385e38 + a3::DOUBLE * 6.277101735386681e57)"
    sql = f"""
        WITH cited AS (SELECT unnest(?) AS id),
        typical AS (
            SELECT asset, median({amount}) AS middle FROM moved
            WHERE asset IN (SELECT asset FROM moved SEMI JOIN cited USING (id)) GROUP BY asset
        )
        SELECT moved.id, CASE WHEN middle > 0 THEN {amount} / middle ELSE 0 END,
               asset.key IN (SELECT asset FROM suspect)
        FROM moved SEMI JOIN cited USING (id) JOIN typical USING (asset) JOIN asset ON asset.id = moved.asset
        ORDER BY moved.id
    """  # noqa: S608 - fixed texts
    with store.reading() as db:
        return [(int(a), float(b), bool(c)) for a, b, c in db.execute(sql, [transfers]).fetchall()]
