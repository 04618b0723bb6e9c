"""Rings of one amount, in any order of time."""

from __future__ import annotations

from investigator.graph.patterns.finding import Surroundings
from investigator.graph.patterns.rings import Ring
from tests.investigator.graph.patterns.told import DAY, seen, world

ROUND = [(4, 7, 16.43, 9), (2, 4, 16.43, 5), (7, 2, 16.43, 1), (2, 4, 16.43, 6)]


def test_one_amount_round_a_circle() -> None:
    (found,) = seen(Ring(), world(ROUND))
    assert found.accounts == (2, 4, 7)
    assert found.transfers == (2, 1, 3, 0)
    assert found.reason == "3 accounts passed one amount round in 4 transfers within 8 seconds"


def test_what_is_none() -> None:
    assert seen(Ring(), world([(4, 7, 16.43, 9), (2, 4, 16.5, 5), (7, 2, 16.43, 1)])) == []
    assert seen(Ring(), world([(4, 7, 1.0, 9), (2, 4, 1.0, 5), (7, 2, 1.0, 1, 1)])) == []
    assert seen(Ring(), world([(4, 7, 0.0, 9), (2, 4, 0.0, 5), (7, 2, 0.0, 1)])) == []
    assert seen(Ring(), world([(1, 2, 1.0, 1), (2, 1, 1.0, 2), (2, 1, 1.0, 3)])) == []
    assert seen(Ring(), world([*ROUND[:2], (7, 2, 16.43, 400 * DAY)])) == []
    assert seen(Ring(), world(ROUND), Surroundings(services=frozenset({4}))) == []
    assert seen(Ring(crowd=3), world(ROUND)) == []
