"""Pulls from a real node on which everything happened: complete where all was told, and short by what was hidden."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from investigator.address import short
from investigator.cases.case import Case
from investigator.cases.completeness import Certificate
from investigator.cases.verify import verify
from investigator.operations.acquiring import PullOptions, pull
from investigator.operations.certifying import certify
from tests.nodes.anvil import Anvil
from tests.nodes.proxy import proxied
from tests.nodes.scenario import Moved, held, play

NAMES = ("a", "b", "c", "d", "purse", "other")
NOT_NEEDED = "second provider"


class World:
    """A node, all that moved on it, and who took part."""

    def __init__(self, node: Anvil) -> None:
        self.node = node
        self.moved: list[Moved] = []
        node.mine(3)
        self.who = {name: address.lower() for name, address in play(node, self.moved.append).items()}
        node.mine(8)

    def of(self, *addresses: str) -> list[Moved]:
        """What is known to have moved for these accounts."""
        lower = {one.lower() for one in addresses}
        plain = (
            Moved(
                one.kind,
                one.src.lower(),
                one.dst.lower(),
                one.contract.lower(),
                *(one.amount, one.item, one.ok),
            )
            for one in self.moved
        )
        return sorted(one for one in plain if {one.src, one.dst} & lower)


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with Anvil.started("--slots-in-an-epoch", "1") as node:
        yield World(node)


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with Case.create(tmp_path / "pulled.case") as made:
        yield made


def certified(case: Case, address: str) -> Certificate:
    (found,) = certify(case, [address])
    return found


def failures(found: Certificate) -> dict[str, int | None]:
    return {one.name: one.missing for one in found.checks if one.outcome == "failed"}


def test_all_that_was_sent_is_there_and_proved_complete(world: World, case: Case) -> None:
    pull(case, world.node.uri, [world.who[name] for name in NAMES], PullOptions(last="final"))
    assert held(case.store) == world.of(*world.who.values())
    for name in NAMES:
        found = certified(case, world.who[name])
        unproven = {one.name: one.sentence for one in found.checks if one.outcome != "passed"}
        assert unproven.keys() == {NOT_NEEDED}, (name, unproven)
        assert found.outcome == "complete"
    assert verify(case.store) == []


def test_a_second_provider_that_agrees_completes_it(world: World, case: Case) -> None:
    me = world.who["b"]
    with proxied(world.node, lambda _, result: result) as other:
        pull(case, world.node.uri, [me], PullOptions(last="final", second=other))
    assert {one.outcome for one in certified(case, me).checks} == {"passed"}


@pytest.mark.parametrize(
    "victim, amount", [("c", 333), ("d", 667), ("b", 900), ("d", 500)], ids=["part", "rest", "on", "death"]
)
def test_an_internal_transfer_that_the_node_hides_is_missed(
    world: World, case: Case, victim: str, amount: int
) -> None:
    me = world.who[victim]

    def hidden(trace: dict[str, Any]) -> bool:
        action = trace["action"]
        to, value = (
            action.get("to") or action.get("refundAddress"),
            action.get("value") or action.get("balance"),
        )
        return bool(trace["traceAddress"]) and to == me and int(value, 16) == amount

    def without(method: str, result: Any) -> Any:
        if not method.startswith("trace_") or not isinstance(result, list):
            return result
        return [one for one in result if not hidden(one)]

    with proxied(world.node, without) as uri:
        pull(case, uri, [me], PullOptions(last="final"))
    gone = [
        one for one in world.of(me) if one.kind == "internal" and one.amount == amount and one.dst == me
    ]
    assert len(gone) == 1
    assert held(case.store) == [one for one in world.of(me) if one not in gone]
    found = certified(case, me)
    assert found.outcome == "failed"
    assert failures(found) == {"native balance": amount}
    (check,) = (one for one in found.checks if one.name == "native balance")
    assert f"{amount:018d}".rstrip("0") in check.sentence.replace(",", "")
    assert short(found.address) == me


def test_a_token_transfer_that_the_node_hides_is_missed(world: World, case: Case) -> None:
    me = world.who["b"]

    def without(method: str, result: Any) -> Any:
        if method != "eth_getLogs":
            return result
        return [
            one for one in result if not (len(one["topics"]) == 3 and int(one["data"] or "0x0", 16) == 150)
        ]

    with proxied(world.node, without) as uri:
        pull(case, uri, [me], PullOptions(last="final"))
    assert failures(certified(case, me)) == {"balance of TKN": -150}
