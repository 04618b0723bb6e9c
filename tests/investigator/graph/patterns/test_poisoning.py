"""Address poisoning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from investigator.graph.patterns.finding import Surroundings
from investigator.graph.patterns.poisoning import Poisoning
from tests.investigator.graph.patterns.told import DAY, HOUR, seen, world

REAL, FAKE, VICTIM, OTHER = 0, 1, 2, 3
ADDRESSES = [
    "0xabcd" + "1" * 32 + "9876",
    "0xabcd" + "2" * 32 + "9876",
    "0x" + "3" * 40,
    "0xab" + "4" * 34 + "9876",
]
AROUND = Surroundings(
    address=lambda account: ADDRESSES[account],
    symbols={0: "USDT", 1: "USDT"},
    keys={0: "eip155:1/erc20:0x1", 1: "eip155:1/erc20:0x2"},
)
PAID = [(VICTIM, REAL, 1_000.0, 0), (VICTIM, REAL, 1_000.0, 10)]


def found(*rows: tuple[int, ...]) -> list[str]:
    return [one.reason for one in seen(Poisoning(), world([*PAID, *rows], accounts=4), AROUND)]  # type: ignore[list-item]


@pytest.mark.parametrize(
    ("row", "kind"),
    [
        ((VICTIM, FAKE, 0.0, HOUR), "a zero value transfer"),
        ((FAKE, VICTIM, 0.001, HOUR), "a dust transfer"),
        ((VICTIM, FAKE, 1_000.0, HOUR, 1), "a counterfeit transfer"),
        ((VICTIM, FAKE, 500.0, HOUR), "a payoff"),
    ],
)
def test_a_look_alike_is_slipped_in(row: tuple[int, ...], kind: str) -> None:
    (reason,) = found(row)
    assert (
        reason == f"{kind} with an address whose first 4 and last 4 digits are those of a real counterparty"
    )


def test_the_finding_names_victim_look_alike_and_the_real_one() -> None:
    rows = [*PAID, (VICTIM, FAKE, 0.0, HOUR), (VICTIM, FAKE, 900.0, 2 * HOUR)]
    (one,) = seen(Poisoning(), world(rows, accounts=4), AROUND)
    assert one.accounts == (VICTIM, FAKE, REAL)
    assert one.transfers == (2, 3)
    assert one.reason.startswith("a zero value transfer and a payoff")
    assert one.strength == 0.75


@pytest.mark.parametrize(
    "row",
    [
        (VICTIM, OTHER, 0.0, HOUR),
        (VICTIM, FAKE, 0.0, 40 * DAY),
        (OTHER, FAKE, 0.0, HOUR),
        (VICTIM, REAL, 0.0, HOUR),
    ],
    ids=["too few digits", "long after", "not one's counterparty", "the real one"],
)
def test_what_is_none(row: tuple[int, ...]) -> None:
    assert found(row) == []


def test_nobody_was_paid_before() -> None:
    rows = [(VICTIM, FAKE, 0.0, 0), (VICTIM, REAL, 1_000.0, 1), (VICTIM, REAL, 1_000.0, 2)]
    assert seen(Poisoning(), world(rows, accounts=4), AROUND) == []
    plain = replace(AROUND, address=str)
    assert seen(Poisoning(), world([*PAID, (VICTIM, FAKE, 0.0, HOUR)], accounts=4), plain) == []
