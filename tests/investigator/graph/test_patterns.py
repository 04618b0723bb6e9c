"""All patterns: named, explained, and quiet about nothing."""

from __future__ import annotations

from investigator.graph.patterns.catalogue import catalogue
from investigator.graph.patterns.finding import Surroundings
from investigator.records import Clock
from tests.investigator.graph.patterns.told import seen, world


def test_every_pattern_has_a_name_a_version_and_an_ordinary_explanation() -> None:
    patterns = catalogue()
    assert len({pattern.name for pattern in patterns}) == len(patterns)
    assert all(pattern.version and pattern.meaning and pattern.ordinary for pattern in patterns)


def test_nothing_is_seen_in_nothing() -> None:
    for pattern in catalogue():
        assert seen(pattern, world([], accounts=0)) == []
        assert seen(pattern, world([(0, 1, 1.0, 0)], accounts=2)) == []


def test_durations_on_each_clock() -> None:
    assert Surroundings().ticks(90) == 90
    assert Surroundings(clock=Clock.BLOCK).ticks(120) == 10
    assert Surroundings(clock=Clock.STEP).ticks(3600) == 1
    assert Surroundings(clock=Clock.BLOCK).lasting(20) == "4 minutes"
    assert Surroundings(clock=Clock.STEP).lasting(1) == "one step"
