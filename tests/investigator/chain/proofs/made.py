"""A block with transactions of every type, signed by eth-account, and its receipts, as a node would answer."""

from __future__ import annotations

import warnings
from typing import Any

import rlp
from Crypto.Hash import keccak

with warnings.catch_warnings():  # eth-account loads websockets' old names
    warnings.simplefilter("ignore")
    from eth_account import Account

from tests.nodes.hashing import ordered_root

Json = dict[str, Any]
KEY = "0x" + "4c" * 32
ALICE = Account.from_key(KEY).address.lower()
BOB, TOKEN = "0x" + "22" * 20, "0x" + "70" * 20  # digits alone need no checksum
TRANSFER = "0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
SINGLE = "0xc3d58168c5ae7397731d063d5bbf3d657854427343f4c083240f7aacaa2d0f62"
WORD = "0x" + "11" * 32

_GAS = {"gas": 100_000, "to": BOB, "value": 5, "data": "0x"}
_DYNAMIC = {**_GAS, "maxFeePerGas": 9, "maxPriorityFeePerGas": 2, "chainId": 1}
_ACCESS = [{"address": TOKEN, "storageKeys": [WORD]}]
FIELDS: dict[str, Json] = {
    "plain": {**_GAS, "gasPrice": 7},
    "protected": {**_GAS, "gasPrice": 7, "chainId": 1, "value": 2**200},
    "access list": {
        **_GAS,
        "gasPrice": 7,
        "chainId": 1,
        "type": 1,
        "accessList": _ACCESS,
        "data": "0xa9059cbb",
    },
    "dynamic fee": {**_DYNAMIC, "type": 2, "accessList": []},
    "blob": {**_DYNAMIC, "type": 3, "maxFeePerBlobGas": 3, "blobVersionedHashes": ["0x01" + "22" * 31]},
    "code": {**_DYNAMIC, "type": 4},
    "creation": {**_DYNAMIC, "type": 2, "to": None, "data": "0x6001"},
}


def signed(name: str, nonce: int) -> Json:
    """A transaction of `FIELDS` as a node answers it; `raw` is what eth-account made of it."""
    fields = {**FIELDS[name], "nonce": nonce}
    if fields["to"] is None:
        fields["to"] = ""
    if name == "code":
        fields["authorizationList"] = [
            Account.sign_authorization({"chainId": 1, "address": TOKEN, "nonce": 3}, KEY)
        ]
    made = Account.sign_transaction(fields, KEY)
    shown = {key: _shown(value) for key, value in fields.items() if key != "authorizationList"}
    shown |= {
        "input": shown.pop("data"),
        "from": ALICE,
        "to": fields["to"] or None,
        "raw": bytes(made.raw_transaction),
    }
    if name == "code":
        shown["authorizationList"] = [
            {key: _shown(value) for key, value in one.model_dump(by_alias=True).items()}
            for one in fields["authorizationList"]
        ]
    if fields.get("type"):
        shown["yParity"] = hex(made.v)
    if name in {"blob", "code", "creation"}:
        shown.setdefault("accessList", [])
    return {**shown, "type": hex(fields.get("type", 0)), **_signature(made), "hash": _hex(bytes(made.hash))}


def deposit(**more: Any) -> Json:
    """A deposit of Optimism; its hash is that of its own RLP."""
    fields = [b"\x11" * 32, _raw(ALICE), _raw(BOB), b"\x09", b"\x05", b"\x52\x08", b"", b""]
    raw = b"\x7e" + rlp.encode(fields)
    return {
        **{"type": "0x7e", "sourceHash": WORD, "from": ALICE, "to": BOB, "mint": "0x9", "value": "0x5"},
        **{"gas": "0x5208", "input": "0x", "hash": _hex(hashed(raw)), "raw": raw, "nonce": "0x4"},
        **more,
    }


def log(*topics: str, data: str = "0x", address: str = TOKEN) -> Json:
    """A log."""
    return {"address": address, "topics": list(topics), "data": data}


