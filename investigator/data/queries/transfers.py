"""Transfers: pages for a table, single ones for exhibits, totals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

from investigator.data.connection import Db, one
from investigator.data.queries.standing import finals
from investigator.data.queries.tokens import Doubt, doubts
from investigator.data.store import Store
from investigator.money import join_limbs
from investigator.records import AccountId, Address, Clock, TransferKind

Order = Literal["time", "from", "to", "amount", "asset", "kind"]

_ORDERS: dict[Order, str] = {
    "time": "time {way}, block {way}, coalesce(tx_index, 0) {way}, coalesce(position, 0) {way}",
    "from": "sender.address {way}",
    "to": "receiver.address {way}",
    "amount": "asset.symbol, a3 {way}, a2 {way}, a1 {way}, a0 {way}",
    "asset": "asset.symbol {way}",
    "kind": "kind {way}",
}

_FROM = """
    FROM transfer
    JOIN account AS sender ON sender.id = transfer.src
    JOIN account AS receiver ON receiver.id = transfer.dst
    JOIN asset ON asset.id = transfer.asset
"""

# the axis of `queries.graph.clock`: blocks where clocks differ, but all transfers know their block
_AXIS = """
    CASE WHEN (SELECT count(DISTINCT clock) > 1 AND count(*) = count(block) FROM standing_transfer)
    THEN block ELSE time END
"""

_MATCHES = """
    (contains(lower(sender.address), lower(?)) OR contains(lower(receiver.address), lower(?))
     OR contains(lower(asset.symbol), lower(?)) OR starts_with('0x' || lower(hex(tx_hash)), lower(?)))
"""

_SELECT = """
    SELECT transfer.id, src, dst, sender.address, receiver.address, asset.id, asset.symbol, asset.decimals,
           a0, a1, a2, a3, time, clock, block, kind,
           ok AND NOT EXISTS (SELECT 1 FROM standing_receipt AS told WHERE told.hash = tx_hash AND NOT told.ok),
           tx_hash, token_id, transfer.acquisition, row_number, position, asset.key,
           transfer.id NOT IN (SELECT evidence_row FROM superseded WHERE evidence = 'transfer')
