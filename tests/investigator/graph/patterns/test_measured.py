"""Every figure stands beside a pattern that there is."""

from __future__ import annotations

from investigator.graph.patterns.catalogue import catalogue
from investigator.graph.patterns.measured import MEASURED, UNMEASURED, measured
from investigator.operations.patterns import about


def test_figures_belong_to_patterns_and_the_rest_says_that_there_are_none() -> None:
    names = {pattern.name for pattern in catalogue()}
    assert set(MEASURED) <= names
    told = {one["pattern"]: one for one in about()}
    assert set(told) == names
    for name, one in told.items():
        assert one["measured"] == measured(name)
        assert (one["measured"] == UNMEASURED) == (name not in MEASURED)
        assert one["ordinary"]
        assert one["version"]
    assert told["fan-in"]["parameters"]["others"] == 5
