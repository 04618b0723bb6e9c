"""Habits of single accounts."""

from __future__ import annotations

import pytest

from investigator.graph.patterns.finding import Surroundings
from investigator.graph.patterns.habits import Dormant, RoundAmounts, Structuring
from tests.investigator.graph.patterns.told import DAY, HOUR, seen, world

DOLLARS = Surroundings(
    symbols={0: "USDC", 1: "ETH"}, keys={0: "eip155:1/erc20:0x1", 1: "eip155:1/slip44:60"}
)
UNDER = [(0, 1 + i % 2, 9_500.0 + i, i * HOUR) for i in range(4)]


def test_just_below_a_threshold() -> None:
    (found,) = seen(Structuring(), world(UNDER), DOLLARS)
    assert found.accounts == (0, 1, 2)
    assert found.reason == "paid 4 times between 9,000 and 10,000 within 3 hours"


@pytest.mark.parametrize(
    "rows",
    [
        UNDER[:3],
        [(a, b, x, t * 100) for a, b, x, t in UNDER],
        [(a, b, x, t, 1) for a, b, x, t in UNDER],
        [(a, b, 10_000.0, t) for a, b, _, t in UNDER],
        [*UNDER, *[(0, 3, 12_000.0, i) for i in range(4)]],
    ],
    ids=["too few", "too slow", "no money of account", "at the threshold", "as often above it"],
)
def test_what_is_no_structuring(rows: list[tuple[int, int, float, int]]) -> None:
    assert seen(Structuring(), world(rows), DOLLARS) == []


def test_a_ledger_counts_in_its_own_unit() -> None:
    bank = Surroundings(symbols={0: "X"}, keys={0: "bank/X"})
    assert len(seen(Structuring(), world(UNDER), bank)) == 1


def test_round_amounts() -> None:
    rows = [
        (0, i, amount, i) for i, amount in enumerate([50.0, 100.0, 1_200.0, 3_000.0, 0.5, 20.0], start=1)
    ]
    (found,) = seen(RoundAmounts(), world([*rows, (0, 9, 17.31, 9)]))
    assert found.reason == "6 of 7 payments were of round amounts"
    assert seen(RoundAmounts(), world(rows[:5])) == []
    assert seen(RoundAmounts(), world([*rows, (0, 9, 17.31, 9), (0, 9, 171.3, 9)])) == []


def test_a_long_silence() -> None:
    rows = [(1, 0, 9.0, 0), *[(0, 2 + i, 1.0, 200 * DAY + i * HOUR) for i in range(3)]]
    (found,) = seen(Dormant(), world(rows))
    assert found.accounts == (0, 2, 3, 4)
    assert found.reason == "silent for 200 days, then 3 payments within 3 days"
    assert seen(Dormant(), world(rows[:3])) == []
    assert seen(Dormant(silent=300), world(rows)) == []
    assert seen(Dormant(), world(rows), Surroundings(services=frozenset({0}))) == []