def word(value: int | str) -> str:
    """A number or an address as a word of 32 bytes."""
    return f"0x{int(value, 16) if isinstance(value, str) else value:064x}"


def erc20(amount: int, sender: str = ALICE, receiver: str = BOB) -> Json:
    """The log of an ERC-20 transfer."""
    return log(TRANSFER, word(sender), word(receiver), data=word(amount))


def block(
    transactions: list[Json], logs: list[list[Json]], failed: frozenset[int] = frozenset(), **more: Any
) -> tuple[Json, list[Json]]:
    """A block with these transactions and its receipts; `more` are further fields of the header."""
    receipts = [
        {
            **{"type": one["type"], "status": "0x0" if i in failed else "0x1", "transactionIndex": hex(i)},
            **{"cumulativeGasUsed": hex(21_000 * (i + 1)), "logsBloom": "0x" + "00" * 256, "logs": logs[i]},
            **{"transactionHash": one["hash"], "gasUsed": "0x5208", "blockNumber": "0x64"},
        }
        for i, one in enumerate(transactions)
    ]
    header = {
        **{"parentHash": WORD, "sha3Uncles": WORD, "miner": BOB, "stateRoot": WORD, "difficulty": "0x0"},
        **{"transactionsRoot": ordered_root([one["raw"] for one in transactions]), "number": "0x64"},
        **{"receiptsRoot": ordered_root([receipt_bytes(one) for one in receipts]), "extraData": "0x"},
        **{"logsBloom": "0x" + "00" * 256, "gasLimit": "0x1c9c380", "gasUsed": "0x5208", "mixHash": WORD},
        **{"timestamp": "0x64facce7", "nonce": "0x0000000000000000", "baseFeePerGas": "0x7", **more},
    }
    header["hash"] = _hex(hashed(header_bytes(header)))
    shown = [{key: value for key, value in one.items() if key != "raw"} for one in transactions]
    for i, one in enumerate(shown):
        one |= {"blockHash": header["hash"], "blockNumber": header["number"], "transactionIndex": hex(i)}
    for one in receipts:
        one["blockHash"] = header["hash"]
    return {**header, "transactions": shown}, receipts


def receipt_bytes(receipt: Json) -> bytes:
    """A receipt under the root, written down once more."""
    logs = [
        [_raw(one["address"]), [_raw(topic) for topic in one["topics"]], _raw(one["data"])]
        for one in receipt["logs"]
    ]
    status = b"\x01" if receipt["status"] == "0x1" else b""
    body = rlp.encode([status, int(receipt["cumulativeGasUsed"], 16), bytes(256), logs])
    return (b"" if receipt["type"] == "0x0" else _raw(receipt["type"])) + bytes(body)


def header_bytes(header: Json) -> bytes:
    """A header of London, written down once more."""
    names = (
        "parentHash sha3Uncles miner stateRoot transactionsRoot receiptsRoot logsBloom difficulty number gasLimit "
        "gasUsed timestamp extraData mixHash nonce baseFeePerGas"
    )
    numbers = {"difficulty", "number", "gasLimit", "gasUsed", "timestamp", "baseFeePerGas"}
    fields = [int(header[name], 16) if name in numbers else _raw(header[name]) for name in names.split()]
    return bytes(rlp.encode(fields))


def hashed(data: bytes) -> bytes:
    """Keccak-256."""
    return bytes(keccak.new(digest_bits=256, data=data).digest())


def _signature(made: Any) -> Json:
    return {"v": hex(made.v), "r": hex(made.r), "s": hex(made.s)}


def _shown(value: Any) -> Any:
    if isinstance(value, int):
        return hex(value)
    return _hex(value) if isinstance(value, bytes) else value


def _hex(data: bytes) -> str:
    return "0x" + data.hex()


def _raw(shown: str) -> bytes:
    return bytes.fromhex(shown[2:].rjust(len(shown[2:]) + len(shown) % 2, "0"))
