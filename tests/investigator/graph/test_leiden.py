from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from investigator.graph.leiden import groups
from investigator.graph.pairs import ties
from investigator.progress import Cancelled
from tests.investigator.graph.test_layout import planted
from tests.makers import graph


def test_planted_groups_are_found_again() -> None:
    made, group = planted(8, 25)
    found = groups(ties(made), made.order, 2.0)
    same = found[:, None] == found[None, :]
    assert np.mean(same == (group[:, None] == group[None, :])) > 0.97


def test_two_triangles_and_a_loner_and_the_same_again() -> None:
    links = ties(graph([(0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3), (2, 3)], 7))
    found = groups(links, 7, 1.0, seed=3)
    assert found.tolist() == [0, 0, 0, 1, 1, 1, 2]
    assert_array_equal(found, groups(links, 7, 1.0, seed=3))


def test_without_ties_everybody_is_alone() -> None:
    assert groups(ties(graph([], 3)), 3, 1.0).tolist() == [0, 1, 2]


def test_it_can_be_stopped() -> None:
    def stop(_done: int, _total: int | None = None, _note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        groups(ties(graph([(0, 1)], 2)), 2, 1.0, tick=stop)
