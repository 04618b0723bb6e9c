"""Proofs over a real node: transactions of every type that it takes, in one block, from a pull and by asking."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from investigator.address import eip55
from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.node.supplier import NodeSupplier
from investigator.chain.proofs.fields import keccak256, text
from investigator.chain.proofs.headers import Header
from investigator.chain.proofs.merkle import OrderedTrie
from investigator.chain.proofs.receipts import Receipt
from investigator.chain.proofs.transactions import encode
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.probe import probe
from investigator.chain.rpc.whole import Whole
from investigator.chain.source import ImportOptions
from investigator.chain.supplier import Want
from investigator.operations.proving import prove
from investigator.progress import silent
from tests.nodes.anvil import Anvil

with warnings.catch_warnings():  # eth-account loads websockets' old names
    warnings.simplefilter("ignore")
    from eth_account import Account

KEY = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80"  # Anvil's first account
BOB = "0x" + "22" * 20
DYNAMIC = {"maxFeePerGas": 10**11, "maxPriorityFeePerGas": 10**9}
TRANSFER = "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef"
TOKEN = "0x602d600c600039602d6000f3" + "60076000523333" + "7f" + TRANSFER + "60206000a3"
"""Creates a contract that logs a transfer of 7 from the caller to the caller: CODECOPY and RETURN, MSTORE and LOG3."""


def _raw(node: Anvil, nonce: int, fields: dict[str, Any], **more: Any) -> str:
    base = {
        "chainId": int(node.ask("eth_chainId"), 16),
        "nonce": nonce,
        "gas": 200_000,
        "to": BOB,
        "value": 5,
    }
    made = Account.sign_transaction({**base, **fields}, KEY, **more)
    return str(node.ask("eth_sendRawTransaction", "0x" + bytes(made.raw_transaction).hex()))


def _every_type(node: Anvil) -> list[str]:
    """One block with transactions of types 0, 1, 2 and 4."""
    start = int(node.ask("eth_getTransactionCount", node.accounts[0], "latest"), 16)
    token = eip55(node.deploy(TOKEN))
    chain = int(node.ask("eth_chainId"), 16)
    allowed = Account.sign_authorization({"chainId": chain, "address": token, "nonce": 0}, "0x" + "77" * 32)
    access = [{"address": BOB, "storageKeys": ["0x" + "00" * 32]}]
    node.ask("evm_setAutomine", False)
    names = [
        _raw(node, start + 1, {"gasPrice": 10**11}),
        _raw(node, start + 2, {"gasPrice": 10**11, "type": 1, "accessList": access}),
        _raw(node, start + 3, {**DYNAMIC, "type": 2, "to": token, "value": 0}),
        _raw(node, start + 4, {**DYNAMIC, "type": 4, "authorizationList": [allowed]}),
    ]
    node.mine()
    return names


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None) as opened:
        yield opened


def test_all_types_are_proved_from_a_pull_and_by_the_node(anvil: Anvil, case: Case) -> None:
    names = _every_type(anvil)
    told = [anvil.ask("eth_getTransactionByHash", name) for name in names]
    assert [one["type"] for one in told] == ["0x0", "0x1", "0x2", "0x4"]
    assert len({one["blockHash"] for one in told}) == 1
    with Node(anvil.uri) as node:
        supplier = NodeSupplier(Whole(node), lambda tick: probe(node, tick), node.close)
        units = supplier.units(Want("eip155:31337", (), 0, anvil.head), supplier.abilities(silent))
        ingest(case.store, [supplier.fetch(unit, silent) for unit in units])
    for name, one in zip(names, told, strict=True):
        proof = prove(case, name).proofs[0]
        assert (proof.tx_hash, proof.contradicted) == (name, ())
        assert len(proof.shown) == 1, one["type"]  # the coin, or the token's log
    assert verify(case.store) == []


def test_blob_transactions_and_their_receipts_hash_to_what_the_node_says(anvil: Anvil) -> None:
    """Anvil's own `transactionsRoot` is over the blobs as well, which no block holds: so no proof is made of it."""
    fields = {**DYNAMIC, "type": 3, "maxFeePerBlobGas": 10**9}
    anvil.ask("evm_setAutomine", False)
    name = _raw(anvil, 0, fields, blobs=[b"\0" * 131_072])
    anvil.mine()
    block = anvil.ask("eth_getBlockByNumber", "latest", True)
    (told,), receipts = block["transactions"], anvil.ask("eth_getBlockReceipts", "latest")
    assert text(keccak256(encode(told))) == name
    assert text(OrderedTrie([Receipt.of(one).encoded for one in receipts]).root) == block["receiptsRoot"]
    assert Header.of(block).hash == block["hash"]


def test_what_a_table_told_is_proved_by_the_node(anvil: Anvil, case: Case, tmp_path: Path) -> None:
    name = anvil.send(to=BOB, value=7)["transactionHash"]
    table = tmp_path / "t.csv"
    table.write_text(f"from,to,amount,hash\n{anvil.accounts[0]},{BOB},7,{name}\n", encoding="utf-8")
    ingest(case.store, open_sources([table], ImportOptions(chain="eip155:31337")))
    proof = prove(case, name, anvil.uri).proofs[0]
    assert (proof.new, proof.shown, proof.contradicted) == (True, (0,), ())
