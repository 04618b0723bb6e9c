from __future__ import annotations

import numpy as np
import pytest

from investigator.graph import starts
from investigator.graph.pairs import ties
from tests.makers import graph


def test_a_chain_is_spread_along_one_axis_in_its_order() -> None:
    links = ties(graph([(i, i + 1) for i in range(19)], 20))
    along = starts.spread(links, 20, 0)[:, 0]
    inner = np.diff(along)[2:-2]
    assert (inner > 0).all() or (inner < 0).all()
    assert not np.array_equal(along, starts.spread(links, 20, 1)[:, 0])


@pytest.mark.parametrize("order", [0, 1, 2, 5])
def test_without_ties_there_are_places_all_the_same(order: int) -> None:
    places = starts.spread(ties(graph([], order)), order, 0)
    assert places.shape == (order, 2)
    assert np.isfinite(places).all()


def test_parts_that_are_not_connected() -> None:
    places = starts.spread(ties(graph([(0, 1), (1, 2), (3, 4)], 6)), 6, 0)
    assert np.isfinite(places).all()


def test_a_disc_is_round_and_even() -> None:
    places = starts.disc(200)
    assert np.hypot(*places.T).max() <= np.sqrt(200)
    far = np.hypot(*(places[:, None] - places).transpose(2, 0, 1)) + np.eye(200) * 9
    assert far.min() > 1
    assert starts.disc(0).shape == (0, 2)


def test_a_quotient_adds_up_what_lies_between_groups() -> None:
    links = ties(graph([(0, 1), (0, 2), (1, 3), (2, 3)], 4))
    found = starts.quotient(links, np.array([0, 0, 1, 1], np.int32))
    assert (found.low.tolist(), found.high.tolist()) == ([0], [1])
    assert found.weight[0] == pytest.approx(2 * links.weight[0])


def test_newcomers_stand_beside_those_they_are_tied_to() -> None:
    links = ties(graph([(0, 1), (1, 2)], 5))
    known = np.full((5, 2), np.nan)
    known[0] = 1000, 500
    places = starts.beside(known, links, 10)
    assert np.allclose(np.hypot(*(places[1] - places[0])), 10)
    assert np.allclose(np.hypot(*(places[2] - places[1])), 10)
    assert (places[3:, 1] > 500).all()
    assert len({tuple(place) for place in places.tolist()}) == 5


def test_newcomers_alone() -> None:
    places = starts.beside(np.full((3, 2), np.nan), ties(graph([(0, 1)], 3)), 10)
    assert len({tuple(place) for place in places.tolist()}) == 3
    assert np.isfinite(places).all()
