"""Ethereum blocks and receipts as nodes answer them, typed: only the fields that evidence needs."""

from __future__ import annotations

from typing import Annotated, TypeVar

import msgspec

_T = TypeVar("_T")
Hex = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]*$", max_length=66)]
Blob = Annotated[str, msgspec.Meta(pattern="^0x[0-9a-fA-F]*$")]


class Withdrawal(msgspec.Struct, rename="camel", frozen=True):
    """A validator's withdrawal (EIP-4895); `amount` is in gwei."""

    index: Hex
    address: Hex
    amount: Hex


class Transaction(msgspec.Struct, rename="camel", frozen=True):
    """A transaction of any EIP-2718 type, Optimism's deposits included."""

    hash: Hex
    from_: Hex = msgspec.field(name="from")
    value: Hex
    nonce: Hex
    transaction_index: Hex | None = None
    to: Hex | None = None
    input: Blob = "0x"
    chain_id: Hex | None = None
    type: Hex | None = None
    mint: Hex | None = None


class Block(msgspec.Struct, rename="camel", frozen=True):
    """A block with its whole transactions, as `eth_getBlockByNumber(…, true)` answers."""

    hash: Hex
    parent_hash: Hex
    number: Hex
    timestamp: Hex
    transactions: tuple[Transaction, ...]
    withdrawals: tuple[Withdrawal, ...] | None = None


class Log(msgspec.Struct, rename="camel", frozen=True):
    """A log; amounts and parties are in `topics` and `data`."""

    address: Hex
    topics: tuple[Hex, ...]
    data: Blob
    log_index: Hex
    removed: bool = False


class Receipt(msgspec.Struct, rename="camel", frozen=True):
    """A receipt. `status` is missing before Byzantium."""

    transaction_hash: Hex
    transaction_index: Hex
    block_number: Hex
    block_hash: Hex
    gas_used: Hex
    logs: tuple[Log, ...]
    from_: Hex | None = msgspec.field(name="from", default=None)
    status: Hex | None = None
    effective_gas_price: Hex | None = None
    contract_address: Hex | None = None


class _Fault(msgspec.Struct):
    message: str = "no reason given"


class _Envelope(msgspec.Struct):
    result: msgspec.Raw = msgspec.Raw(b"null")
    error: _Fault | None = None


def blocks(raw: bytes) -> tuple[Block, ...]:
    """Blocks from a node's answer: one or a list, bare, as `result`, or in a batch. Raises `ValueError`."""
    return _many(raw, Block, "a block with whole transactions")


def receipts(raw: bytes) -> tuple[Receipt, ...]:
    """Receipts from a node's answer: one or a list, bare, as `result`, or in a batch. Raises `ValueError`."""
    return _many(raw, Receipt, "a list of receipts")


def looks_like(raw: bytes) -> str:
    """What a JSON text seems to be by the names in it: 'block', 'receipts' or ''."""
    head = raw[: 1 << 20]
    if b'"transactionsRoot"' in head or b'"parentHash"' in head:
        return "block"
    return "receipts" if b'"logsBloom"' in head or b'"cumulativeGasUsed"' in head else ""


def number(text: str, bits: int = 256) -> int:
    """A quantity. Raises `ValueError` if it has more bits."""
    value = int(text, 16)
    if value >> bits:
        raise ValueError(f"a number of more than {bits} bits: {text[:70]}")
    return value


def address(text: str) -> str:
    """An address in lower case. Raises `ValueError` if it has not 20 bytes."""
    if len(text) != 42:
        raise ValueError(f"not an address: {text[:50]}")
    return text.lower()


def raw_bytes(text: str, size: int) -> bytes:
    """Bytes of a known size. Raises `ValueError`."""
    value = bytes.fromhex(text[2:])
    if len(value) != size:
        raise ValueError(f"{len(value)} bytes instead of {size}: {text[:70]}")
    return value


def _many(raw: bytes, kind: type[_T], what: str) -> tuple[_T, ...]:
    found: list[_T] = []
    try:
        for text in _answers(raw.lstrip(b"\xef\xbb\xbf \t\r\n")):
            if text.startswith(b"["):
                found += msgspec.json.decode(text, type=list[kind])  # type: ignore[valid-type]
            else:
                found.append(msgspec.json.decode(text, type=kind))
    except (msgspec.MsgspecError, RecursionError, ValueError) as error:
        raise ValueError(f"not {what}: {error}") from error
    return tuple(found)


def _answers(text: bytes) -> list[bytes]:
    """What a node answered, out of the envelopes of JSON-RPC. Raises `ValueError` for an error it told."""
    if b'"jsonrpc"' not in text[:200] + text[-200:]:
        return [text]
    if text.startswith(b"["):
        envelopes = msgspec.json.decode(text, type=list[_Envelope])
    else:
        envelopes = [msgspec.json.decode(text, type=_Envelope)]
    for envelope in envelopes:
        if envelope.error is not None:
            raise ValueError(f"the node answered with an error: {envelope.error.message[:200]}")
    return [bytes(envelope.result).strip() for envelope in envelopes]
