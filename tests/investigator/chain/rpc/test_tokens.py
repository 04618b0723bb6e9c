"""What tokens say of themselves, asked of a real node."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from eth_abi.abi import encode
from hypothesis import given
from hypothesis import strategies as st

from investigator.chain.lies import TokenFacts
from investigator.chain.rpc import tokens
from investigator.chain.rpc.calls import Answer, Call, Pruned
from investigator.chain.rpc.tokens import MULTICALL3, Asking, absent, ask_contracts, balances, describe
from investigator.progress import Tick, silent
from tests.nodes.anvil import Anvil
from tests.nodes.contracts import CARDS, GLUTTON, OLD_TOKEN, QUIET, compiled, token, transfer
from tests.nodes.contracts import MULTICALL3 as SOURCE
from tests.nodes.direct import Direct
from tests.nodes.scenario import BUNDLES, call


@pytest.fixture(params=["bundled", "singly"])
def node(request: pytest.FixtureRequest, anvil: Anvil) -> Direct:
    if request.param == "bundled":
        anvil.ask("anvil_setCode", MULTICALL3, compiled(SOURCE).runtime)
    return Direct(anvil)


def test_tokens_are_asked_for_all_that_they_say(anvil: Anvil, node: Direct) -> None:
    made = [
        token("USD\u0422", "Tether", 255),
        *(compiled(one).creation for one in (OLD_TOKEN, CARDS)),
        QUIET,
    ]
    contracts = [anvil.deploy(code).lower() for code in made]
    said = describe(node, [*contracts, anvil.accounts[0]])
    assert list(said.facts.values()) == [
        TokenFacts("USD\u0422", "Tether", 255),
        TokenFacts("OLD", None, 9),
        TokenFacts(None, "Cards", None, frozenset({"erc721"})),
        TokenFacts(),
        TokenFacts(),
    ]
    assert said.answers


def test_a_bundle_is_one_call(anvil: Anvil) -> None:
    anvil.ask("anvil_setCode", MULTICALL3, compiled(SOURCE).runtime)
    node = Direct(anvil)
    describe(node, [anvil.deploy(token("A")).lower()] * 30)
    assert node.asked == ["eth_getCode", "eth_call"]


def test_a_contract_that_burns_the_gas_of_all_spoils_nothing(anvil: Anvil, node: Direct) -> None:
    contracts = [anvil.deploy(code).lower() for code in (token("A"), GLUTTON, token("B"))]
    facts = describe(node, contracts).facts
    assert [facts[one].symbol for one in contracts] == ["A", None, "B"]


def test_balances_are_those_after_a_block(anvil: Anvil, node: Direct) -> None:
    alice, bob = anvil.accounts[:2]
    contract = anvil.deploy(token("A")).lower()
    anvil.send(from_=alice, to=contract, data=transfer(bob, 7))
    mute = anvil.deploy(QUIET).lower()
    owned = [(contract, alice, None), (contract, bob, None), (mute, alice, None), (bob, alice, None)]
    assert balances(node, owned, anvil.head)[0] == [993, 7, None, None]
    assert balances(node, owned, anvil.head - 2)[0] == [1000, 0, None, None]
    assert absent(node, [mute, bob], anvil.head)[0] == {bob}
    assert absent(node, [mute, bob], anvil.head - 2)[0] == {mute, bob}


def test_items_of_one_contract_have_balances_of_their_own(anvil: Anvil, node: Direct) -> None:
    alice = anvil.accounts[0]
    bundles = anvil.deploy(compiled(BUNDLES).creation).lower()
    anvil.send(to=bundles, data=call("mint(uint256,uint256)", 5, 30))
    owned = [(bundles, alice, 5), (bundles, alice, 6), (bundles, alice, None)]
    assert balances(node, owned, anvil.head)[0] == [30, 0, None]


def test_nothing_to_ask_asks_nothing(anvil: Anvil) -> None:
    node = Direct(anvil)
    assert describe(node, []).facts == {}
    assert node.asked == []


class Forgetful:
    """Has no state any more."""

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        if calls[0].method == "eth_call":
            raise Pruned("missing trie node")
        return [Answer(call, b'"0x"') for call in calls]


def test_a_node_without_the_state_says_so() -> None:
    with pytest.raises(Pruned):
        describe(Forgetful(), ["0x" + "11" * 20], 5)


class Hostile:
    """Answers all calls with these bytes; a bundle may well be there."""

    def __init__(self, data: bytes, *, bundled: bool) -> None:
        self.data, self.bundled = data, bundled

    def ask(self, calls: Sequence[Call], tick: Tick = silent) -> list[Answer]:
        code = "0x60" if self.bundled else "0x"
        told = {"eth_getCode": code, "eth_call": "0x" + self.data.hex()}
        return [Answer(call, json.dumps(told[call.method]).encode()) for call in calls]


def huge(size: int) -> bytes:
    return (32).to_bytes(32) + size.to_bytes(32) + b"x" * 64


@given(st.binary(max_size=300) | st.integers(0, 2**256 - 1).map(huge), st.booleans())
def test_whatever_comes_back_is_read_or_is_nothing(data: bytes, bundled: bool) -> None:
    (facts,) = describe(Hostile(data, bundled=bundled), ["0x" + "11" * 20]).facts.values()
    assert len(facts.symbol or "") <= tokens.TEXT_LIMIT


def test_a_symbol_without_end_is_cut_and_letters_that_are_none_are_replaced() -> None:
    node = Hostile(encode(["string"], ["X" * 100_000]), bundled=False)
    (facts,) = describe(node, ["0x" + "11" * 20]).facts.values()
    assert len(facts.symbol or "") == tokens.TEXT_LIMIT
    node = Hostile(encode(["bytes"], [b"A\xff"]), bundled=False)
    assert describe(node, ["0x" + "11" * 20]).facts["0x" + "11" * 20].symbol == "A\ufffd"


def test_replies_come_in_the_order_of_the_questions_over_several_bundles(
    anvil: Anvil, node: Direct
) -> None:
    contract = anvil.deploy(token("A", decimals=3)).lower()
    decimals, nothing = bytes.fromhex("313ce567"), bytes.fromhex("deadbeef")
    asked = [Asking(contract, nothing if i == 240 else decimals) for i in range(250)]
    replies = ask_contracts(node, asked)
    assert [data is None for data in replies.data].index(True) == 240
    assert replies.data[249] == (3).to_bytes(32)
