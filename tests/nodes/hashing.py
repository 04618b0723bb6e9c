"""Hashes and roots as consensus defines them, for chains made in tests (legacy transactions and receipts only)."""

from __future__ import annotations

from typing import Any

import rlp
from Crypto.Hash import keccak
from trie import HexaryTrie

_HEADER = (
    "parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit gasUsed "
    "timestamp extraData mixHash nonce baseFeePerGas withdrawalsRoot"
).split()
_NUMBERS = frozenset("difficulty number gasLimit gasUsed timestamp baseFeePerGas".split())


def hashed(data: bytes) -> str:
    """Keccak-256, in hex."""
    return "0x" + keccak.new(data=data, digest_bits=256).hexdigest()


def header_hash(block: dict[str, Any]) -> str:
    """The hash of a block's header."""
    fields = [
        _number(block[name]) if name in _NUMBERS else bytes.fromhex(block[name][2:])
        for name in _HEADER
        if name in block
    ]
    return hashed(rlp.encode(fields))


def signed_bytes(transaction: dict[str, Any]) -> bytes:
    """A legacy transaction as it stands in a block."""
    to = bytes.fromhex(transaction["to"][2:]) if transaction["to"] else b""
    numbers = [_number(transaction[name]) for name in ("nonce", "gasPrice", "gas")]
    more = [_number(transaction[name]) for name in ("v", "r", "s")]
    fields = [*numbers, to, _number(transaction["value"]), bytes.fromhex(transaction["input"][2:]), *more]
    return bytes(rlp.encode(fields))


def legacy_hash(transaction: dict[str, Any]) -> str:
    """The hash of a legacy transaction."""
    return hashed(signed_bytes(transaction))


def receipt_bytes(receipt: dict[str, Any]) -> bytes:
    """A legacy receipt as it stands under the root."""
    logs = [
        [
            bytes.fromhex(log["address"][2:]),
            [bytes.fromhex(topic[2:]) for topic in log["topics"]],
            bytes.fromhex(log["data"][2:]),
        ]
        for log in receipt["logs"]
    ]
    fields = [
        _number(receipt["status"]),
        _number(receipt["cumulativeGasUsed"]),
        bytes.fromhex(receipt["logsBloom"][2:]),
        logs,
    ]
    return bytes(rlp.encode(fields))


def ordered_root(items: list[bytes]) -> str:
    """The root of the Merkle-Patricia trie from index to item."""
    trie = HexaryTrie({})
    for index, item in enumerate(items):
        trie[rlp.encode(index)] = item
    return "0x" + bytes(trie.root_hash).hex()


def _number(text: str) -> bytes:
    value = int(text, 16)
    return value.to_bytes((value.bit_length() + 7) // 8, "big")
