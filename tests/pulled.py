"""A tiny pulled case: evidence as a pull leaves it, row by row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from investigator.data import evidence
from investigator.data.store import Store
from investigator.money import split_limbs
from investigator.records import Address, TransferKind

CHAIN = "eip155:31337"
COIN = f"{CHAIN}/ETH"
TOKEN = f"{CHAIN}/erc20:0x{'77' * 20}"
ME, YOU, POOL = (Address(f"{CHAIN}:0x{digit * 40}") for digit in "123")


@dataclass
class Pulled:
    """Evidence rows by table; `written()` puts them into a case in memory."""

    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        """One row; its id follows from its place."""
        some = self.rows.setdefault(table, [])
        some.append({"id": len(some), "acquisition": 1, **row})

    def covered(
        self, first: int, last: int, *whats: str, address: str = ME, method: str = "block scan"
    ) -> None:
        """Coverage rows."""
        for what in whats:
            self.add(
                "coverage",
                **{"first_block": first, "last_block": last, "address": address, "what": what},
                **{"method": method, "chain": CHAIN},
            )

    def balance(
        self, block: int, amount: int, asset: str = COIN, endpoint: str = "one", address: str = ME
    ) -> None:
        """What an endpoint said."""
        limbs = dict(zip(("a0", "a1", "a2", "a3"), map(str, split_limbs(amount)), strict=True))
        self.add(
            "balance", block=block, address=address, asset=asset, endpoint=endpoint, chain=CHAIN, **limbs
        )

    def nonce(self, block: int, nonce: int, endpoint: str = "one") -> None:
        """What an endpoint said."""
        self.add("nonce", block=block, nonce=nonce, address=ME, endpoint=endpoint, chain=CHAIN)

    def sent(self, block: int, nonce: int, fee: int | None = 0, *, ok: bool = True) -> bytes:
        """A transaction of mine, with its receipt unless `fee` is unknown; its hash."""
        name = (1000 * block + nonce).to_bytes(32, "big")
        values = {"v0": 0, "v1": 0, "v2": 0, "v3": 0}
        self.add(
            "chain_transaction",
            **{"block": block, "tx_index": 0, "time": block, "hash": name, "sender": 0, "receiver": 1},
            **{"created": None, "nonce": nonce, **values, "selector": "", "chain": CHAIN},
        )
        if fee is not None:
            self.add("receipt", block=block, hash=name, ok=ok, gas_used=1, gas_price=str(fee), chain=CHAIN)
        return name

    def moved(
        self, block: int, src: int, dst: int, amount: int, kind: TransferKind = TransferKind.NATIVE, *,
        asset: int = 0, tx_hash: bytes | None = None,
    ) -> None:  # fmt: skip
        """A transfer between the accounts 0 (me), 1 (you) and 2 (a pool)."""
        limbs = dict(zip(("a0", "a1", "a2", "a3"), map(str, split_limbs(amount)), strict=True))
        self.add(
            "transfer",
            **{"src": src, "dst": dst, "asset": asset, **limbs, "time": block, "clock": 0, "block": block},
            **{
                "tx_index": 0,
                "position": len(self.rows.get("transfer", [])),
                "kind": int(kind),
                "ok": True,
            },
            **{"row_number": None, "tx_hash": tx_hash, "token_id": None},
        )

    def written(self) -> Store:
        """A case in memory that holds these rows."""
        store = Store(None)
        names = [{"address": one} for one in (ME, YOU, POOL)]
        assets = [
            {"decimals": 18, "key": COIN, "symbol": "ETH"},
            {"decimals": 6, "key": TOKEN, "symbol": "TOK"},
        ]
        with store.transaction() as db:
            for table, some in {"account": names, "asset": assets, **self.rows}.items():
                full = [{"id": i, "acquisition": 1, **row} for i, row in enumerate(some)]
                if full:
                    evidence.insert(db, table, pa.Table.from_pylist(full))
        return store
