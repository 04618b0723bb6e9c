"""Tiny literal cases and graphs to test with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from investigator.cases.case import Case
from investigator.data import evidence, sealing
from investigator.data.connection import one
from investigator.data.store import Store
from investigator.graph.subgraph import Subgraph
from investigator.money import split_limbs
from investigator.records import Clock, TransferKind


@dataclass(frozen=True)
class Move:
    """One transfer of a made case: accounts by number, amount in base units."""

    src: int
    dst: int
    amount: int
    time: int = 0
    asset: int = 0
    ok: bool = True
    tx_hash: bytes | None = None
    block: int | None = None


def put(
    store: Store,
    moves: Sequence[Move],
    addresses: Sequence[str],
    assets: Sequence[tuple[str, str, int | None]] = (("bank/EUR", "EUR", 2),),
    tags: Sequence[dict[str, object]] = (),
    clock: Clock = Clock.UTC,
    source: str = "made.csv",
) -> int:
    """Put evidence into a store as an import does: sealed, and announced by a journal line."""
    with store.recorded("import") as recording:
        db = recording.db
        row = one(db, "SELECT coalesce(max(id) + 1, 0) FROM acquisition")
        assert row is not None
        acquisition = int(row[0])
        first = {name: evidence.next_id(db, name) for name in ("account", "asset", "transfer", "tag")}
        made: dict[str, list[dict[str, object]]] = {
            "account": [{"address": address} for address in addresses],
            "asset": [
                {"key": key, "symbol": symbol, "decimals": decimals} for key, symbol, decimals in assets
            ],
            "transfer": [_transfer(move, clock) for move in moves],
            "tag": [{**_TAG, **tag} for tag in tags],
        }
        for name, some in made.items():
            if some:
                evidence.insert(db, name, rows(acquisition, first[name], some))
        seal = sealing.seal(db, acquisition)
        sha256 = f"{acquisition:064x}"
        db.execute(
            "INSERT INTO acquisition VALUES (?, 'csv', ?, '{}', ?, 1, ?, 'test', '{}', ?)",
            [acquisition, source, sha256, store.seconds(), seal],
        )
        recording.body = {"acquisition": acquisition, "sha256": sha256, "seal": seal}
    return acquisition


_TAG: dict[str, object] = {
    "confidence": 50,
    "label": "x",
    "category": "unknown",
    "source": "list",
    "note": "",
    "claimed_on": "",
    "illicit": None,
}


def rows(acquisition: int, first: int, some: Sequence[dict[str, object]]) -> pa.Table:
    """Evidence rows with ids from `first` on."""
    return pa.Table.from_pylist(
        [{"id": first + i, "acquisition": acquisition, **row} for i, row in enumerate(some)]
    )


def _transfer(move: Move, clock: Clock) -> dict[str, object]:
    a0, a1, a2, a3 = split_limbs(move.amount)
    return {
        "src": move.src,
        "dst": move.dst,
        "asset": move.asset,
        **{"a0": _word(a0), "a1": _word(a1), "a2": _word(a2), "a3": _word(a3)},
        "time": move.time,
        "clock": int(clock),
        "block": move.block,
        "tx_index": None,
        "position": None,
        "kind": int(TransferKind.LEDGER),
        "ok": move.ok,
        "row_number": None if move.tx_hash else 1,
        "tx_hash": move.tx_hash,
        "token_id": None,
    }


def _word(limb: int) -> str:
    """As text: a plain Python list of integers above 2^63 makes no Arrow column by itself."""
    return str(limb)


def case(moves: Sequence[Move] = (), accounts: int = 4, **more: object) -> Case:
    """A case in memory with accounts bank:0, bank:1, …"""
    made = Case.create(None)
    put(made.store, moves, [f"bank:{i}" for i in range(accounts)], **more)  # type: ignore[arg-type]
    return made


def graph(edges: Sequence[tuple[int, int]], accounts: int, amounts: Sequence[float] = ()) -> Subgraph:
    """A graph of one asset with an edge a step, of one unit each unless told."""
    ends = np.array(edges, np.int32).reshape(-1, 2)
    count = len(edges)
    return Subgraph(
        accounts=np.arange(accounts, dtype=np.int32),
        src=ends[:, 0].copy(),
        dst=ends[:, 1].copy(),
        amount=np.array(amounts if len(amounts) else [1.0] * count, np.float64),
        asset=np.zeros(count, np.int32),
        time=np.arange(count, dtype=np.int64),
        transfer=np.arange(count, dtype=np.int64),
    )
