"""The layouts of Etherscan's downloads: transactions, internal ones, ERC-20, ERC-721 and ERC-1155 tokens.

Amounts are in whole units. Of a token whose decimals nobody knows, the most decimal places that the file shows
are taken for them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from investigator.chain import assets, cells
from investigator.chain.layouts.known import Known
from investigator.chain.layouts.layout import Layout
from investigator.chain.layouts.lists import suspects
from investigator.chain.layouts.records import Here, seconds, transfers
from investigator.chain.layouts.rows import Fields, Rows
from investigator.chain.lies import TokenFacts
from investigator.chain.source import Batch
from investigator.records import Address, Clock, TransferKind

_NONE = r"^0*(\.0*)?$"
_FIELDS: Fields = {
    **{
        "hash": ("txhash",),
        "block": ("blockno",),
        "time": ("unixtimestamp",),
        "from": ("from",),
        "to": ("to",),
    },
    **{"chain_id": ("chainid",), "contract": ("contractaddress",)},
}


def _coins(rows: Rows, here: Here, kind: TransferKind) -> Batch:
    """What was sent of the chain's coin; a transaction to nobody creates the contract that stands beside it."""
    coin, facts = assets.coin(here.chain)
    dst, created = rows.accounts("to", optional=True), rows.accounts("contract", optional=True)
    made = pc.and_(created.is_valid(), pc.invert(dst.is_valid()))
    dst = pc.coalesce(dst, created)
    for row in np.flatnonzero(~_mask(dst.is_valid())).tolist():
        rows.faults.setdefault(row, "no account that receives it")
    given, taken = _number(rows, "in"), _number(rows, "out")
    limbs = cells.amounts(
        pc.if_else(pc.match_substring_regex(given, _NONE), taken, given), facts.decimals or 0, rows.faults
    )
    columns = {**_place(rows), "dst": dst, "asset": pa.repeat(coin, rows.count), "ok": ~_failed(rows, kind)}
    good = rows.good()
    return Batch(
        transfers(**columns, limbs=limbs, kind=kind).filter(pa.array(good & limbs.any(1))),
        {coin: facts},
        contracts=_distinct(created.filter(pc.and_(made, pa.array(good)))),
    )


def transactions(rows: Rows, here: Here) -> Batch:
    """What transactions sent. Those that failed are kept as such."""
    return _coins(rows, here, TransferKind.NATIVE)


def internal(rows: Rows, here: Here) -> Batch:
    """What contracts sent within transactions, but for what failed, which moved nothing."""
    some = rows.take(~_failed(rows, TransferKind.INTERNAL))
    batch = _coins(some, here, TransferKind.INTERNAL)
    rows.back(some)
    return batch


def _failed(rows: Rows, kind: TransferKind) -> NDArray[np.bool_]:
    status = pc.ascii_lower(rows.texts("status").fill_null(""))
    error = rows.texts("error").fill_null("")
    failed = pc.or_(pc.starts_with(status, "err"), pc.starts_with(status, "fail"))
    failed = pc.or_(failed, pc.invert(pc.is_in(error, pa.array(["", "0"]))))
    if kind is TransferKind.INTERNAL:
        failed = pc.or_(failed, pc.equal(status, "1"))
    return _mask(failed)


def coins_of_tokens(rows: Rows, here: Here) -> Batch:
    """ERC-20."""
    return _tokens(rows, here, TransferKind.ERC20, "erc20")


def collectibles(rows: Rows, here: Here) -> Batch:
    """ERC-1155 where the file says so, or tells how many moved; else ERC-721."""
    if rows.has("amount") or rows.has("type"):
        types = pc.replace_substring_regex(rows.texts("type").fill_null("1155"), "[^0-9]", "")
        many = pc.equal(types, "1155")
        parts = []
        for mask, kind, standard in (
            (_mask(many), TransferKind.ERC1155, "erc1155"),
            (~_mask(many), TransferKind.ERC721, "erc721"),
        ):
            some = rows.take(mask)
            parts.append(_tokens(some, here, kind, standard))
            rows.back(some)
        return Batch(
            pa.concat_tables([part.transfers for part in parts]),
            {key: facts for part in parts for key, facts in part.assets.items()},
            contracts=tuple(dict.fromkeys(one for part in parts for one in part.contracts)),
            tables={"suspect": pa.concat_tables([part.tables["suspect"] for part in parts])},
        )
    return _tokens(rows, here, TransferKind.ERC721, "erc721")


