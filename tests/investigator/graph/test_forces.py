from __future__ import annotations

import numpy as np
import pytest

from investigator.graph.forces import masses, pulls, simulate
from investigator.graph.pairs import ties
from investigator.progress import Cancelled
from tests.makers import graph


def test_hubs_weigh_more() -> None:
    assert masses(ties(graph([(0, 1), (0, 2)], 4)), 4).tolist() == [3, 2, 2, 1]


def test_pulls_are_one_on_average_and_flatten_what_is_strong() -> None:
    pull = pulls(ties(graph([(0, 1), (1, 2)], 3, [1, 1e9])))
    assert pull.mean() == pytest.approx(1)
    assert pull[1] < 20 * pull[0]
    assert pulls(ties(graph([], 3))).size == 0


def test_a_pair_comes_to_rest_where_the_forces_balance() -> None:
    links = ties(graph([(0, 1)], 2))
    places = simulate(links, np.array([[-50.0, 0.0], [50.0, 0.0]]), 400, gravity=0.0)
    # pull 1 * d = push 2 * 2 * 2 / d
    assert np.hypot(*(places[0] - places[1])) == pytest.approx(np.sqrt(8), rel=0.02)


def test_the_fixed_stay_and_what_was_given_is_not_written_to() -> None:
    start = np.array([[0.0, 0.0], [500.0, 0.0]])
    places = simulate(ties(graph([(0, 1)], 2)), start, 50, fixed=np.array([True, False]))
    assert places[0].tolist() == [0, 0]
    assert places[1, 0] < 500
    assert start[1, 0] == 500


def test_frames_and_cancelling() -> None:
    seen: list[np.ndarray] = []
    links, start = ties(graph([(0, 1)], 2)), np.array([[0.0, 0.0], [500.0, 0.0]])
    simulate(links, start, 100, frame=seen.append)
    assert 3 < len(seen) <= 26

    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        simulate(links, start, 100, tick=stop)
