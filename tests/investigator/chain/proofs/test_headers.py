"""The header's fields hash to the block's hash, whatever the fork."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from investigator.chain.proofs.fields import ProofError
from investigator.chain.proofs.headers import Header
from tests.investigator.chain.proofs import made


def _block(**more: Any) -> made.Json:
    return made.block([made.signed("plain", 0)], [[]], **more)[0]


def test_the_hash_is_that_of_the_fields() -> None:
    block = _block()
    assert Header.of(block).hash == block["hash"]
    assert Header.of({**block, "gasUsed": "0x5209"}).hash != block["hash"]


def test_values_are_shown_in_one_way() -> None:
    block = _block()
    shouted = {**block, "miner": block["miner"].upper().replace("0X", "0x"), "gasUsed": "0x05208"}
    assert Header.of(shouted) == Header.of(block)


def test_fields_of_forks_come_in_order() -> None:
    cancun = {"withdrawalsRoot": made.WORD, "blobGasUsed": "0x0", "excessBlobGas": "0x0"}
    block = {**_block(), **cancun, "parentBeaconBlockRoot": made.WORD}
    hashes = {
        Header.of(block).hash,
        Header.of({**block, "requestsHash": made.WORD}).hash,
        Header.of(_block()).hash,
    }
    assert len(hashes) == 3
    with pytest.raises(ProofError, match="has requestsHash, but lacks"):
        _ = Header.of({**_block(), "requestsHash": made.WORD}).hash


@pytest.mark.parametrize("name", ["parentHash", "nonce", "difficulty", "logsBloom"])
def test_a_field_that_is_missing_or_wrong_is_named(name: str) -> None:
    for wrong in ({name: None}, {name: "0xzz"}, {name: 5}):
        with pytest.raises(ProofError, match=f"The field {name} is"):
            Header.of({**_block(), **wrong})


@pytest.mark.real_data
@pytest.mark.parametrize("prefix, blocks", [("eth", 44), ("op", 25)])
def test_headers_of_every_fork_hash_to_what_the_chain_says(
    real_data: Path, prefix: str, blocks: int
) -> None:
    found = 0
    for path in sorted((real_data / "eth_blocks/mainnet_blocks").glob(f"{prefix}_*.json")):
        if not path.stem.endswith("receipts"):
            told = json.loads(path.read_bytes())
            block = told.get("result", told)
            assert Header.of(block).hash == block["hash"], path.name
            found += 1
    assert found == blocks
