"""What the case holds about how complete an account is: what was covered, said and moved. Standing rows only."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from investigator.data.connection import Db, one
from investigator.data.queries.standing import standing
from investigator.data.store import Store
from investigator.money import join_limbs
from investigator.records import TransferKind

_LIMBS = "sum(a0), sum(a1), sum(a2), sum(a3)"
_ITEM = f"CASE WHEN kind = {int(TransferKind.ERC1155)} THEN {{0}} || '{{1}}' || coalesce(token_id, '?') ELSE {{0}} END"


@dataclass(frozen=True)
class Covered:
    """Blocks `first` to `last` were looked at for this kind of transfer, for this account or for all."""

    what: str
    first: int
    last: int
    method: str
    acquisition: int


@dataclass(frozen=True)
class Said:
    """What an endpoint said at the end of a block: a balance in base units of an asset, or transactions sent."""

    block: int
    value: int
    endpoint: str
    acquisition: int
    asset: str = ""


@dataclass(frozen=True)
class Flow:
    """What moved for an account in some blocks, in base units of one asset. `kinds` are transfer kinds."""

    asset: str
    symbol: str
    decimals: int | None
    came: int
    went: int
    kinds: frozenset[int]


@dataclass(frozen=True)
class Fees:
    """What an account paid for its transactions in some blocks.

    `unknown` of the `sent` transactions have no receipt, or one that tells no price.
    """

    sent: int
    paid: int
    extra: int
    unknown: int


@dataclass(frozen=True)
class Reward:
    """A block that paid an account: its tips, or `None` where not all of its receipts are held."""

    block: int
    tips: int | None


def pulled(store: Store) -> list[tuple[str, str]]:
    """Chain and address of each account that was pulled by itself, in order."""
    sql = f"SELECT DISTINCT chain, address FROM {standing('coverage')} WHERE address != '' ORDER BY 1, 2"  # noqa: S608
    with store.reading() as db:
        return [(chain, address) for chain, address in db.execute(sql).fetchall()]


def covered(store: Store, chain: str, address: str) -> list[Covered]:
    """All coverage of an account, by itself or with all others."""
    sql = (
        "SELECT what, first_block, last_block, method, acquisition "  # noqa: S608 - a fixed table
        f"FROM {standing('coverage')} WHERE chain = ? AND address IN (?, '') ORDER BY 1, 2, 3"
    )
    with store.reading() as db:
        return [Covered(*row) for row in db.execute(sql, [chain, address]).fetchall()]


def balances(store: Store, chain: str, address: str) -> list[Said]:
    """All balances that endpoints told of an account."""
    sql = (
        f"SELECT block, a0, a1, a2, a3, endpoint, acquisition, asset FROM {standing('balance')} "  # noqa: S608
        "WHERE chain = ? AND address = ? ORDER BY acquisition, id"
    )
    with store.reading() as db:
        rows = db.execute(sql, [chain, address]).fetchall()
    return [Said(block, join_limbs(*limbs), *rest) for block, *limbs, rest in _cut(rows)]


def _cut(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [(*row[:5], row[5:]) for row in rows]


def nonces(store: Store, chain: str, address: str) -> list[Said]:
    """How many transactions endpoints said that an account had sent."""
    sql = (
        f"SELECT block, nonce, endpoint, acquisition FROM {standing('nonce')} "  # noqa: S608
        "WHERE chain = ? AND address = ? ORDER BY acquisition, id"
    )
    with store.reading() as db:
        return [Said(*row) for row in db.execute(sql, [chain, address]).fetchall()]


def sent(store: Store, chain: str, address: str, first: int, last: int) -> list[int]:
    """Nonces of the transactions that an account sent in these blocks, ascending."""
    sql = (
        "SELECT nonce FROM standing_transaction AS sent JOIN account ON account.id = sent.sender "
        "WHERE chain = ? AND address = ? AND block BETWEEN ? AND ? ORDER BY nonce"
    )
    with store.reading() as db:
        return [nonce for (nonce,) in db.execute(sql, [chain, address, first, last]).fetchall()]


def is_contract(store: Store, address: str) -> bool:
    """Whether evidence tells that an account is a contract."""
    sql = "SELECT count(*) FROM contract JOIN account ON account.id = contract.account WHERE address = ?"
    with store.reading() as db:
        row = one(db, sql, [address])
    return bool(row and row[0])


def flows(store: Store, address: str, first: int, last: int) -> list[Flow]:
    """What moved for an account in these blocks, by asset in the order of their keys.

    Each item of an ERC-1155 is an asset of its own, with its number behind the key of its contract (CAIP-19).
    """
    sums: dict[str, dict[str, int]] = defaultdict(lambda: {"came": 0, "went": 0})
    names: dict[str, tuple[str, int | None]] = {}
    kinds: dict[str, set[int]] = defaultdict(set)
    with store.reading() as db:
        for side, end in (("came", "dst"), ("went", "src")):
            sql = (
                f"SELECT {_ITEM.format('asset.key', '/')}, {_ITEM.format('asset.symbol', ' no. ')}, "  # noqa: S608
                f"asset.decimals, list(DISTINCT kind), {_LIMBS} FROM moved JOIN asset ON asset.id = moved.asset JOIN account ON account.id = moved.{end} "
                "WHERE account.address = ? AND block BETWEEN ? AND ? GROUP BY 1, 2, 3"
            )
            for key, symbol, decimals, some, *limbs in db.execute(sql, [address, first, last]).fetchall():
                sums[key][side] = join_limbs(*limbs)
                names[key] = symbol, decimals
                kinds[key] |= set(some)
    return [
        Flow(key, *names[key], sums[key]["came"], sums[key]["went"], frozenset(kinds[key]))
        for key in sorted(sums)
    ]


def fees(store: Store, chain: str, address: str, first: int, last: int) -> Fees:
    """What an account's transactions in these blocks cost beside what they moved; failed ones cost as well."""
    sql = """
        WITH mine AS (
            SELECT sent.hash, sent.block FROM standing_transaction AS sent
            JOIN account ON account.id = sent.sender
            WHERE chain = $1 AND address = $2 AND block BETWEEN $3 AND $4
        ), priced AS (
            SELECT mine.hash, any_value(told.gas_used::HUGEINT * told.gas_price) AS fee FROM mine
            LEFT JOIN standing_receipt AS told ON told.hash = mine.hash AND told.block = mine.block
            GROUP BY mine.hash
        )
        SELECT count(*), coalesce(sum(fee), 0), count(*) FILTER (fee IS NULL) FROM priced
    """
    more = f"""
        SELECT coalesce(sum(fee), 0) FROM {standing("extra_fee")} AS told
        WHERE told.chain = $1 AND told.block BETWEEN $3 AND $4 AND told.hash IN (
            SELECT hash FROM standing_transaction AS sent JOIN account ON account.id = sent.sender
            WHERE sent.chain = $1 AND address = $2 AND block BETWEEN $3 AND $4
        )
    """  # noqa: S608 - a fixed table
    values = [chain, address, first, last]
    with store.reading() as db:
        count, paid, unknown = one(db, sql, values) or (0, 0, 0)
        extra = one(db, more, values) or (0,)
    return Fees(int(count), int(paid), int(extra[0]), int(unknown))


