"""Merkle proofs of transactions and receipts (Yellow Paper, appendix D), each against its block's header."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from investigator.package.verifier.keccak import Rlp, keccak_256, rlp_of, rlp_read

_HEADER_FIRST = (
    *("parentHash", "sha3Uncles", "miner", "stateRoot", "transactionsRoot", "receiptsRoot", "logsBloom"),
    *("difficulty", "number", "gasLimit", "gasUsed", "timestamp", "extraData", "mixHash", "nonce"),
)
_HEADER_LATER = (
    *("baseFeePerGas", "withdrawalsRoot", "blobGasUsed", "excessBlobGas", "parentBeaconBlockRoot"),
    "requestsHash",
)
_HEADER_NUMBERS = {"difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas"}
_HEADER_NUMBERS |= {"blobGasUsed", "excessBlobGas"}


def _hex_bytes(shown: str) -> bytes:
    return bytes.fromhex(shown[2:])


def _hex_number(shown: str) -> bytes:
    value = int(shown, 16)
    return value.to_bytes((value.bit_length() + 7) // 8, "big")


def _plain(item: Rlp) -> bytes:
    if not isinstance(item, bytes):
        raise ValueError("a list stands where bytes must")
    return item


def _halves(data: bytes) -> list[int]:
    return [half for byte in data for half in (byte >> 4, byte & 15)]


def proved_item(root: bytes, index: int, nodes: list[bytes]) -> bytes:
    """The item at `index` of the list with this root. Raises `ValueError` unless these nodes show exactly that."""
    number = index.to_bytes((index.bit_length() + 7) // 8, "big")
    path, child, left = _halves(rlp_of(number)), root, list(nodes)
    found: Rlp = child
    while True:
        if isinstance(found, bytes):
            if not left or keccak_256(left[0]) != found:
                raise ValueError("a node of the proof has another hash")
            found = rlp_read(left.pop(0))
        if not isinstance(found, list) or len(found) not in {2, 17}:
            raise ValueError("a node of the proof is none")
        if len(found) == 17:
            if not path:
                found = found[16]
                break
            found, path = found[path[0]], path[1:]
            continue
        packed = _halves(_plain(found[0]))
        part = packed[1:] if packed[0] % 2 else packed[2:]
        if path[: len(part)] != part:
            raise ValueError("the proof leads to another place of the trie")
        path = path[len(part) :]
        if packed[0] >= 2:
            found = found[1]
            break
        found = found[1]
    if path or left or not _plain(found):
        raise ValueError("the proof leads to another place of the trie")
    return _plain(found)


def _receipt_bytes(told: dict[str, Any]) -> bytes:
    fields: list[Rlp] = [
        _hex_number(told["status"]) if "status" in told else _hex_bytes(told["root"]),
        _hex_number(told["cumulativeGasUsed"]),
        _hex_bytes(told["logsBloom"]),
        [
            [
                _hex_bytes(log["address"]),
                [_hex_bytes(topic) for topic in log["topics"]],
                _hex_bytes(log["data"]),
            ]
            for log in told["logs"]
        ],
    ]
    if "depositNonce" in told:
        fields += [_hex_number(told["depositNonce"]), _hex_number(told["depositReceiptVersion"])]
    kind = int(told["type"], 16)
    return (bytes([kind]) if kind else b"") + rlp_of(fields)


def check_proof(text: str) -> dict[str, Any]:
    """Check the document of a proof; what it says. Raises `ValueError`, `KeyError` or `TypeError` if it proves nothing."""
    found: dict[str, Any] = json.loads(text)
    bare = json.dumps({**found, "checksum": ""}, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if hashlib.sha256(bare.encode()).hexdigest() != found["checksum"]:
        raise ValueError("the document does not match its checksum")
    header = found["header"]
    names = [*_HEADER_FIRST, *(name for name in _HEADER_LATER if name in header)]
    fields: list[Rlp] = [
        _hex_number(header[name]) if name in _HEADER_NUMBERS else _hex_bytes(header[name]) for name in names
    ]
    if "0x" + keccak_256(rlp_of(fields)).hex() != found["blockHash"]:
        raise ValueError("the fields of the header do not hash to the block's hash")
    roots = {"receipt": header["receiptsRoot"], "transaction": header["transactionsRoot"]}
    shown = {
        what: proved_item(
            _hex_bytes(root), found["index"], [_hex_bytes(node) for node in found[f"{what}Nodes"]]
        )
        for what, root in roots.items()
    }
    if shown["receipt"] != _receipt_bytes(found["receipt"]):
        raise ValueError("the receipt is not the one that its Merkle nodes hold")
    if "0x" + keccak_256(shown["transaction"]).hex() != found["transactionHash"]:
        raise ValueError("the transaction that the Merkle nodes hold has another hash")
    return found
