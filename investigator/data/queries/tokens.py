"""Tokens that lie about themselves, or seem to, and what their transfers say that balances must show."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa

from investigator.data.connection import Db
from investigator.data.store import Store
from investigator.money import join_limbs
from investigator.records import Address

Doubt = tuple[str, str]
"""Why a token is suspect: the reason in a word, and a sentence."""


@dataclass(frozen=True)
class Claimed:
    """What a token's transfers of its newest block in the case say that an account gained there, or lost."""

    asset: str
    block: int
    account: Address
    gained: int


_CLAIMED = """
    WITH tokens AS (
        SELECT id, key FROM asset ANTI JOIN done USING (key) WHERE starts_with(key, $1 || '/erc20:')
    ),
    newest AS (
        SELECT tokens.id AS asset, key, max(block) AS block, count(*) AS transfers
        FROM moved JOIN tokens ON tokens.id = moved.asset WHERE block IS NOT NULL AND src <> dst GROUP BY ALL
        ORDER BY transfers DESC, key LIMIT $2
    ),
    chosen AS (SELECT moved.*, key FROM moved JOIN newest USING (asset, block) WHERE src <> dst),
    sides AS (
        SELECT key, block, src AS account, -1 AS way, a0, a1, a2, a3 FROM chosen
        UNION ALL SELECT key, block, dst AS account, 1 AS way, a0, a1, a2, a3 FROM chosen
    )
    SELECT key, block, address, way, sum(a0), sum(a1), sum(a2), sum(a3)
    FROM sides JOIN account ON account.id = sides.account GROUP BY ALL ORDER BY key, address, way
"""


def suspects(store: Store) -> dict[str, tuple[Doubt, ...]]:
    """Why tokens are suspect, by key of the asset: reason and detail, each once, in the order of their finding."""
    with store.reading() as db:
        return doubts(db)


def doubts(db: Db) -> dict[str, tuple[Doubt, ...]]:
    """As `suspects`, on a connection at hand."""
    rows = db.execute("SELECT asset, reason, detail FROM suspect ORDER BY id").fetchall()
    found: dict[str, dict[Doubt, None]] = {}
    for asset, reason, detail in rows:
        found.setdefault(asset, {})[reason, detail] = None
    return {asset: tuple(some) for asset, some in sorted(found.items())}


def claimed(store: Store, chain: str, done: Collection[str], most: int) -> list[Claimed]:
    """What the newest transfers of the busiest ERC-20 tokens of a chain say, but of those `done`."""
    with store.reading() as db:
        db.register("done", pa.table({"key": pa.array(sorted(done), pa.string())}))
        rows = db.execute(_CLAIMED, [chain, most]).fetchall()
        db.unregister("done")
    sums: dict[tuple[str, int, str], int] = {}
    for key, block, address, way, *limbs in rows:
        place = key, block, address
        sums[place] = sums.get(place, 0) + way * join_limbs(*(int(limb) for limb in limbs))
    return [Claimed(key, block, Address(account), gained) for (key, block, account), gained in sums.items()]


def probed(store: Store) -> frozenset[str]:
    """Keys of the tokens whose transfers were held against balances before."""
    with store.reading() as db:
        rows = db.execute("SELECT request FROM acquisition WHERE kind = 'tokens'").fetchall()
    return frozenset(key for (text,) in rows for key in json.loads(text).get("tokens", {}))
