"""From blocks and receipts to transfers: pure, and exact."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import rlp
from Crypto.Hash import keccak

from investigator.address import ZERO
from investigator.chain import assets, evm
from investigator.chain.evm import Block, Log, Receipt, Transaction
from investigator.money import LIMIT, split_limbs
from investigator.records import Address, Clock, TransferKind

TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
TRANSFER_SINGLE = "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62"
TRANSFER_BATCH = "0x4a39dc06d4c0dbc64b70af90fd698a233a518aa5d07e595d983b8c0526c8f7fb"
DEPOSIT = "0xe1fffcc4923d04b559f4d29a8bfc6cda04eb5b0d3c460751c2402c5c5cc9109c"
WITHDRAWAL = "0x7fcf532c15f0a6db0bd6d0e038bea71d30d808c7d98cb3bf7268a95bf5081b65"

GWEI = 10**9
BATCH_LIMIT = 10_000
"""Most tokens of one ERC-1155 batch log: more is no honest log."""


@dataclass(frozen=True)
class Place:
    """Where in a chain something happened."""

    chain: str
    block: int
    time: int
    clock: Clock
    tx_index: int | None = None
    tx_hash: bytes | None = None

    def row(
        self, src: str, dst: str, asset: str, amount: int, kind: TransferKind, **more: Any
    ) -> dict[str, Any]:
        """A transfer here, as a row of `chain.source.TRANSFERS`."""
        a0, a1, a2, a3 = split_limbs(amount)
        row = {
            "src": f"{self.chain}:{src}",
            "dst": f"{self.chain}:{dst}",
            "asset": asset,
            **{"a0": a0, "a1": a1, "a2": a2, "a3": a3},
            "time": self.time,
            "clock": int(self.clock),
            "block": self.block,
            "tx_index": self.tx_index,
            "position": None,
            "kind": int(kind),
            "ok": True,
            "row_number": None,
            "tx_hash": self.tx_hash,
            "token_id": None,
        }
        return {**row, **more}


def created_address(sender: str, nonce: int) -> str:
    """The contract that a transaction without receiver creates: keccak(rlp([sender, nonce])), last 20 bytes."""
    packed = rlp.encode([bytes.fromhex(sender[2:]), nonce])
    return "0x" + keccak.new(digest_bits=256, data=packed).hexdigest()[-40:]


def native_transfers(block: Block, place: Place) -> Iterator[dict[str, Any]]:
    """Transactions that move the chain's coin, and withdrawals from the beacon chain (from the zero address).

    Whether a transaction failed is told by its receipt, wherever that is.
    """
    coin, _ = assets.coin(place.chain)
    for index, transaction in enumerate(block.transactions):
        amount = evm.number(transaction.value)
        if amount:
            here = within(place, transaction, index)
            yield here.row(
                evm.address(transaction.from_), receiver(transaction), coin, amount, TransferKind.NATIVE
            )
    for withdrawal in block.withdrawals or ():
        amount = evm.number(withdrawal.amount, 64) * GWEI
        if amount:
            yield place.row(
                ZERO,
                evm.address(withdrawal.address),
                coin,
                amount,
                TransferKind.WITHDRAWAL,
                position=evm.number(withdrawal.index) % 2**31,
            )


def receiver(transaction: Transaction) -> str:
    """To whom a transaction goes: for a creation, the new contract."""
    if transaction.to is not None:
        return evm.address(transaction.to)
    return created_address(evm.address(transaction.from_), evm.number(transaction.nonce))


def within(place: Place, transaction: Transaction, index: int) -> Place:
    """The place of a transaction of a block."""
    return replace(place, tx_index=index, tx_hash=evm.raw_bytes(transaction.hash, 32))


def transaction_row(transaction: Transaction, place: Place) -> dict[str, Any]:
    """A transaction as a row of evidence, its accounts still addresses."""
    v0, v1, v2, v3 = split_limbs(evm.number(transaction.value))
    creates = transaction.to is None
    return {
        "block": place.block,
        "tx_index": place.tx_index,
        "time": place.time,
        "hash": place.tx_hash,
        "sender": f"{place.chain}:{evm.address(transaction.from_)}",
        "receiver": None if creates else f"{place.chain}:{receiver(transaction)}",
        "created": f"{place.chain}:{receiver(transaction)}" if creates else None,
        "nonce": evm.number(transaction.nonce, 63),
        **{"v0": v0, "v1": v1, "v2": v2, "v3": v3},
        "selector": transaction.input[:10] if len(transaction.input) >= 10 else "",
        "chain": place.chain,
    }


def receipt_row(receipt: Receipt, chain: str) -> dict[str, Any]:
    """A receipt as a row of evidence."""
    price = receipt.effective_gas_price
    return {
        "block": evm.number(receipt.block_number, 63),
        "hash": evm.raw_bytes(receipt.transaction_hash, 32),
        "ok": None if receipt.status is None else evm.number(receipt.status) == 1,
        "gas_used": evm.number(receipt.gas_used, 63),
        "gas_price": None if price is None else str(evm.number(price, 126)),
        "chain": chain,
    }


def token_transfers(log: Log, place: Place) -> Iterator[dict[str, Any]]:
    """The token transfers that a log tells of: ERC-20, ERC-721, ERC-1155, and wrapped ether.

    ERC-20 and ERC-721 share a topic and differ in what they index. A log that only looks like one of
    these yields nothing, and neither does one that a reorganisation of the chain has removed.
    """
    if log.removed:
        return
    kind = log.topics[0].lower() if log.topics else ""
    contract = evm.address(log.address)
    position = evm.number(log.log_index, 31)
    words = _words(log.data)
    if kind == TRANSFER and len(log.topics) == 3 and len(words) >= 1:
        key, _ = assets.token(place.chain, contract)
        yield place.row(
            _party(log.topics[1]),
            _party(log.topics[2]),
            key,
            words[0],
            TransferKind.ERC20,
            position=position,
        )
    elif kind == TRANSFER and len(log.topics) == 4:
        key, _ = assets.token(place.chain, contract, "erc721")
        parties = _party(log.topics[1]), _party(log.topics[2])
        number = str(evm.number(log.topics[3]))
        yield place.row(*parties, key, 1, TransferKind.ERC721, position=position, token_id=number)
    elif kind in {TRANSFER_SINGLE, TRANSFER_BATCH} and len(log.topics) == 4:
        key, _ = assets.token(place.chain, contract, "erc1155")
        parties = _party(log.topics[2]), _party(log.topics[3])
        for token, amount in _items(words, batch=kind == TRANSFER_BATCH):
            yield place.row(
                *parties, key, amount, TransferKind.ERC1155, position=position, token_id=str(token)
            )
    elif (
        kind in {DEPOSIT, WITHDRAWAL}
        and contract in assets.WRAPPED_ETHER
        and len(log.topics) == 2
        and words
    ):
        key, _ = assets.token(place.chain, contract)
        who = _party(log.topics[1])
        if kind == DEPOSIT:
            yield place.row(ZERO, who, key, words[0], TransferKind.WRAP, position=position)
        else:
            yield place.row(who, ZERO, key, words[0], TransferKind.UNWRAP, position=position)


def emitters(receipt: Receipt, chain: str) -> set[Address]:
    """Who must be a contract: what emitted a log, and what was created."""
    found = {Address(f"{chain}:{evm.address(log.address)}") for log in receipt.logs}
    if receipt.contract_address:
        found.add(Address(f"{chain}:{evm.address(receipt.contract_address)}"))
    return found


def _party(topic: str) -> str:
    return "0x" + topic[-40:].lower().rjust(40, "0")


def _words(data: str) -> list[int]:
    """The 32-byte words of a log's data; a rest that fills no word is left."""
    digits = data[2:]
    return [int(digits[i : i + 64], 16) for i in range(0, len(digits) - 63, 64)]


def _items(words: list[int], *, batch: bool) -> list[tuple[int, int]]:
    """(token id, amount) of an ERC-1155 log; offsets and counts that point outside give nothing.

    An id that a batch names twice is given once with the sum, so that one log holds no equal transfers.
    """
    if not batch:
        return [(words[0], words[1])] if len(words) >= 2 else []
    if len(words) < 2:
        return []
    ids, amounts = (_list(words, offset) for offset in words[:2])
    if len(ids) != len(amounts):
        return []
    sums: dict[int, int] = {}
    for token, amount in zip(ids, amounts, strict=True):
        sums[token] = sums.get(token, 0) + amount
    return [(token, amount) for token, amount in sums.items() if amount < LIMIT]


def _list(words: list[int], offset: int) -> list[int]:
    start, rest = divmod(offset, 32)
    if rest or start >= len(words) or words[start] > min(BATCH_LIMIT, len(words)):
        return []
    return words[start + 1 : start + 1 + words[start]]
