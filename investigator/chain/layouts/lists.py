"""From rows of a known layout to what is known of contracts, and to balances."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from investigator.chain import assets, lies
from investigator.chain.layouts import hexed
from investigator.chain.layouts.known import Known
from investigator.chain.layouts.records import Here, seconds
from investigator.chain.layouts.rows import Rows
from investigator.chain.lies import TokenFacts
from investigator.chain.source import Batch
from investigator.records import Address

_SUSPECT = pa.schema({"asset": pa.string(), "reason": pa.string(), "detail": pa.string()})


def contracts(rows: Rows, here: Here) -> Batch:
    """Who is a contract."""
    found = rows.accounts("address")
    good = pa.array(rows.good())
    return Batch(contracts=tuple(map(Address, pc.unique(found.filter(good)).to_pylist())))


def learn_contracts(rows: Rows, known: Known) -> None:
    """Remember which contracts are ERC-721."""
    if rows.has("erc721"):
        single = pc.is_in(pc.ascii_lower(rows.texts("erc721").fill_null("")), pa.array(["true", "1"]))
        found = rows.accounts("address").filter(pc.and_(single, pa.array(rows.good())))
        known.collections.update(pc.unique(found).drop_null().to_pylist())


def tokens(rows: Rows, here: Here) -> Batch:
    """What tokens say of themselves goes with their transfers; what is odd about it is told here."""
    keys = [assets.token(here.chain, contract)[0] for contract in _told(rows)]
    return Batch(tables={"suspect": suspects(here.chain, "erc20", keys, here.known)})


def suspects(chain: str, standard: str, keys: Iterable[str], known: Known) -> pa.Table:
    """What is odd about what tokens say of themselves, as rows of the evidence table `suspect`."""
    found: list[dict[str, str]] = []
    for key in keys:
        contract = key.rpartition(":")[2]
        told = lies.lies(chain, standard, contract, known.tokens.get(contract, TokenFacts()))
        found += [{"asset": key, "reason": lie.reason, "detail": lie.detail} for lie in told]
    return pa.Table.from_pylist(found, _SUSPECT)


def learn_tokens(rows: Rows, known: Known) -> None:
    """Remember what tokens say of themselves."""
    known.tokens.update(_told(rows))


def _told(rows: Rows) -> dict[str, TokenFacts]:
    contract = rows.accounts("address").to_pylist()
    words = [rows.texts(name).to_pylist() for name in ("symbol", "name", "decimals")]
    return {
        one.rpartition(":")[2]: TokenFacts(symbol, name, _decimals(decimals))
        for row, (one, symbol, name, decimals) in enumerate(zip(contract, *words, strict=True))
        if row not in rows.faults
    }


def _decimals(text: str | None) -> int | None:
    plain = (text or "").removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 20 else None


def balances(rows: Rows, here: Here) -> Batch:
    """What accounts held at the end of a block, as the file says."""
    limbs = rows.limbs("value")
    keys = pa.repeat(assets.coin(here.chain)[0], rows.count)
    if rows.has("token"):
        bare = pc.utf8_slice_codeunits(rows.accounts("token"), len(here.chain) + 1)
        keys = pc.binary_join_element_wise(f"{here.chain}/erc20:", bare, "")
    table = pa.table(
        {
            "block": rows.numbers("block", "block number"),
            **{f"a{i}": limbs[:, i] for i in range(4)},
            **{"address": rows.accounts("address"), "asset": keys},
            **{
                "endpoint": pa.repeat("a file of cryo", rows.count),
                "chain": pa.repeat(here.chain, rows.count),
            },
        }
    )
    return Batch(tables={"balance": table.filter(pa.array(rows.good()))})


def learn_times(rows: Rows, known: Known) -> None:
    """Remember when blocks were."""
    number, time = rows.numbers("block", "block number"), seconds(rows, "time")
    good = rows.good()
    known.times.add(number[good], time[good])


def learn_names(rows: Rows, known: Known) -> None:
    """Remember the hashes of transactions by their places."""
    block, place, digest = (
        rows.numbers("block", "block number"),
        rows.places("tx_index"),
        rows.hashes("hash"),
    )
    good = pa.array(rows.good())
    places = place.fill_null(0).filter(good).to_numpy(zero_copy_only=False).astype(np.int64)
    digests, _ = hexed.rows(digest.filter(good), 32)
    known.names.add(block[rows.good()], places, digests)
