"""Transfers that fit a condition: their order, their totals, and how they lie in time. Made for millions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from investigator.data.connection import lent, named, one
from investigator.data.queries.conditions import Assets, Condition, Every, Fact, Ids, asked
from investigator.data.store import Store
from investigator.money import join_limbs

Order = Literal["time", "from", "to", "amount", "asset", "kind", "block", "transaction"]

ORDERS: dict[Order, tuple[str, ...]] = {
    "time": ("time", "block", "coalesce(tx_index, 0)", "coalesce(position, 0)"),
    "from": ("sender.address",),
    "to": ("receiver.address",),
    "amount": ("asset.symbol", "a3", "a2", "a1", "a0"),
    "asset": ("asset.symbol",),
    "kind": ("kind",),
    "block": ("block", "coalesce(tx_index, 0)", "coalesce(position, 0)"),
    "transaction": ("tx_hash",),
}
_ENDS: dict[Order, tuple[str, str]] = {"from": ("sender", "src"), "to": ("receiver", "dst")}


@dataclass(frozen=True)
class Total:
    """How much of one asset moved, exact, in base units, and by how many transfers."""

    asset: int
    symbol: str
    decimals: int | None
    transfers: int
    amount: int


@dataclass(frozen=True)
class Histogram:
    """Transfers in equal stretches of time from `first` to `last`, both included.

    `counts` (bins,) int64 are of all assets, `by_asset` (bins,) of single ones, and `amounts` exact sums in base
    units, a bin each, of those that were asked for.
    """

    first: int
    last: int
    counts: Ids
    by_asset: Mapping[int, Ids] = field(default_factory=dict)
    amounts: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def ids(
    store: Store, condition: Condition, order: Order | None = "time", *, descending: bool = False
) -> Ids:
    """The ids of all transfers that fit, in an order or in none; ties keep the order of acquisition."""
    way = "DESC" if descending else "ASC"
    ways = [f"{column} {way} NULLS LAST" for column in ORDERS[order]] if order else []
    sorted_ = f"ORDER BY {', '.join([*ways, 'transfer.id'])}" if order else ""
    joined = ""
    if order is not None and order in _ENDS:
        who, end = _ENDS[order]
        joined = f"JOIN account AS {who} ON {who}.id = transfer.{end}"
    with store.reading() as db, asked(db, condition) as sql:
        found = db.execute(
            f"SELECT transfer.id AS id FROM transfer JOIN asset ON asset.id = transfer.asset {joined} "  # noqa: S608
            f"WHERE {sql.text} {sorted_}",
            sql.values,
        ).fetchnumpy()
    return np.asarray(found["id"], np.int64)


def count(store: Store, condition: Condition) -> int:
    """How many transfers fit."""
    with store.reading() as db, asked(db, condition) as sql:
        row = one(
            db,
            f"SELECT count(*) FROM transfer JOIN asset ON asset.id = transfer.asset WHERE {sql.text}",  # noqa: S608
            sql.values,
        )
    return int(row[0]) if row else 0


def totals(store: Store, condition: Condition) -> list[Total]:
    """How much of each asset the transfers that fit moved, the most transfers first; what did not move is not counted."""
    with store.reading() as db, asked(db, Every((condition, Fact("moved")))) as sql:
        rows = db.execute(
            "SELECT asset.id, asset.symbol, asset.decimals, count(*) AS transfers, "  # noqa: S608
            "sum(a0), sum(a1), sum(a2), sum(a3) "
            f"FROM transfer JOIN asset ON asset.id = transfer.asset WHERE {sql.text} "
            "GROUP BY 1, 2, 3 ORDER BY transfers DESC, 1",
            sql.values,
        ).fetchall()
    return [
        Total(asset, symbol, places, number, join_limbs(*(int(limb or 0) for limb in limbs)))
        for asset, symbol, places, number, *limbs in rows
    ]


def histogram(
    store: Store, condition: Condition, assets: tuple[int, ...], bins: int = 96, *, blocks: bool = False
) -> Histogram | None:
    """How the transfers that fit and moved lie in time, `assets` each by themselves; `None` where there are none.

    With `blocks` time is the block's number.
    """
    axis = "block" if blocks else "time"
    wanted = pa.table({"asset": pa.array(assets, pa.int64())})
    with (
        store.reading() as db,
        asked(db, Every((condition, Fact("moved")))) as sql,
        lent(db, "apart", wanted),
    ):
        rows = db.execute(
            f"WITH hit AS (SELECT {axis}::HUGEINT AS t, transfer.asset AS asset, a0, a1, a2, a3 "  # noqa: S608
            f"FROM transfer JOIN asset ON asset.id = transfer.asset WHERE {sql.text} AND {axis} IS NOT NULL), "
            "ends AS (SELECT min(t) AS low, max(t) AS high, least(?, max(t) - min(t) + 1) AS bins FROM hit) "
            "SELECT low::BIGINT, high::BIGINT, bins::INTEGER, ((t - low) * bins // (high - low + 1))::INTEGER AS bin, "
            "apart.asset, count(*), sum(a0), sum(a1), sum(a2), sum(a3) "
            "FROM hit CROSS JOIN ends LEFT JOIN apart ON apart.asset = hit.asset "
            "WHERE low IS NOT NULL GROUP BY 1, 2, 3, 4, 5",
            [*sql.values, bins],
        ).fetchall()
    if not rows:
        return None
    first, last, size = rows[0][:3]
    counts = np.zeros(size, np.int64)
    by_asset = {asset: np.zeros(size, np.int64) for asset in assets}
    amounts = {asset: [0] * size for asset in assets}
    for _, _, _, place, asset, number, *limbs in rows:
        counts[place] += number
        if asset is not None:
            by_asset[asset][place] = number
            amounts[asset][place] = join_limbs(*(int(limb or 0) for limb in limbs))
    return Histogram(first, last, counts, by_asset, {asset: tuple(some) for asset, some in amounts.items()})


def decimals(store: Store) -> list[int]:
    """The decimals that assets of the case have, where they are not known 0."""
    with store.reading() as db:
        rows = db.execute("SELECT DISTINCT coalesce(decimals, 0) FROM asset ORDER BY 1").fetchall()
    return [int(places) for (places,) in rows]


def assets_called(store: Store, text: str, *, part: bool = False) -> tuple[int, ...]:
    """Assets of this symbol or contract, whatever its case; with `part`, those whose symbol has it in it."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT id FROM asset WHERE lower(symbol) = lower($1) OR lower(key) = lower($1) "
            "OR ends_with(lower(key), ':' || lower($1)) OR ($2 AND contains(lower(symbol), lower($1))) ORDER BY id",
            [text, part],
        ).fetchall()
    return tuple(number for (number,) in rows)


