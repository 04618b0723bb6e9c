"""Mixers and bridges: candidates, never one answer."""

from __future__ import annotations

from investigator.graph.patterns.crossings import BridgeHop, MixerWithdrawal
from investigator.graph.patterns.finding import Surroundings
from tests.investigator.graph.patterns.told import DAY, HOUR, seen, world

MIXER = 9
AROUND = Surroundings(mixers=frozenset({MIXER, 999}))


def test_all_deposits_that_may_have_paid() -> None:
    rows = [
        (1, MIXER, 10.0, 0),
        (2, MIXER, 10.0, 5),
        (2, MIXER, 10.1, 6),
        (3, MIXER, 1.0, 7),
        (MIXER, 4, 10.0, 9),
    ]
    (found,) = seen(MixerWithdrawal(), world([*rows, (5, MIXER, 10.0, 20)]), AROUND)
    assert found.accounts == (4, MIXER, 1, 2)
    assert found.transfers == (0, 1, 2, 4)
    assert found.reason == "3 deposits by 2 accounts may have paid for it (anonymity set 2)."
    assert found.strength == 0.5


def test_large_sets_are_cut_and_counted() -> None:
    rows = [(i, MIXER, 10.0, i) for i in range(1, 8)]
    (found,) = seen(MixerWithdrawal(shown=3), world([*rows, (MIXER, 20, 10.0, 90)]), AROUND)
    assert found.accounts == (20, MIXER, 5, 6, 7)
    assert "anonymity set 7" in found.reason


def test_nobody_may_have_paid() -> None:
    assert seen(MixerWithdrawal(), world([(MIXER, 4, 10.0, 0), (1, MIXER, 10.0, 5)]), AROUND) == []
    assert (
        seen(MixerWithdrawal(days=1), world([(1, MIXER, 10.0, 0), (MIXER, 4, 10.0, 2 * DAY)]), AROUND) == []
    )
    assert seen(MixerWithdrawal(), world([(1, MIXER, 10.0, 0), (MIXER, 1, 10.0, 5)])) == []


def test_the_receiver_among_the_payers_is_said() -> None:
    (found,) = seen(MixerWithdrawal(), world([(1, MIXER, 10.0, 0), (MIXER, 1, 10.0, 5)]), AROUND)
    assert found.reason.endswith("The receiver is among those who paid in.")


ADDRESSES = {1: "0xaa", 2: "0xaa", 3: "0xbb"}
BRIDGED = Surroundings(
    bridges=frozenset({8, 9}),
    symbols={0: "ETH", 1: "ETH"},
    keys={0: "eip155:1/slip44:60", 1: "eip155:10/slip44:60"},
    address=lambda account: ADDRESSES.get(account, str(account)),
)


def test_into_a_bridge_and_out_on_another_chain() -> None:
    rows = [(1, 8, 5.0, 0, 0), (9, 3, 4.99, HOUR, 1), (8, 3, 5.0, HOUR, 0), (9, 3, 4.0, HOUR, 1)]
    (found,) = seen(BridgeHop(), world(rows), BRIDGED)
    assert found.accounts == (1, 3)
    assert found.transfers == (0, 1)
    assert found.strength == 0.5
    (same,) = seen(BridgeHop(), world([rows[0], (9, 2, 4.99, HOUR, 1)]), BRIDGED)
    assert same.accounts == (1, 2)
    assert same.strength == 1.0
    assert seen(BridgeHop(), world([rows[0], (9, 3, 4.99, 9 * HOUR, 1)]), BRIDGED) == []
