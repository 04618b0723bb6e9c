"""Accounts: numbers to addresses and back, search, and who dealt with whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from investigator.data.queries.tokens import Doubt, doubts
from investigator.data.store import Store
from investigator.money import join_limbs
from investigator.records import AccountId, Address


@dataclass(frozen=True)
class Holding:
    """What an account received and sent of one asset: exact base units and numbers of transfers.

    `doubts` are why the asset is suspect, if it is.
    """

    asset: int
    symbol: str
    decimals: int | None
    received: int
    sent: int
    transfers_in: int
    transfers_out: int
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Counterparty:
    """Another account and what passed between the two in one asset, exact, from the first's side."""

    account: AccountId
    address: Address
    symbol: str
    decimals: int | None
    received: int
    sent: int
    transfers: int


def addresses(store: Store, accounts: Iterable[int]) -> list[Address]:
    """The addresses of these accounts, in the order asked. Raises `KeyError` for an unknown number."""
    wanted = [int(account) for account in accounts]
    found = named(store, wanted)
    return [found[account] for account in wanted]


def named(store: Store, accounts: Iterable[int]) -> dict[int, Address]:
    """The addresses of these accounts by number; one that the case has not is left out."""
    with store.reading() as db:
        db.register("wanted", pa.table({"id": pa.array(list(accounts), pa.int64())}))
        rows = db.execute("SELECT account.id, address FROM account SEMI JOIN wanted USING (id)").fetchall()
        db.unregister("wanted")
    return {number: Address(text) for number, text in rows}


def all_addresses(store: Store) -> list[Address]:
    """Every address of the case; the position is the account's number."""
    with store.reading() as db:
        return [
            Address(text) for (text,) in db.execute("SELECT address FROM account ORDER BY id").fetchall()
        ]


def from_number(store: Store, first: int, limit: int) -> list[Address]:
    """At most `limit` addresses in the order of their numbers, from the number `first` on."""
    with store.reading() as db:
        sql = "SELECT address FROM account WHERE id >= ? ORDER BY id LIMIT ?"
        return [Address(text) for (text,) in db.execute(sql, [first, limit]).fetchall()]


def find(store: Store, wanted: Iterable[str]) -> dict[Address, AccountId]:
    """The accounts among these canonical addresses that the case has."""
    texts = list(dict.fromkeys(wanted))
    with store.reading() as db:
        db.register("wanted", pa.table({"address": pa.array(texts, pa.string())}))
        rows = db.execute("SELECT address, id FROM account SEMI JOIN wanted USING (address)").fetchall()
        db.unregister("wanted")
    return {Address(text): AccountId(number) for text, number in rows}


def matching(store: Store, text: str, limit: int = 50) -> list[tuple[AccountId, Address]]:
    """Accounts whose address contains `text`, whatever its case; those that end in it first."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT id, address FROM account WHERE contains(lower(address), lower($1)) "
            "ORDER BY NOT ends_with(lower(address), lower($1)), id LIMIT $2",
            [text, limit],
        ).fetchall()
    return [(AccountId(number), Address(address)) for number, address in rows]


def called(store: Store, text: str) -> list[tuple[AccountId, Address]]:
    """Accounts whose address, or what follows a colon in it, is `text`, whatever its case."""
    with store.reading() as db:
        rows = db.execute(
            "SELECT id, address FROM account WHERE lower(address) = lower($1) "
            "OR ends_with(lower(address), ':' || lower($1)) ORDER BY id",
            [text],
        ).fetchall()
    return [(AccountId(number), Address(address)) for number, address in rows]


def contracts(store: Store) -> frozenset[int]:
    """The accounts known to be contracts."""
    with store.reading() as db:
        rows = db.execute("SELECT DISTINCT account FROM contract").fetchall()
    return frozenset(number for (number,) in rows)


_HOLDINGS = """
    SELECT asset.key, asset.id, asset.symbol, asset.decimals,
           sum(a0) FILTER (dst = $1), sum(a1) FILTER (dst = $1),
           sum(a2) FILTER (dst = $1), sum(a3) FILTER (dst = $1),
           sum(a0) FILTER (src = $1), sum(a1) FILTER (src = $1),
           sum(a2) FILTER (src = $1), sum(a3) FILTER (src = $1),
           count(*) FILTER (dst = $1), count(*) FILTER (src = $1)
    FROM moved JOIN asset ON asset.id = moved.asset
    WHERE src = $1 OR dst = $1 GROUP BY ALL ORDER BY count(*) DESC, asset.id
"""


def holdings(store: Store, account: int) -> list[Holding]:
    """What the account received and sent, asset by asset, the busiest first."""
    with store.reading() as db:
        rows = db.execute(_HOLDINGS, [account]).fetchall()
        suspect = doubts(db)
    return [
        Holding(
            *(asset, symbol, decimals, _sum(*limbs[:4]), _sum(*limbs[4:8]), limbs[8], limbs[9]),
            suspect.get(key, ()),
        )
        for key, asset, symbol, decimals, *limbs in rows
    ]


_COUNTERPARTIES = """
    SELECT other.id, other.address, asset.symbol, asset.decimals,
           sum(a0) FILTER (dst = $1), sum(a1) FILTER (dst = $1),
           sum(a2) FILTER (dst = $1), sum(a3) FILTER (dst = $1),
           sum(a0) FILTER (src = $1), sum(a1) FILTER (src = $1),
           sum(a2) FILTER (src = $1), sum(a3) FILTER (src = $1),
           count(*) AS transfers
    FROM moved JOIN asset ON asset.id = moved.asset
    JOIN account AS other ON other.id = CASE WHEN src = $1 THEN dst ELSE src END
    WHERE src = $1 OR dst = $1
    GROUP BY ALL ORDER BY transfers DESC, other.id, asset.symbol LIMIT $2
"""


def counterparties(store: Store, account: int, limit: int = 20) -> list[Counterparty]:
    """With whom the account dealt most, by number of transfers."""
    with store.reading() as db:
        rows = db.execute(_COUNTERPARTIES, [account, limit]).fetchall()
    return [
        Counterparty(
            AccountId(number),
            Address(address),
            symbol,
            decimals,
            _sum(*limbs[:4]),
            _sum(*limbs[4:8]),
            limbs[8],
        )
        for number, address, symbol, decimals, *limbs in rows
    ]


def _sum(a0: int | None, a1: int | None, a2: int | None, a3: int | None) -> int:
    return join_limbs(int(a0 or 0), int(a1 or 0), int(a2 or 0), int(a3 or 0))