def _tokens(rows: Rows, here: Here, kind: TransferKind, standard: str) -> Batch:
    contract = rows.accounts("contract")
    bare = pc.utf8_slice_codeunits(contract, len(here.chain) + 1)
    keys = pc.binary_join_element_wise(f"{here.chain}/{standard}:", bare, "")
    facts = {
        key: here.known.facts(key) for key in pc.unique(keys.filter(pa.array(rows.good()))).to_pylist()
    }
    one = kind is TransferKind.ERC721 or (kind is TransferKind.ERC1155 and not rows.has("amount"))
    if one:
        limbs = np.tile(np.array([1, 0, 0, 0], np.uint64), (rows.count, 1))
    else:
        shifts = [
            (facts[key].decimals or 0) if key in facts and standard == "erc20" else 0
            for key in keys.to_pylist()
        ]
        limbs = cells.amounts(_number(rows, "amount"), shifts, rows.faults)
    named = rows.texts("token_id") if standard != "erc20" else None
    columns = {**_place(rows), "dst": rows.accounts("to"), "asset": keys, "token_id": named}
    good = pa.array(rows.good())
    moved = transfers(**columns, limbs=limbs, kind=kind).filter(good)
    odd = {"suspect": suspects(here.chain, standard, facts, here.known)}
    return Batch(moved, facts, contracts=_distinct(contract.filter(good)), tables=odd)


def learn(rows: Rows, known: Known) -> None:
    """Remember how tokens are called, and how many decimal places their amounts have."""
    contract = [one.rpartition(":")[2] for one in rows.accounts("contract").to_pylist()]
    texts = _number(rows, "amount").to_pylist()
    words = zip(rows.texts("symbol").to_pylist(), rows.texts("name").to_pylist(), strict=True)
    for row, (one, text, (symbol, name)) in enumerate(zip(contract, texts, words, strict=True)):
        if row not in rows.faults:
            known.tokens.setdefault(one, TokenFacts(symbol, name))
            places = len(text.partition(".")[2].rstrip("0"))
            known.places[one] = max(known.places.get(one, 0), min(places, 36))


def _place(rows: Rows) -> dict[str, Any]:
    clock = np.full(rows.count, int(Clock.UTC), np.uint8)
    block = rows.numbers("block", "block number") if rows.has("block") else None
    columns = {"time": seconds(rows, "time"), "clock": clock, "block": block}
    return {**columns, "tx_hash": rows.hashes("hash"), "src": rows.accounts("from")}


def _number(rows: Rows, name: str) -> pa.Array:
    """Amounts as text without commas between thousands; nothing is zero."""
    texts = pc.replace_substring(rows.texts(name).fill_null("0"), ",", "")
    return pc.if_else(pc.equal(texts, "-"), "0", texts)


def _distinct(addresses: pa.Array) -> tuple[Address, ...]:
    return tuple(Address(one) for one in pc.unique(addresses).drop_null().to_pylist())


def _mask(values: pa.Array) -> NDArray[np.bool_]:
    return np.asarray(values.to_numpy(zero_copy_only=False), np.bool_)


_VALUES: Fields = {
    "in": ("valuein", "value"),
    "out": ("valueout",),
    "status": ("status",),
    "error": ("errcode",),
}
_TOKEN: Fields = {"symbol": ("tokensymbol",), "name": ("tokenname",)}
INTERNAL = Layout(
    "Etherscan internal transactions",
    frozenset({"txhash", "unixtimestamp", "parenttxfrom", "from", "txto", "valuein", "valueout"}),
    {**_FIELDS, **_VALUES, "to": ("txto",)},
    lambda: internal,
    7,
)
TRANSACTIONS = Layout(
    "Etherscan transactions",
    frozenset({"txhash", "unixtimestamp", "from", "to", "valuein", "valueout", "txnfee"}),
    {**_FIELDS, **_VALUES},
    lambda: transactions,
    3,
)
COLLECTIBLES = Layout(
    "Etherscan collectibles",
    frozenset({"txhash", "unixtimestamp", "from", "to", "contractaddress", "tokenid"}),
    {
        **{**_FIELDS, **_TOKEN, "token_id": ("tokenid",), "amount": ("tokenvalue", "quantity")},
        "type": ("type", "tokentype"),
    },
    lambda: collectibles,
    6,
)
TOKENS = Layout(
    "Etherscan ERC-20 transfers",
    frozenset({"txhash", "unixtimestamp", "from", "to", "contractaddress", "tokensymbol"}),
    {**_FIELDS, **_TOKEN, "amount": ("tokenvalue", "value", "quantity")},
    lambda: coins_of_tokens,
    6,
    required=("amount",),
    learn=learn,
)
LAYOUTS = (INTERNAL, TRANSACTIONS, COLLECTIBLES, TOKENS)
