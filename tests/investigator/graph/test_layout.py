"""The layout by forces."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from investigator.graph.layout import GAP, force
from investigator.graph.subgraph import Subgraph
from investigator.progress import Cancelled
from tests.makers import graph

STAR = [(0, i) for i in range(1, 9)]


def nearest(places: np.ndarray) -> float:
    return float(cKDTree(places).query(places, k=2)[0][:, 1].min())


def planted(groups: int, size: int) -> tuple[Subgraph, np.ndarray]:
    draw = np.random.default_rng(3)
    group = np.repeat(np.arange(groups), size)
    src = np.repeat(np.arange(groups * size), 3)
    dst = np.where(
        draw.random(src.size) < 0.9,
        group[src] * size + draw.integers(0, size, src.size),
        draw.integers(0, groups * size, src.size),
    )
    return graph(list(zip(src.tolist(), dst.tolist(), strict=True)), groups * size), group


edges = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=60)


@given(edges, st.integers(1, 20))
def test_places_are_finite_apart_and_the_same_again(pairs: list[tuple[int, int]], accounts: int) -> None:
    made = graph([(a % accounts, b % accounts) for a, b in pairs], accounts)
    places = force(made, seed=5)
    assert places.shape == (accounts, 2)
    assert places.dtype == np.float32
    assert np.isfinite(places).all()
    assert accounts == 1 or nearest(places) > GAP * 0.95
    assert np.array_equal(places, force(made, seed=5))


def test_no_accounts_no_places() -> None:
    assert force(graph([], 0)).shape == (0, 2)


def test_neighbours_stand_nearer_than_strangers() -> None:
    places = force(graph([(i, i + 1) for i in range(11)], 12))
    far = np.hypot(*(places[:, None] - places).transpose(2, 0, 1))
    assert all(far[i, i + 1] < far[i, (i + 6) % 12] for i in range(11))


def test_money_runs_to_the_right() -> None:
    forth = force(graph([(i, i + 1) for i in range(6)], 7))
    back = force(graph([(i + 1, i) for i in range(6)], 7))
    assert forth[0, 0] < forth[6, 0]
    assert back[0, 0] > back[6, 0]
    assert np.ptp(forth[:, 0]) > np.ptp(forth[:, 1])
    pair = force(graph([(1, 0)], 2))
    assert pair[1, 0] < pair[0, 0]


def test_communities_are_islands() -> None:
    made, group = planted(6, 60)
    places = force(made)
    _, near = cKDTree(places).query(places, k=11)
    assert np.mean(group[near[:, 1:]] == group[:, None]) > 0.9
    assert nearest(places) > GAP * 0.95


def test_parts_lie_side_by_side_the_crumbs_beneath() -> None:
    made = graph([*((i, (i + 1) % 20) for i in range(20)), (20, 21)], 30)
    places = force(made)
    ring, others = places[:20], places[20:]
    assert others[:, 1].min() > ring[:, 1].max()
    assert len(set(places[20:, 1].tolist())) <= 3


def test_what_is_pinned_stays() -> None:
    made = graph(STAR, 9)
    first = force(made)
    pinned = np.zeros(9, np.bool_)
    pinned[[0, 3]] = True
    start = first.copy()
    start[0] = 500, -300
    start[5] = np.nan
    places = force(made, start=start, pinned=pinned)
    assert np.array_equal(places[pinned], start[pinned])
    assert np.isfinite(places).all()
    assert nearest(places) > GAP * 0.95
    assert np.array_equal(places, force(made, start=start, pinned=pinned))
    assert start[5, 0] != start[5, 0], "what was given is not written to"


def test_a_newcomer_settles_beside_those_it_deals_with() -> None:
    made = graph([(i, i + 1) for i in range(9)], 10)
    start = force(made)
    start[9] = np.nan
    pinned = np.arange(10) < 9
    places = force(made, start=start, pinned=pinned)
    far = np.hypot(*(places[9] - places[:9]).T)
    assert far.argmin() == 8
    assert far[8] < 4 * np.hypot(*(start[8] - start[7]))


def test_going_on_keeps_the_drawing_recognisable() -> None:
    made = graph([(i, i + 1) for i in range(19)], 20)
    first = force(made)
    again = force(made, start=first)
    assert np.hypot(*(again - first).T).mean() < 0.35 * np.ptp(first[:, 0])


def test_going_on_from_nothing_and_with_everybody_pinned() -> None:
    made = graph(STAR, 9)
    nowhere = np.full((9, 2), np.nan, np.float32)
    assert nearest(force(made, start=nowhere)) > GAP * 0.95
    first = force(made)
    assert np.array_equal(force(made, start=first, pinned=np.ones(9, np.bool_)), first)


def test_what_does_not_fit() -> None:
    made = graph(STAR, 9)
    with pytest.raises(ValueError, match="pinned only where"):
        force(made, pinned=np.ones(9, np.bool_))
    with pytest.raises(ValueError, match="pinned only where"):
        force(made, start=np.full((9, 2), np.nan, np.float32), pinned=np.ones(9, np.bool_))
    with pytest.raises(ValueError, match="9 accounts"):
        force(made, start=np.zeros((8, 2), np.float32))


def test_frames_are_shown_on_the_way_and_work_can_be_cancelled() -> None:
    frames: list[np.ndarray] = []
    places = force(graph(STAR, 12), on_frame=frames.append)
    assert len(frames) > 3
    assert all(frame.shape == places.shape and np.isfinite(frame).all() for frame in frames)
    start = places.copy()
    start[4] = np.nan
    frames.clear()
    force(graph(STAR, 12), start=start, on_frame=frames.append)
    assert frames

    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        force(graph(STAR, 9), tick=stop)
    with pytest.raises(Cancelled):
        force(graph(STAR, 9), start=places[:9], tick=stop)
