"""From an explorer's rows to evidence: exact, and with nothing that the explorer does not tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from investigator.address import ZERO
from investigator.chain import assets, decode, evm, lies
from investigator.chain.decode import Place
from investigator.chain.explorer.shapes import Row, Text, number
from investigator.chain.lies import Lie, TokenFacts
from investigator.chain.source import TRANSFERS, AssetFacts, BadRow, Batch
from investigator.money import split_limbs
from investigator.records import Address, Clock, TransferKind

_ADDRESS = re.compile(r"0x[0-9a-f]{40}")
_HASH = re.compile(r"0x[0-9a-f]{64}")
_SELECTOR = re.compile(r"0x[0-9a-f]{8}")
_MOVES = {"", "call"}
_INHERITED = {"delegatecall", "staticcall", "callcode"}

_STANDARDS = {
    "tokentx": (TransferKind.ERC20, "erc20"),
    "tokennfttx": (TransferKind.ERC721, "erc721"),
    "token1155tx": (TransferKind.ERC1155, "erc1155"),
}


@dataclass
class Facts:
    """Evidence gathered from the rows of one account."""

    chain: str
    account: str
    moved: list[dict[str, Any]] = field(default_factory=list)
    assets: dict[str, AssetFacts] = field(default_factory=dict)
    contracts: set[Address] = field(default_factory=set)
    transactions: list[dict[str, Any]] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    suspects: dict[tuple[str, str, str], None] = field(default_factory=dict)
    bad: list[BadRow] = field(default_factory=list)
    newest: tuple[int, str] | None = None

    def batch(self) -> Batch:
        """All of it."""
        tables: dict[str, pa.Table] = {}
        if self.suspects:
            names = ("asset", "reason", "detail")
            tables["suspect"] = pa.Table.from_pylist(
                [dict(zip(names, one, strict=True)) for one in self.suspects]
            )
        return Batch(
            pa.Table.from_pylist(self.moved, schema=TRANSFERS),
            self.assets,
            contracts=tuple(sorted(self.contracts)),
            transactions=tuple(self.transactions),
            receipts=tuple(self.receipts),
            bad=tuple(self.bad),
            bad_rows=len(self.bad),
            tables=tables,
        )

    def transactions_of(self, rows: Iterable[Row]) -> None:
        """`txlist`: transactions, receipts, and what they moved. Raises `ValueError`."""
        coin, facts = assets.coin(self.chain)
        self.assets[coin] = facts
        for row in rows:
            if str(row.hash).startswith("GENESIS"):
                self.bad.append(
                    BadRow(0, "coin of the genesis block, which no account sent", str(row.value)[:100])
                )
                continue
            created = _maybe(row.contract_address)
            src, dst = _address(row.from_), _maybe(row.to) or created
            place = self._place(row, number(row.transaction_index, 31))
            if dst is None:
                raise ValueError(f"a transaction to nobody: {row.hash}")
            self._concerns(src, dst)
            amount = number(row.value)
            ok = str(row.is_error or "0") != "1"
            if amount:
                self.moved.append(place.row(src, dst, coin, amount, TransferKind.NATIVE, ok=ok))
            if created and not _maybe(row.to):
                self.contracts.add(Address(f"{self.chain}:{created}"))
            self.transactions.append(
                self._transaction(row, place, src, dst, amount, creates=not _maybe(row.to))
            )
            self.receipts.append(self._receipt(row, place))
            self._newest(row)

    def internal_of(self, rows: Iterable[Row]) -> None:
        """`txlistinternal`: what contracts moved within transactions. Raises `ValueError`.

        What failed moved nothing. The outermost call is the transaction itself, which some explorers list here as
        well, as number 0.
        """
        coin, facts = assets.coin(self.chain)
        self.assets[coin] = facts
        for row in rows:
            kind = str(row.type or "").lower()
            created, amount = _maybe(row.contract_address), number(row.value)
            src, dst = _address(row.from_), _maybe(row.to) or created
            if kind.startswith("create") and created:
                self.contracts.add(Address(f"{self.chain}:{created}"))
                dst = created
            if str(row.is_error or "0") == "1" or str(row.index) == "0" or not amount or dst is None:
                continue
            if str(row.call_type or kind).lower() in _INHERITED or kind in _INHERITED:
                continue
            self._concerns(src, dst)
            place = self._place(row)
            self.moved.append(place.row(src, dst, coin, amount, TransferKind.INTERNAL))

    def tokens_of(self, action: str, rows: Iterable[Row]) -> None:
        """`tokentx`, `tokennfttx` or `token1155tx`: what tokens moved. Raises `ValueError`."""
        for row in rows:
            kind, standard = _STANDARDS[action]
            if action == "tokentx" and row.token_id not in {
                None,
                "",
            }:  # some explorers list every token here
                kind, standard = _STANDARDS[
                    "tokennfttx" if row.token_value in {None, ""} else "token1155tx"
                ]
            contract = _address(row.contract_address)
            key = self._token(row, standard, contract)
            src, dst = _address(row.from_), _address(row.to)
            self._concerns(src, dst)
            token = None if kind is TransferKind.ERC20 else str(number(row.token_id))
            amount = (
                1
                if kind is TransferKind.ERC721
                else number(row.value if token is None else row.token_value)
            )
            place = self._place(
                row, None if row.transaction_index is None else number(row.transaction_index, 31)
            )
            position = None if row.log_index in {None, ""} else number(row.log_index, 31)
            self.moved.append(place.row(src, dst, key, amount, kind, position=position, token_id=token))

    def withdrawals_of(self, rows: Iterable[Row]) -> None:
        """`txsBeaconWithdrawal`: what validators were paid out, in gwei. Raises `ValueError`."""
        coin, facts = assets.coin(self.chain)
        self.assets[coin] = facts
        for row in rows:
            dst, amount = _address(row.address), number(row.amount, 64) * decode.GWEI
            self._concerns(ZERO, dst)
            place = Place(self.chain, row.block, number(row.timestamp, 40), Clock.UTC)
            index = number(row.withdrawal_index) % 2**31
            if amount:
                self.moved.append(
                    place.row(ZERO, dst, coin, amount, TransferKind.WITHDRAWAL, position=index)
                )

    def logs_of(self, rows: Iterable[Row]) -> None:
        """`getLogs`: transfers that only logs tell of. Raises `ValueError`."""
        for row in rows:
            topics = tuple(_match(_HASH, topic, "a topic") for topic in row.topics or () if topic)
            position = hex(_index(row.log_index))
            log = evm.Log(_address(row.address), topics, str(row.data or "0x"), position)
            place = self._place(row, _index(row.transaction_index))
            for told in decode.token_transfers(log, place):
                self._concerns(told["src"].rpartition(":")[2], told["dst"].rpartition(":")[2])
                contract = told["asset"].rpartition(":")[2]
                self.assets.setdefault(*assets.token(self.chain, contract))
                self.contracts.add(Address(f"{self.chain}:{contract}"))
                self.moved.append(told)

    def _token(self, row: Row, standard: str, contract: str) -> str:
        told = TokenFacts(_text(row.token_symbol), _text(row.token_name), _decimals(row.token_decimal))
        key, _ = assets.token(self.chain, contract, standard)
        if key not in self.assets:
            self.assets[key] = lies.asset_facts(self.chain, standard, contract, told)
            self.contracts.add(Address(f"{self.chain}:{contract}"))
            found: Sequence[Lie] = lies.lies(self.chain, standard, contract, told)
            self.suspects.update({(key, lie.reason, lie.detail): None for lie in found})
        return key

    def _place(self, row: Row, index: int | None = None) -> Place:
        digest = bytes.fromhex(_match(_HASH, row.hash or row.transaction_hash, "a transaction hash")[2:])
        return Place(self.chain, row.block, number(row.time_stamp, 40), Clock.UTC, index, digest)

    def _concerns(self, src: str, dst: str) -> None:
        if self.account not in {src, dst}:
            raise ValueError(f"a transfer from {src} to {dst}, which is not of {self.account}")

    def _transaction(
        self, row: Row, place: Place, src: str, dst: str, amount: int, *, creates: bool
    ) -> dict[str, Any]:
        v0, v1, v2, v3 = split_limbs(amount)
        selector = str(row.method_id or row.input or "")[:10].lower()
        return {
            **{"block": place.block, "tx_index": place.tx_index, "time": place.time, "hash": place.tx_hash},
            "sender": f"{self.chain}:{src}",
            "receiver": f"{self.chain}:{dst}",
            "created": f"{self.chain}:{dst}" if creates else None,
            "nonce": number(row.nonce, 63),
            **{"v0": v0, "v1": v1, "v2": v2, "v3": v3},
            "selector": selector if _SELECTOR.fullmatch(selector) else "",
            "chain": self.chain,
        }

    def _receipt(self, row: Row, place: Place) -> dict[str, Any]:
        status = str(row.txreceipt_status or "")
        return {
            "block": place.block,
            "hash": place.tx_hash,
            "ok": None if status not in {"0", "1"} else status == "1",
            "gas_used": number(row.gas_used, 63),
            "gas_price": None if row.gas_price in {None, ""} else str(number(row.gas_price, 126)),
            "chain": self.chain,
        }

    def _newest(self, row: Row) -> None:
        if self.newest is None or row.block >= self.newest[0]:
            self.newest = (row.block, str(getattr(row, "block_hash", "") or ""))


def _index(text: Text) -> int:
    """A place in a block; for the first one Etherscan writes 0x."""
    return 0 if text in {None, "", "0x"} else number(text, 31)


def _address(text: Text) -> str:
    return _match(_ADDRESS, text, "an address")


def _maybe(text: Text) -> str | None:
    return _address(text) if text not in {None, ""} else None


def _match(pattern: re.Pattern[str], text: Text, what: str) -> str:
    word = str(text or "").strip().lower()
    if not pattern.fullmatch(word):
        raise ValueError(f"not {what}: {word[:70]!r}")
    return word


def _text(text: Text) -> str | None:
    return str(text)[:1000] if text not in {None, ""} else None


def _decimals(text: Text) -> int | None:
    """Decimals as the token claims them; what is no number counts as not told."""
    try:
        return number(text)
    except ValueError:
        return None