def suspect_assets(store: Store) -> Assets:
    """The assets that are doubted."""
    with store.reading() as db:
        rows = db.execute("SELECT id FROM asset WHERE key IN (SELECT asset FROM suspect)").fetchall()
    return Assets(tuple(number for (number,) in rows))


def accounts_with(store: Store, text: str) -> Ids:
    """All accounts whose address has this in it, whatever its case; an ellipsis stands for what was left out."""
    begins, _, ends = text.partition("…")
    with store.reading() as db:
        found = db.execute(
            "SELECT id FROM account WHERE contains(lower(address), lower($1)) "
            "AND ends_with(lower(address), lower($2)) ORDER BY id",
            [begins, ends],
        ).fetchnumpy()
    return np.asarray(found["id"], np.int64)


def accounts_ending(store: Store, tails: Iterable[str]) -> Ids:
    """All accounts whose address is one of these (lower case), whole or after its last colon: for long lists."""
    wanted = pa.table({"tail": pa.array(sorted(set(tails)), pa.string())})
    with store.reading() as db, lent(db, "tails", wanted):
        found = db.execute(
            "SELECT id FROM account WHERE lower(address) IN (SELECT tail FROM tails) "
            "OR split_part(lower(address), ':', -1) IN (SELECT tail FROM tails) ORDER BY id"
        ).fetchnumpy()
    return np.asarray(found["id"], np.int64)


def scored(store: Store) -> tuple[Ids, NDArray[np.float64]]:
    """Accounts of the newest run of scores that the model speaks of, and their calibrated scores; shape (n,) each."""
    with store.reading() as db:
        found = db.execute(
            "SELECT account, calibrated FROM score WHERE NOT abstained "
            "AND run = (SELECT max(id) FROM score_run) ORDER BY account"
        ).fetchnumpy()
    return np.asarray(found["account"], np.int64), np.asarray(found["calibrated"], np.float64)


def transactions_with(store: Store, begins: str, limit: int = 8) -> list[tuple[str, tuple[int, ...]]]:
    """Transactions whose hash begins so (hexadecimal digits without 0x), each with its transfers."""
    with store.reading() as db:
        rows = named(
            db,
            "SELECT lower(hex(tx_hash)) AS hash, list(id ORDER BY id) AS transfers FROM transfer "
            "WHERE starts_with(lower(hex(tx_hash)), lower(?)) GROUP BY 1 ORDER BY 1 LIMIT ?",
            [begins, limit],
        )
    return [("0x" + row["hash"], tuple(row["transfers"])) for row in rows]


def namespaces(store: Store) -> frozenset[str]:
    """What stands before the first colon of the case's addresses."""
    with store.reading() as db:
        rows = db.execute("SELECT DISTINCT split_part(address, ':', 1) FROM account").fetchall()
    return frozenset(name for (name,) in rows)


def chains(store: Store) -> frozenset[str]:
    """The EVM chains that accounts of the case are on."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT DISTINCT regexp_extract(address, '^eip155:[0-9]+') FROM account "
            "WHERE starts_with(address, 'eip155:')"
        ).fetchall()
    return frozenset(name for (name,) in rows)
