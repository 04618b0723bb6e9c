"""What to label next: unsure, exposed, and unlike what is known; the same list for the same case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from gnn.annotations.triage import Ground, ground, worklist
from investigator.records import Scores
from tests.makers import graph

EDGES = [(0, 1), (1, 2), (2, 3), (3, 0), (4, 5), (5, 4), (6, 0), (6, 1), (6, 2)]


def scores(calibrated: list[float] | NDArray[np.float64], abstained: list[int] | None = None) -> Scores:
    values = np.asarray(calibrated, np.float64)
    held = np.isin(np.arange(values.size), abstained or [])
    none = ((),) * values.size
    return Scores(np.arange(values.size, dtype=np.int32), values, values, held, none, "m", "h", "i")


def made(calibrated: list[float], abstained: list[int] | None = None) -> Ground:
    return ground(graph(EDGES, 8), scores([*calibrated, *[0.0] * (8 - len(calibrated))], abstained))


def test_the_unsure_come_before_the_sure_and_abstention_counts() -> None:
    some = made([0.5, 0.01, 0.99, 0.3, 0.02, 0.02], [4])
    assert some.uncertainty[0] == pytest.approx(1.0)
    assert some.uncertainty[1] == pytest.approx(some.uncertainty[2])
    assert some.uncertainty[4] > some.uncertainty[5]
    order = [pick.account for pick in worklist(some, (), limit=99)]
    assert order.index(3) < order.index(1)
    assert order.index(4) < order.index(5)


def test_an_account_that_moves_nothing_is_not_offered() -> None:
    found = worklist(made([0.5] * 8), (), limit=99)
    assert sorted(pick.account for pick in found) == [0, 1, 2, 3, 4, 5, 6]


def test_what_is_labelled_or_skipped_is_not_offered() -> None:
    found = worklist(made([0.5] * 8), {0: True, 1: None}, limit=99, skipped={2})
    assert sorted(pick.account for pick in found) == [3, 4, 5, 6]


def test_suspicious_counterparties_expose_and_are_told() -> None:
    some = made([0.4, 0.9, 0.9, 0.0, 0.4, 0.0, 0.9])
    pick = next(one for one in worklist(some, ()) if one.account == 0)
    assert some.near[0] == pytest.approx(2 / 3)
    assert "2 of 3 counterparties suspicious" in pick.why
    assert "unsure (0.40)" in pick.why


def test_a_twin_of_a_labelled_account_waits() -> None:
    twins = graph([(0, 2), (1, 2), (3, 4), (4, 5), (5, 3)], 6)
    some = ground(twins, scores([0.5] * 6))
    assert worklist(some, {0: True}, limit=99)[-1].account == 1
    assert worklist(some, {0: True}, limit=99)[-1].diversity == 0.0


def test_scores_of_another_graph_are_refused() -> None:
    with pytest.raises(ValueError, match="not those"):
        ground(graph(EDGES, 8), scores([0.5] * 7))


def test_nothing_scored_makes_no_list() -> None:
    assert worklist(ground(graph([], 0), scores([])), ()) == []


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.floats(0, 1), min_size=8, max_size=8),
    st.sets(st.integers(0, 7)),
    st.integers(0, 8),
)
def test_the_list_is_short_fresh_and_the_same_twice(
    calibrated: list[float], labelled: set[int], limit: int
) -> None:
    some = made(calibrated)
    found = worklist(some, labelled, limit)
    assert found == worklist(replace(some), labelled, limit)
    assert len(found) <= limit
    assert not {pick.account for pick in found} & labelled
    assert len({pick.account for pick in found}) == len(found)
    for pick in found:
        assert 0 <= pick.diversity <= 1
        assert 0 < pick.exposure <= 1
        assert pick.worth == pytest.approx(pick.uncertainty * pick.exposure * pick.diversity)
        assert pick.why
