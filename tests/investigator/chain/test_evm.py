"""Answers of nodes: opened in whatever wrapping, typed, and refused when they are anything else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain import evm

HASH = "0x" + "1" * 64
TRANSACTION = {"hash": HASH, "from": "0x" + "A" * 40, "value": "0x5", "nonce": "0x0", "gas": "0x5208"}
BLOCK = {
    "hash": HASH,
    "parentHash": HASH,
    "number": "0x10",
    "timestamp": "0x6553f100",
    "transactions": [TRANSACTION],
}
RECEIPT = {
    "transactionHash": HASH,
    "transactionIndex": "0x0",
    "blockNumber": "0x10",
    "blockHash": HASH,
    "gasUsed": "0x5208",
    "logs": [{"address": "0x" + "7" * 40, "topics": [], "data": "0x", "logIndex": "0x0"}],
    "logsBloom": "0x00",
}


def text(value: object) -> bytes:
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    "raw",
    [
        text(BLOCK),
        text([BLOCK]),
        text({"jsonrpc": "2.0", "id": 1, "result": BLOCK}),
        text({"id": 1, "result": [BLOCK], "jsonrpc": "2.0"}),
        b"\xef\xbb\xbf \n" + text(BLOCK),
    ],
)
def test_a_block_in_any_wrapping(raw: bytes) -> None:
    (block,) = evm.blocks(raw)
    assert (evm.number(block.number), evm.number(block.timestamp)) == (16, 1_700_000_000)
    (transaction,) = block.transactions
    assert (transaction.from_, transaction.to, transaction.input) == ("0x" + "A" * 40, None, "0x")
    assert block.withdrawals is None


def test_a_batch_of_answers() -> None:
    answers = [{"jsonrpc": "2.0", "id": i, "result": {**BLOCK, "number": hex(i)}} for i in range(3)]
    assert [block.number for block in evm.blocks(text(answers))] == ["0x0", "0x1", "0x2"]
    of_blocks = [{"jsonrpc": "2.0", "id": 1, "result": [RECEIPT] * 2}] * 2
    assert len(evm.receipts(text(of_blocks))) == 4
    fault = {"jsonrpc": "2.0", "id": 2, "error": {"code": -32000, "message": "header not found"}}
    with pytest.raises(ValueError, match="the node answered with an error: header not found"):
        evm.blocks(text([*answers, fault]))


def test_receipts() -> None:
    (receipt,) = evm.receipts(text({"jsonrpc": "2.0", "result": [RECEIPT]}))
    assert (receipt.status, receipt.from_, receipt.logs[0].removed) == (None, None, False)


@pytest.mark.parametrize(
    "value",
    [
        {},
        None,
        7,
        [7],
        {"jsonrpc": "2.0", "error": {"code": 1}},
        {"jsonrpc": "2.0", "result": None},
        {**BLOCK, "transactions": [HASH]},
        {**BLOCK, "number": "16"},
        {**BLOCK, "number": 16},
        {**BLOCK, "number": "0x" + "1" * 65},
        {**BLOCK, "timestamp": "0x1g"},
    ],
)
def test_what_is_no_block(value: Any) -> None:
    with pytest.raises(ValueError, match="not a block with whole transactions"):
        evm.blocks(text(value))
    with pytest.raises(ValueError, match="not a list of receipts"):
        evm.receipts(text(value))


@pytest.mark.parametrize(
    "raw", [b"[" * 100_000, b'{"jsonrpc":' * 5000, b'{"x":' * 5000, b'{"jsonrpc":"2.0"', b"[\xff]"]
)
def test_text_that_is_no_json(raw: bytes) -> None:
    with pytest.raises(ValueError, match="not a block"):
        evm.blocks(raw)


@given(st.binary(max_size=40))
def test_no_bytes_break_the_reader(raw: bytes) -> None:
    if raw.strip() != b"[]":
        with pytest.raises(ValueError, match="not a block"):
            evm.blocks(raw)


def test_what_json_looks_like() -> None:
    assert evm.looks_like(text(BLOCK)) == "block"
    assert evm.looks_like(text([RECEIPT])) == "receipts"
    assert evm.looks_like(text({"a": "b"})) == ""
    assert evm.looks_like(b" " * (1 << 20) + text(BLOCK)) == ""


def test_numbers_addresses_and_bytes() -> None:
    assert evm.number("0xFf") == 255
    assert evm.address("0x" + "A" * 40) == "0x" + "a" * 40
    assert evm.raw_bytes("0x0a", 1) == b"\x0a"
    with pytest.raises(ValueError, match="not an address"):
        evm.address("0x" + "a" * 64)
    with pytest.raises(ValueError, match="1 bytes instead of 32"):
        evm.raw_bytes("0x0a", 32)
    with pytest.raises(ValueError, match="hexadecimal"):
        evm.raw_bytes("0x0", 1)
    with pytest.raises(ValueError, match="base 16"):
        evm.number("0x")