def rewards(store: Store, chain: str, address: str, first: int, last: int) -> list[Reward]:
    """The blocks of which an account is the beneficiary, with the tips that all of their transactions paid."""
    sql = f"""
        WITH mine AS (
            SELECT DISTINCT number, gas_used, coalesce(base_fee, 0) AS base_fee FROM {standing("header")}
            WHERE chain = ? AND beneficiary = ? AND number BETWEEN ? AND ?
        )
        SELECT mine.number, any_value(mine.gas_used), coalesce(sum(told.gas_used), 0),
               coalesce(sum(told.gas_used::HUGEINT * (told.gas_price - mine.base_fee)), 0),
               count(*) FILTER (told.gas_used > 0 AND told.gas_price IS NULL)
        FROM mine LEFT JOIN standing_receipt AS told ON told.block = mine.number AND told.chain = ?
        GROUP BY 1 ORDER BY 1
    """  # noqa: S608 - a fixed table
    with store.reading() as db:
        rows = db.execute(sql, [chain, address, first, last, chain]).fetchall()
    return [
        Reward(number, int(tips) if used == told and not unpriced else None)
        for number, used, told, tips, unpriced in rows
    ]


def node_words(store: Store, chain: str) -> list[dict[str, Any]]:
    """What the endpoints of a chain could do when they were probed, the newest first."""
    with store.reading() as db:
        rows = db.execute("SELECT abilities FROM node WHERE chain = ? ORDER BY id DESC", [chain]).fetchall()
    found = []
    for (text,) in rows:
        try:
            told = json.loads(text)
        except ValueError:
            continue
        if isinstance(told, dict):
            found.append(told)
    return found


def last_final(store: Store, chain: str) -> tuple[int, int] | None:
    """The last block known to be final, and the acquisition that says so."""
    with store.reading() as db:
        return _final(db, chain)


def _final(db: Db, chain: str) -> tuple[int, int] | None:
    row = one(
        db, "SELECT number, acquisition FROM finality WHERE chain = ? ORDER BY number DESC LIMIT 1", [chain]
    )
    return (int(row[0]), int(row[1])) if row else None
