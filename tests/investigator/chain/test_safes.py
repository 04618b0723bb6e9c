"""Owners of Safes from the events in kept answers."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from eth_abi.abi import encode
from eth_utils.abi import event_signature_to_log_topic

from investigator.chain.safes import OWNERS, safes
from investigator.data import answers
from investigator.data.store import Store

SAFE = "0x" + "5a" * 20
A, B, C = ("0x" + digit * 40 for digit in "abc")


def log(
    signature: str, data: bytes, block: int, index: int = 0, topics: tuple[str, ...] = (), **more: Any
) -> dict[str, Any]:
    return {
        "address": SAFE,
        "topics": ["0x" + event_signature_to_log_topic(signature).hex(), *topics],
        **{"data": "0x" + data.hex(), "blockNumber": hex(block), "logIndex": hex(index)},
        **{"transactionHash": "0x" + f"{block:064x}"},
        **more,
    }


def setup(owners: list[str], threshold: int, block: int = 1, **more: Any) -> dict[str, Any]:
    zero = "0x" + "00" * 20
    data = encode(["address[]", "uint256", "address", "address"], [owners, threshold, zero, zero])
    return log(
        "SafeSetup(address,address[],uint256,address,address)",
        data,
        block,
        topics=("0x" + "0" * 64,),
        **more,
    )


def of_owner(name: str, owner: str, block: int, *, indexed: bool) -> dict[str, Any]:
    word = bytes(12) + bytes.fromhex(owner[2:])
    if indexed:
        return log(f"{name}(address)", b"", block, topics=("0x" + word.hex(),))
    return log(f"{name}(address)", word, block)


def told(*texts: str) -> list[tuple[str, set[str], int, str]]:
    store = Store(None)
    names = []
    with store.transaction() as db:
        for text in texts:
            raw = text.encode()
            names.append(hashlib.sha256(raw).hexdigest())
            answers.keep_raw(db, names[-1], iter([raw[:7], raw[7:]]), lambda: None)
    return [(one.address, one.owners, one.threshold, one.transaction) for one in safes(store, names)]


def test_a_setup_and_what_changed_since() -> None:
    lines = [
        {"method": "eth_getLogs", "result": [setup([A, B], 2)]},
        {
            "result": [
                of_owner("AddedOwner", C, 2, indexed=False),
                of_owner("RemovedOwner", A, 3, indexed=True),
            ]
        },
        {"result": {"logs": [log("ChangedThreshold(uint256)", encode(["uint256"], [1]), 4)]}},
    ]
    text = "\n".join(
        json.dumps(line) for line in reversed(lines)
    )  # order is that of the chain, not of the answer
    assert told(text) == [(SAFE, {B, C}, 1, "0x" + f"{1:064x}")]
    assert told(*(json.dumps(line) for line in lines)) == told(text)


def test_the_same_event_told_twice_counts_once() -> None:
    text = json.dumps([setup([A], 1), setup([A], 1)])
    assert told(text, text + "\n") == [(SAFE, {A}, 1, "0x" + f"{1:064x}")]


@pytest.mark.parametrize(
    "made",
    [
        {**setup([A], 1), "data": "0x12"},
        {**setup([A], 1), "data": "zz"},
        {**setup([A], 1), "blockNumber": "soon"},
        {**setup([A], 1), "address": 7},
        {**setup([A], 1), "removed": True},
        setup([f"0x{i:040x}" for i in range(1, OWNERS + 2)], 1),
        of_owner("AddedOwner", A, 2, indexed=True),
        {"topics": [None]},
    ],
)
def test_what_cannot_be_believed_is_passed_over(made: dict[str, Any]) -> None:
    assert told(json.dumps({"result": [made]}), "no JSON: " + json.dumps(made)) == []


def test_nothing_kept_nothing_told() -> None:
    assert safes(Store(None), ["0" * 64]) == []
