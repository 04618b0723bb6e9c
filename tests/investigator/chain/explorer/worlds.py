"""A case of made transfers around one account, to be served by an explorer and pulled again."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from random import Random
from typing import Any

import pyarrow as pa

from investigator.address import ZERO
from investigator.chain import assets
from investigator.chain.decode import Place
from investigator.chain.ingest import ingest
from investigator.chain.source import TRANSFERS, AssetFacts, Batch
from investigator.chain.told import Told
from investigator.data.connection import named
from investigator.data.store import Store
from investigator.records import Address, Clock, TransferKind

CHAIN = "eip155:1"
HUB = "0x" + "b" * 40
TOKEN, NFT, MULTI = ("0x" + digit * 40 for digit in "678")
WRAPPED = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
COIN = assets.coin(CHAIN)[0]
FACTS = {
    COIN: assets.coin(CHAIN)[1],
    f"{CHAIN}/erc20:{TOKEN}": AssetFacts("PLAIN", 6),
    f"{CHAIN}/erc721:{NFT}": AssetFacts("ART", 0),
    f"{CHAIN}/erc1155:{MULTI}": AssetFacts("ITEM", None),
    f"{CHAIN}/erc20:{WRAPPED}": AssetFacts("WETH", 18),
}


def account(number: int) -> str:
    return f"0x{number:040x}"


def world(store: Store, transactions: int = 60, blocks: int = 12, seed: int = 7) -> None:
    """Fill a case: native, internal and token transfers to and from the hub, failures and a creation among them."""
    random = Random(seed)
    moved, sent, receipts = list[dict[str, Any]](), list[dict[str, Any]](), list[dict[str, Any]]()
    contracts = list[Address]()
    heights = sorted(random.choices(range(1, blocks + 1), k=transactions))
    for index, block in enumerate(heights):
        digest = hashlib.sha256(b"%d" % index).digest()
        place = Place(
            CHAIN, block, 1_700_000_000 + 12 * block, Clock.UTC, index - heights.index(block), digest
        )
        other = account(256 + random.randrange(20))
        src, dst = (HUB, other) if index % 3 else (other, HUB)
        value, creates, ok = random.choice([0, 1, 5, 10**19, 2**70]), index == 4, index % 7 != 5
        if value:
            moved.append(place.row(src, dst, COIN, value, TransferKind.NATIVE))
        if creates:
            contracts.append(Address(f"{CHAIN}:{dst}"))
        sent.append(_transaction(place, src, dst, index, value, creates=creates))
        receipts.append(
            {
                **{"block": block, "hash": digest, "ok": ok, "gas_used": 21_000 + index},
                **{"gas_price": str(10**9 + index), "chain": CHAIN},
            }
        )
        if ok:
            moved += _inner(place, other, index, random)
        if index % 5 == 0:
            moved.append(_wrapped(place, index))
            paid = replace(place, tx_index=None, tx_hash=None)
            kind = TransferKind.WITHDRAWAL
            moved.append(paid.row(ZERO, HUB, COIN, 3 * 10**9, kind, position=500 + index))
    contracts += [Address(f"{CHAIN}:{one}") for one in (TOKEN, NFT, MULTI, WRAPPED)]
    batch = Batch(
        pa.Table.from_pylist(moved, schema=TRANSFERS),
        FACTS,
        contracts=tuple(contracts),
        transactions=tuple(sent),
        receipts=tuple(receipts),
    )
    ingest(store, [Told("made", "made", {"seed": seed}, json.dumps(seed).encode(), batch)])


def _transaction(
    place: Place, src: str, dst: str, nonce: int, value: int, *, creates: bool
) -> dict[str, Any]:
    row = place.row(src, dst, COIN, value, TransferKind.NATIVE)
    return {
        **{"block": place.block, "tx_index": place.tx_index, "time": place.time, "hash": place.tx_hash},
        **{"sender": row["src"], "receiver": row["dst"], "created": row["dst"] if creates else None},
        **{"nonce": nonce, **{f"v{i}": row[f"a{i}"] for i in range(4)}},
        **{"selector": "0xa9059cbb" if value == 0 else "", "chain": CHAIN},
    }


def _inner(place: Place, other: str, index: int, random: Random) -> list[dict[str, Any]]:
    """What moves within a transaction: often twice the same, which are two transfers."""
    rows = []
    for position in range(random.randrange(4)):
        kind = random.choice(
            [TransferKind.INTERNAL, TransferKind.ERC20, TransferKind.ERC721, TransferKind.ERC1155]
        )
        key = dict(zip(list(TransferKind)[1:5], FACTS, strict=False))[kind]
        token = str(2**200 + index) if kind in {TransferKind.ERC721, TransferKind.ERC1155} else None
        amount = 1 if kind is TransferKind.ERC721 else random.choice([3, 3, 2**255])
        src, dst = (other, HUB) if position % 2 else (HUB, other)
        rows.append(
            place.row(src, dst, key, amount, kind, position=1000 * index + position, token_id=token)
        )
    return rows


def _wrapped(place: Place, index: int) -> dict[str, Any]:
    key, kind = f"{CHAIN}/erc20:{WRAPPED}", [TransferKind.WRAP, TransferKind.UNWRAP][index % 2]
    src, dst = (ZERO, HUB) if kind is TransferKind.WRAP else (HUB, ZERO)
    return place.row(src, dst, key, 2**90 + index, kind, position=index)


def told(store: Store) -> list[dict[str, Any]]:
    """All that moved in a case, as any source tells it, in one order."""
    with store.reading() as db:
        return named(
            db,
            "SELECT source.address AS src, target.address AS dst, asset.key, asset.symbol, asset.decimals, a0, a1, a2, "
            "a3, time, clock, block, kind, tx_hash, token_id FROM moved JOIN account AS source ON source.id = src "
            "JOIN account AS target ON target.id = dst JOIN asset ON asset.id = asset ORDER BY ALL",
        )


def rows(store: Store, table: str) -> list[dict[str, Any]]:
    """The rows of an evidence table, without what differs from case to case."""
    with store.reading() as db:
        return named(db, f"SELECT * EXCLUDE (id, acquisition, digest) FROM {table} ORDER BY ALL")
