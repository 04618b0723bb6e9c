"""Receipts as consensus hashes them: before and since Byzantium, typed, and of Optimism's deposits."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
import rlp

from investigator.chain.proofs.fields import ProofError
from investigator.chain.proofs.merkle import OrderedTrie
from investigator.chain.proofs.receipts import Receipt
from tests.investigator.chain.proofs import made

_BARE = {"cumulativeGasUsed": "0x5208", "logsBloom": "0x" + "00" * 256, "logs": []}


@pytest.mark.parametrize("kind", ["0x0", "0x1", "0x2", "0x3", "0x4", "0x7e"])
@pytest.mark.parametrize("status", ["0x0", "0x1"])
def test_all_types_are_the_same_behind_their_type(kind: str, status: str) -> None:
    told = {**_BARE, "type": kind, "status": status, "logs": [made.erc20(7), made.log(data="0x")]}
    assert Receipt.of(told).encoded == made.receipt_bytes(told)
    assert Receipt.of(told).failed == (status == "0x0")


def test_before_byzantium_the_state_stood_in_the_place_of_the_status() -> None:
    old = Receipt.of({**_BARE, "root": made.WORD})
    assert rlp.decode(old.encoded)[0] == b"\x11" * 32
    assert not old.failed
    assert Receipt.of({**_BARE, "root": made.WORD, "status": "0x1"}) == Receipt.of(
        {**_BARE, "status": "0x1"}
    )


def test_deposits_since_canyon_have_a_nonce_and_a_version() -> None:
    deposit = {**_BARE, "type": "0x7e", "status": "0x1", "depositNonce": "0x4"}
    regolith = rlp.decode(Receipt.of(deposit).encoded[1:])
    canyon = rlp.decode(Receipt.of({**deposit, "depositReceiptVersion": "0x1"}).encoded[1:])
    assert (len(regolith), len(canyon)) == (4, 6)
    assert canyon[4:] == [b"\x04", b"\x01"]
    other = {**_BARE, "type": "0x2", "status": "0x1", "depositNonce": None, "depositReceiptVersion": "0x1"}
    assert len(rlp.decode(Receipt.of(other).encoded[1:])) == 4


@pytest.mark.parametrize(
    "change, words",
    [
        ({"status": None}, "The field root"),
        ({"logsBloom": "0x00"}, "The field logsBloom"),
        ({"logs": [{"address": made.BOB, "topics": None, "data": "0x"}]}, "The field topics"),
        ({"logs": [{"address": made.BOB, "topics": []}]}, "The field data"),
        ({"type": "0x6a"}, "type 0x6a are not known"),
        ({"type": "0x7e", "depositReceiptVersion": "0x1"}, "The field depositNonce"),
    ],
)
def test_what_cannot_be_written_is_named(change: dict[str, object], words: str) -> None:
    with pytest.raises(ProofError, match=words):
        Receipt.of({**_BARE, "status": "0x1", **change})


@pytest.mark.parametrize(
    "change", [{"status": None}, {"root": made.WORD}, {"status": "0x2"}, {"deposit_nonce": "0x1"}]
)
def test_fields_that_do_not_go_together_are_refused(change: dict[str, object]) -> None:
    receipt = Receipt.of({**_BARE, "status": "0x1"})
    with pytest.raises(ProofError):
        _ = msgspec.structs.replace(receipt, **change).encoded


@pytest.mark.real_data
@pytest.mark.parametrize("number", [18090206, 18090213, 18090218])
def test_the_roots_of_real_receipts_are_rebuilt(real_data: Path, number: int) -> None:
    folder = real_data / "eth_blocks/mainnet_blocks"
    told = json.loads((folder / f"eth_{number}.json").read_bytes())
    receipts = json.loads((folder / f"eth_{number}_receipts.json").read_bytes())
    root = OrderedTrie([Receipt.of(one).encoded for one in receipts]).root
    assert "0x" + root.hex() == told.get("result", told)["receiptsRoot"]
