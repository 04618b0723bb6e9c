from __future__ import annotations

import json
from collections.abc import Sequence

import pytest

from investigator.chain.pull.looking import Seen, asking
from investigator.chain.rpc.calls import Answer, Call, Pruned
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.records import Address
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import QUIET
from tests.nodes.direct import Direct

A, B = (Address(f"eip155:1:0x{letter * 40}") for letter in "ab")


class FakeNode:
    """Answers by method; has no state but the newest if it is pruned."""

    def __init__(self, code: object, *, pruned: bool = False) -> None:
        self.code, self.pruned, self.at = code, pruned, set[str]()

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        self.at |= {call.params[1] for call in calls}
        if self.pruned and calls[0].params[1] != "latest":
            raise Pruned("missing trie node")
        told = {"eth_getCode": self.code, "eth_getTransactionCount": "0x10"}
        return [Answer(call, json.dumps(told[call.method]).encode()) for call in calls]


def test_code_makes_a_contract_unless_it_is_lent() -> None:
    for code, contract in (("0x", False), ("0x6001", True), ("0xef0100" + "1" * 40, False)):
        sight = asking(FakeNode(code), 7)([A, B], silent)
        assert sight.seen == {A: Seen(contract, 16), B: Seen(contract, 16)}
        assert len(sight.answers) == 4


def test_a_node_without_old_state_is_asked_for_its_newest() -> None:
    node = FakeNode("0x", pruned=True)
    assert asking(node, 7)([A], silent).seen[A].sent == 16
    assert node.at == {"0x7", "latest"}


def test_an_answer_that_is_no_code_is_refused() -> None:
    with pytest.raises(Trouble, match="eth_getCode"):
        asking(FakeNode({"x": 1}))([A], silent)


def test_a_real_node_tells_contracts_from_accounts(anvil: Anvil) -> None:
    contract = anvil.deploy(QUIET)
    alice = anvil.accounts[0]
    names = {one: Address(f"eip155:31337:{one.lower()}") for one in (contract, alice)}
    seen = asking(Direct(anvil))(list(names.values()), silent).seen
    assert seen[names[contract]].contract
    assert seen[names[alice]] == Seen(contract=False, sent=1)
