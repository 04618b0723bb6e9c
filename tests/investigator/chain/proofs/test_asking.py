"""What a proof needs is asked of a node, in the way that it offers."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from investigator.chain.proofs.asking import ask
from investigator.chain.proofs.finding import Findings
from investigator.chain.rpc.calls import Answer, Call, Refused, Unsupported
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from tests.investigator.chain.proofs import made

BLOCK, RECEIPTS = made.block([made.signed("plain", 0), made.signed("dynamic fee", 1)], [[], []])
NAME = BLOCK["transactions"][1]["hash"]
ANSWERS: dict[str, Callable[..., Any]] = {
    "eth_chainId": lambda: "0x1",
    "eth_getTransactionByHash": lambda name: next(
        one for one in BLOCK["transactions"] if one["hash"] == name
    ),
    "eth_getBlockByHash": lambda name, _: BLOCK if name == BLOCK["hash"] else None,
    "eth_getBlockReceipts": lambda _: RECEIPTS,
    "eth_getTransactionReceipt": lambda name: next(
        one for one in RECEIPTS if one["transactionHash"] == name
    ),
}


class _Node:
    def __init__(self, **more: Any) -> None:
        self.answers = {**ANSWERS, **more}
        self.asked: list[str] = []

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        self.asked += [call.method for call in calls]
        return [
            Answer(call, json.dumps(self.answers[call.method](*call.params)).encode()) for call in calls
        ]


def _refuse(kind: type[Refused]) -> Callable[..., Any]:
    def refused(*_: Any) -> Any:
        raise kind("not offered")

    return refused


def test_all_of_a_block_is_asked_for() -> None:
    node, found = _Node(), Findings(NAME)
    ask(node, found, "eip155:1")
    assert found.whole
    assert found.block == BLOCK
    assert node.asked == [
        "eth_chainId",
        "eth_getTransactionByHash",
        "eth_getBlockByHash",
        "eth_getBlockReceipts",
    ]


def test_only_what_is_lacking_is_asked_for() -> None:
    node, found = _Node(), Findings(NAME, BLOCK["hash"], BLOCK)
    ask(node, found, "eip155:1")
    assert node.asked == ["eth_chainId", "eth_getBlockReceipts"]
    assert found.whole


@pytest.mark.parametrize("all_at_once", [_refuse(Unsupported), lambda _: None, lambda _: RECEIPTS[:1]])
def test_receipts_are_asked_for_one_by_one_where_all_at_once_are_not_given(
    all_at_once: Callable[..., Any],
) -> None:
    node, found = _Node(eth_getBlockReceipts=all_at_once), Findings(NAME)
    ask(node, found, "eip155:1")
    assert found.whole
    assert node.asked.count("eth_getTransactionReceipt") == 2


@pytest.mark.parametrize(
    "more, words",
    [
        (
            {"eth_chainId": lambda: "0xa"},
            "The node is of chain .*0xa.*, but the transaction is of eip155:1",
        ),
        ({"eth_chainId": lambda: None}, "The node is of chain null"),
        ({"eth_getTransactionByHash": lambda _: None}, "knows no block with transaction 0x"),
        ({"eth_getTransactionByHash": lambda _: {"blockHash": None}}, "knows no block with transaction 0x"),
        ({"eth_getBlockByHash": lambda *_: None}, "The node has no block 0x.* with transaction"),
        ({"eth_getBlockByHash": lambda *_: {**BLOCK, "hash": made.WORD}}, "The node has no block 0x"),
        (
            {"eth_getBlockReceipts": _refuse(Unsupported), "eth_getTransactionReceipt": lambda _: None},
            "The node has 0 of the 2 receipts",
        ),
        ({"eth_getBlockByHash": _refuse(Refused)}, "does not give what a proof needs: not offered"),
    ],
)
def test_a_node_that_has_it_not_is_said_so(more: dict[str, Any], words: str) -> None:
    with pytest.raises(Trouble, match=words):
        ask(_Node(**more), Findings(NAME), "eip155:1")
