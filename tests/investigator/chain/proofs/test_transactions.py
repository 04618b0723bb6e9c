"""Transactions of all types as they stand in a block, against eth-account and against real blocks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rlp

from investigator.chain.proofs.fields import ProofError
from investigator.chain.proofs.merkle import OrderedTrie
from investigator.chain.proofs.transactions import decode, encode
from tests.investigator.chain.proofs import made


@pytest.mark.parametrize("name", made.FIELDS)
def test_all_types_are_written_as_eth_account_writes_them(name: str) -> None:
    told = made.signed(name, 3)
    assert encode(told) == told["raw"]
    found = decode(told["raw"])
    assert (found.hash, found.sender, found.to) == (told["hash"], made.ALICE, told["to"])
    assert (found.kind, found.nonce, hex(found.value)) == (int(told["type"], 16), 3, told["value"])
    assert found.chain_id == (None if name == "plain" else 1)


def test_a_signature_may_be_told_as_v_alone_and_input_as_data() -> None:
    told = made.signed("dynamic fee", 3)
    del told["yParity"]
    told["data"] = told.pop("input")
    assert encode(told) == told["raw"]


def test_deposits_name_their_sender() -> None:
    told = made.deposit()
    assert encode(told) == told["raw"] == encode({**told, "isSystemTx": False})
    found = decode(told["raw"])
    assert (found.sender, found.to, found.value, found.nonce) == (made.ALICE, made.BOB, 5, None)
    system = encode({**told, "isSystemTx": True, "mint": None})
    assert rlp.decode(system[1:])[3] == b""
    assert rlp.decode(system[1:])[6] == b"\x01"


def test_what_nobody_signed_has_no_sender() -> None:
    told = {**made.signed("plain", 3), "v": "0x0", "r": "0x0", "s": "0x0"}  # Optimism before Bedrock
    assert decode(encode(told)).sender is None


@pytest.mark.parametrize(
    "change, words",
    [
        ({"type": "0x64"}, "type 0x64 are not known"),
        ({"to": "0x11"}, "The field to"),
        ({"to": []}, "The field to"),
        ({"value": None}, "The field value"),
        ({"accessList": "x"}, "The field accessList"),
        ({"accessList": [{"address": made.BOB}]}, "The field storageKeys"),
        ({"yParity": "x"}, "The field yParity"),
    ],
)
def test_what_cannot_be_written_is_named(change: dict[str, object], words: str) -> None:
    with pytest.raises(ProofError, match=words):
        encode({**made.signed("dynamic fee", 3), **change})
    with pytest.raises(ProofError, match="isSystemTx"):
        encode(made.deposit(isSystemTx=[]))


@pytest.mark.parametrize(
    "raw",
    [
        b"\x00" + rlp.encode([b""] * 9),  # a legacy transaction has no type
        b"\x05" + rlp.encode([b""] * 9),
        b"\x80",
        rlp.encode([b""] * 8),
        rlp.encode([b"", b"", b"", b"\x11" * 19, b"", b"", b"", b"", b""]),  # an account of 19 bytes
        rlp.encode([b"\x00", b"", b"", b"", b"", b"", b"", b"", b""]),  # a nonce with a leading zero
        rlp.encode([b"", b"", b"", b"", b"", b"", b"", b"", b"\x01" * 33]),
        b"\x02" + rlp.encode([b""] * 12) + b"\x00",
        b"\x02" + rlp.encode([[]] + [b""] * 11),
        b"\x7e" + rlp.encode([b""] * 8),  # a deposit of nobody
        b"\x7e" + rlp.encode([b"", b"\x11" * 19, *[b""] * 6]),
    ],
)
def test_what_is_no_transaction_is_refused(raw: bytes) -> None:
    with pytest.raises(ProofError):
        decode(raw)


@pytest.mark.real_data
@pytest.mark.parametrize("prefix, transactions", [("eth", 3347), ("op", 232)])
def test_the_roots_of_real_blocks_are_rebuilt(real_data: Path, prefix: str, transactions: int) -> None:
    found = 0
    for path in sorted((real_data / "eth_blocks/mainnet_blocks").glob(f"{prefix}_*.json")):
        if path.stem.endswith("receipts"):
            continue
        told = json.loads(path.read_bytes())
        block = told.get("result", told)
        raw = [encode(one) for one in block["transactions"]]
        assert "0x" + OrderedTrie(raw).root.hex() == block["transactionsRoot"], path.name
        for one, encoded in list(zip(block["transactions"], raw, strict=True))[:3]:
            assert decode(encoded).sender == one["from"].lower()
        found += len(raw)
    assert found == transactions
