from __future__ import annotations

import numpy as np

from investigator.graph.islands import assembled, centred, islands
from investigator.graph.pairs import ties
from tests.makers import graph


def test_parts_come_largest_first_with_their_own_ties() -> None:
    found = islands(5, ties(graph([(0, 3), (1, 2), (2, 4)], 5)))
    assert [part.members.tolist() for part in found] == [[1, 2, 4], [0, 3]]
    assert (found[0].links.low.tolist(), found[0].links.high.tolist()) == ([0, 1], [1, 2])


def test_they_are_set_side_by_side() -> None:
    parts = islands(4, ties(graph([(0, 1), (2, 3)], 4)))
    places = assembled(4, parts, [np.array([[0.0, 0.0], [9.0, 0.0]])] * 2, 20)
    assert min(np.linalg.norm(places[a] - places[b]) for a in (0, 1) for b in (2, 3)) >= 20


def test_the_middle_is_that_of_the_box() -> None:
    assert centred(np.array([[0.0, 0.0], [4.0, 2.0], [4.0, 2.0]])).tolist() == [[-2, -1], [2, 1], [2, 1]]
