"""Every layout, by name."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal
from scipy.spatial import cKDTree

from investigator.graph.layouts import KINDS, Kind, arrange, go_on
from investigator.progress import Cancelled
from tests.makers import graph

edges = st.lists(st.tuples(st.integers(0, 23), st.integers(0, 23)), max_size=70)
ROOTS = np.array([0], np.int32)


def nearest(places: np.ndarray) -> float:
    return float(cKDTree(places).query(places, k=2)[0][:, 1].min())


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15)
@given(pairs=edges, accounts=st.integers(2, 24))
def test_places_are_finite_apart_and_the_same_again(
    kind: Kind, pairs: list[tuple[int, int]], accounts: int
) -> None:
    made = graph([(a % accounts, b % accounts) for a, b in pairs], accounts)
    group = np.arange(accounts, dtype=np.int32) % 5 - 1
    places = arrange(kind, made, ROOTS, group)
    assert np.isfinite(places).all()
    assert nearest(places) > 10
    assert_array_equal(places, arrange(kind, made, ROOTS, group))


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=15)
@given(pairs=edges, accounts=st.integers(2, 24), known=st.sets(st.integers(0, 23), min_size=1))
def test_what_stands_stays_and_newcomers_find_room(
    kind: Kind, pairs: list[tuple[int, int]], accounts: int, known: set[int]
) -> None:
    made = graph([(a % accounts, b % accounts) for a, b in pairs], accounts)
    places = arrange(kind, made, ROOTS)
    stands = np.isin(np.arange(accounts), [one % accounts for one in known])
    start = np.where(stands[:, None], places, np.nan).astype(np.float32)
    after = go_on(kind, made, start)
    assert_array_equal(after[stands], places[stands])
    assert np.isfinite(after).all()
    assert nearest(after) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_chart_and_one_account(kind: Kind) -> None:
    assert arrange(kind, graph([], 0), ROOTS).shape == (0, 2)
    assert np.isfinite(arrange(kind, graph([], 1), ROOTS)).all()


@pytest.mark.parametrize("kind", KINDS)
def test_each_can_be_stopped(kind: Kind) -> None:
    def stop(_done: int, _total: int | None = None, _note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        arrange(kind, graph([(0, 1), (1, 2), (2, 3)], 4), ROOTS, tick=stop)


@pytest.mark.parametrize("kind", ["force", "entity"])
def test_those_by_forces_show_what_they_are_at(kind: Kind) -> None:
    seen: list[np.ndarray] = []
    made = graph([(i, i + 1) for i in range(30)], 31)
    arrange(kind, made, ROOTS, on_frame=seen.append)
    assert len(seen) > 3
    assert all(frame.shape == (31, 2) and np.isfinite(frame).all() for frame in seen)
