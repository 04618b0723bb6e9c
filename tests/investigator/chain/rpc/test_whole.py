from __future__ import annotations

from collections.abc import Iterator

import pytest

from investigator.cases.case import Case
from investigator.chain.pull.looking import asking
from investigator.chain.pull.reorg import ask_final, check
from investigator.chain.rpc.calls import Call, Refused
from investigator.chain.rpc.node import Node
from investigator.chain.rpc.tokens import balances, describe
from investigator.chain.rpc.whole import Whole
from investigator.progress import silent
from investigator.records import Address
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import GLUTTON, QUIET, token

CHAIN = "eip155:31337"


@pytest.fixture
def whole(anvil: Anvil) -> Iterator[Whole]:
    with Node(f"rpc+{anvil.uri}") as node:
        yield Whole(node)


def test_answers_come_in_the_order_of_the_calls(anvil: Anvil, whole: Whole) -> None:
    anvil.mine(3)
    calls = [Call("eth_getBlockByNumber", (hex(n), False)) for n in (3, 0, 2)]
    assert [answer.call for answer in whole.ask(calls)] == calls
    with pytest.raises(Refused):
        whole.ask([Call("eth_blockNumber"), Call("eth_call", ({"to": anvil.deploy(GLUTTON)}, "latest"))])


def test_tokens_that_refuse_do_not_hide_the_others(anvil: Anvil, whole: Whole) -> None:
    contracts = [anvil.deploy(code).lower() for code in (token("A"), GLUTTON, QUIET, token("B"))]
    facts = describe(whole, contracts).facts
    assert [facts[one].symbol for one in contracts] == ["A", None, None, "B"]
    assert balances(whole, [(one, anvil.accounts[0], None) for one in contracts])[0] == [
        1000,
        None,
        None,
        1000,
    ]


def test_finality_reorganisations_and_accounts_are_asked_of_a_real_node(anvil: Anvil, whole: Whole) -> None:
    with Case.create(None) as case:
        assert check(case.store, whole, CHAIN) is None
        assert ask_final(case.store, whole, CHAIN) == 0
    alice = Address(f"{CHAIN}:{anvil.accounts[0].lower()}")
    assert not asking(whole)([alice], silent).seen[alice].contract
