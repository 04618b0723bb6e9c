from __future__ import annotations

from decimal import Decimal

import pytest

from investigator.cases.case import Case
from investigator.chain.pull.judging import HopOptions, Stop, busy, free
from investigator.chain.pull.looking import Seen, Sight
from investigator.data.queries.hops import Dealing
from investigator.records import Address
from tests.makers import put

A, B = (Address(f"eip155:1:0x{letter * 40}") for letter in "ab")
COIN = "eip155:1/slip44:60"


def test_a_node_tells_contracts_and_busy_accounts() -> None:
    sight = Sight({A: Seen(True, 99), B: Seen(False, 99)})
    assert busy([A, B], sight, HopOptions(sent=98)) == {
        A: Stop("contract", "it has code"),
        B: Stop("budget", "it has sent 99 transactions, more than 98"),
    }
    assert busy([A, B], Sight(), HopOptions(sent=98)) == {}


@pytest.mark.parametrize(
    ("amount", "decimals", "stops"),
    [(10**18, 18, False), (10**18 - 1, 18, True), (2**256 - 1, 18, False), (10**30, None, True)],
)
def test_what_passed_is_measured_in_whole_units(amount: int, decimals: int | None, stops: bool) -> None:
    with Case.create(None) as case:
        put(case.store, [], [A, B], [(COIN, "ETH", decimals)])
        deals = {B: [Dealing(A, B, COIN, "ETH", decimals, amount, 1)]}
        found = free(case.store, deals, 1, HopOptions(hops=2, least=Decimal(1)))
        assert (B in found) is stops
