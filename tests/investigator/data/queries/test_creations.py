"""Contracts that transactions created, on a real node."""

from __future__ import annotations

from investigator.cases.case import Case
from investigator.data.queries import accounts
from investigator.data.queries.creations import creations, times
from investigator.operations.acquiring import PullOptions, pull
from tests.nodes.anvil import Anvil

REFUSES = "0x60006000fd"


def test_creations_that_succeeded(anvil: Anvil) -> None:
    made = anvil.deploy("0x600060005360016000f3")
    anvil.send(data=REFUSES, gas=200_000)
    anvil.send(to=anvil.accounts[1], value=1)
    with Case.create(None) as case:
        pull(case, anvil.uri, [], PullOptions(first="0", last="latest"))
        (found,) = creations(case.store)
        creator, created = accounts.addresses(case.store, [found.creator, found.created])
        assert creator.endswith(anvil.accounts[0].lower())
        assert created.endswith(made.lower())
        assert times(case.store, [found.tx_hash, "0x00"]) == {found.tx_hash: found.time}
        assert times(case.store, []) == {}