"""


@dataclass(frozen=True)
class TransferRow:
    """One transfer as people read it. `amount` is exact, in base units; `tx_hash` is hexadecimal or ''.

    What does not stand was replaced by a reorganisation of its chain, and moved nothing. What is provisional
    lies in a block that was not final when that was last asked. `doubts` are why its token is suspect.
    """

    id: int
    src: AccountId
    dst: AccountId
    sender: Address
    receiver: Address
    asset: int
    symbol: str
    decimals: int | None
    amount: int
    time: int
    clock: Clock
    block: int | None
    kind: TransferKind
    ok: bool
    tx_hash: str
    token_id: str
    acquisition: int
    row_number: int | None
    position: int | None
    standing: bool = True
    provisional: bool = False
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class Where:
    """Which transfers: touching any of `accounts`, both ends within `among`, of these assets, in this span.

    `transfers` names them one by one; `text` matches addresses, symbols and transaction hashes. `None`
    leaves a condition out.
    """

    accounts: tuple[int, ...] | None = None
    among: tuple[int, ...] | None = None
    assets: tuple[int, ...] | None = None
    after: int | None = None
    before: int | None = None
    text: str = ""
    transfers: tuple[int, ...] | None = None


def page(
    store: Store,
    where: Where,
    order: Order = "time",
    *,
    descending: bool = False,
    offset: int = 0,
    limit: int = 200,
) -> list[TransferRow]:
    """A page of transfers. Ties keep the order of acquisition."""
    way = "DESC" if descending else "ASC"
    with store.reading() as db:
        condition, values = _condition(db, where)
        sql = f"{_SELECT} {_FROM} WHERE {condition} ORDER BY {_ORDERS[order].format(way=way)}, transfer.id "
        rows = db.execute(f"{sql} LIMIT ? OFFSET ?", [*values, limit, offset]).fetchall()
        marks = _marks(db)
    return [_row(row, marks) for row in rows]


def count(store: Store, where: Where = Where()) -> int:
    """How many transfers fit."""
    with store.reading() as db:
        condition, values = _condition(db, where)
        row = one(db, f"SELECT count(*) {_FROM} WHERE {condition}", values)
    return int(row[0]) if row else 0


def by_id(store: Store, transfers: Iterable[int]) -> list[TransferRow]:
    """These transfers in the order asked; unknown ids are left out."""
    wanted = [int(number) for number in transfers]
    with store.reading() as db:
        db.register("wanted", pa.table({"id": pa.array(wanted, pa.int64())}))
        rows = db.execute(f"{_SELECT} {_FROM} SEMI JOIN wanted ON wanted.id = transfer.id").fetchall()
        db.unregister("wanted")
        marks = _marks(db)
    found = {row[0]: _row(row, marks) for row in rows}
    return [found[number] for number in wanted if number in found]


def _condition(db: Db, where: Where) -> tuple[str, list[Any]]:
    parts, values = ["true"], list[Any]()
    if where.accounts is not None:
        db.register("chosen", pa.table({"id": pa.array(where.accounts, pa.int64())}))
        parts.append("(src IN (SELECT id FROM chosen) OR dst IN (SELECT id FROM chosen))")
    if where.among is not None:
        db.register("inside", pa.table({"id": pa.array(where.among, pa.int64())}))
        parts.append("src IN (SELECT id FROM inside) AND dst IN (SELECT id FROM inside)")
    if where.transfers is not None:
        db.register("named", pa.table({"id": pa.array(where.transfers, pa.int64())}))
        parts.append("transfer.id IN (SELECT id FROM named)")
    if where.assets is not None:
        parts.append("list_contains(?, transfer.asset)")
        values.append(list(where.assets))
    if where.after is not None:
        parts.append(f"{_AXIS} >= ?")
        values.append(where.after)
    if where.before is not None:
        parts.append(f"{_AXIS} <= ?")
        values.append(where.before)
    if where.text:
        parts.append(_MATCHES)
        values += [where.text] * 4
    return " AND ".join(parts), values


@dataclass(frozen=True)
class _Marks:
    """The last final block by chain, and doubts about tokens by key."""

    final: Mapping[str, int]
    doubts: Mapping[str, tuple[Doubt, ...]]


def _marks(db: Db) -> _Marks:
    return _Marks(finals(db), doubts(db))


def _row(row: tuple[Any, ...], marks: _Marks) -> TransferRow:
    number, src, dst, sender, receiver, asset, symbol, decimals, a0, a1, a2, a3, *rest = row
    time, clock, block, kind, ok, tx_hash, token_id, acquisition, row_number, position, key, stands = rest
    return TransferRow(
        number,
        AccountId(src),
        AccountId(dst),
        Address(sender),
        Address(receiver),
        asset,
        symbol,
        decimals,
        join_limbs(a0, a1, a2, a3),
        time,
        Clock(clock),
        block,
        TransferKind(kind),
        ok,
        "0x" + bytes(tx_hash).hex() if tx_hash is not None else "",
        token_id or "",
        acquisition,
        row_number,
        position,
        stands,
        stands and block is not None and block > marks.final.get(key.partition("/")[0], block),
        marks.doubts.get(key, ()),
    )


def digests(store: Store, transfers: Iterable[int]) -> dict[int, str]:
    """The digests of these evidence rows, in hexadecimal: what `verify` checks each row against."""
    with store.reading() as db:
        db.register("wanted", pa.table({"id": pa.array(list(transfers), pa.int64())}))
        rows = db.execute("SELECT transfer.id, digest FROM transfer SEMI JOIN wanted USING (id)").fetchall()
        db.unregister("wanted")
    return {number: bytes(digest).hex() for number, digest in rows}


def digests_of(store: Store, accounts: Iterable[Address]) -> dict[Address, tuple[int, str]]:
    """How many transfers touch each of these accounts, and SHA-256 over their digests in ascending order."""
    wanted = list(dict.fromkeys(accounts))
    sums = {one: hashlib.sha256() for one in wanted}
    counts = dict.fromkeys(wanted, 0)
    with store.reading() as db:
        db.register("wanted", pa.table({"address": pa.array(wanted, pa.string())}))
        found = db.execute(
            """
            WITH named AS (SELECT address, id FROM wanted JOIN account USING (address))
            SELECT address, digest FROM named JOIN transfer ON src = named.id
            UNION ALL
            SELECT address, digest FROM named JOIN transfer ON dst = named.id AND src <> dst
            ORDER BY address, digest
            """
        )
        while rows := found.fetchmany(100_000):
            for address, digest in rows:
                counts[address] += 1
                sums[address].update(bytes(digest))
        db.unregister("wanted")
    return {one: (counts[one], sums[one].hexdigest()) for one in wanted}
