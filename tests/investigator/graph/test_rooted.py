from __future__ import annotations

import numpy as np
import pytest

from investigator.graph.pairs import Ties, ties
from investigator.graph.rooted import room, rows, tree
from tests.makers import graph


def tied(pairs: list[tuple[int, int]], accounts: int) -> Ties:
    return ties(graph(pairs, accounts))


def test_levels_are_steps_to_the_nearest_root() -> None:
    found = tree(tied([(0, 1), (1, 2), (3, 2), (3, 4)], 5), 5, np.array([0, 4]))
    assert found.level.tolist() == [0, 1, 2, 1, 0]
    assert found.parent.tolist() == [-1, 0, 1, 4, -1]


def test_the_strongest_tie_upwards_makes_the_parent() -> None:
    links = ties(graph([(0, 1), (0, 2), (1, 3), (2, 3)], 4, [5, 5, 1, 900]))
    assert tree(links, 4, np.array([0])).parent.tolist() == [-1, 0, 0, 2]


def test_without_a_root_the_busiest_is_one() -> None:
    assert tree(tied([(1, 0), (1, 2), (1, 3)], 4), 4, np.empty(0, np.int64)).parent.tolist() == [
        1,
        -1,
        1,
        1,
    ]


def test_parents_stand_over_the_middle_of_their_children() -> None:
    links = tied([(0, 1), (0, 2), (1, 3), (1, 4), (1, 5)], 6)
    slot = room(tree(links, 6, np.array([0])), links).slot
    assert slot[1] == pytest.approx(slot[[3, 4, 5]].mean())
    assert np.diff(np.sort(slot[[3, 4, 5]])).tolist() == [1, 1]


def test_many_leaves_share_slots_but_children_with_children_do_not() -> None:
    pairs = [(0, one) for one in range(1, 101)] + [(1, 101), (2, 102)]
    links = tied(pairs, 103)
    given = room(tree(links, 103, np.array([0])), links)
    assert given.total < 20
    assert given.slot[1] != given.slot[2]
    assert np.unique(given.slot[3:101]).size < 20


def test_siblings_stand_near_those_whom_they_also_deal_with() -> None:
    pairs = [(0, 1), (0, 2), (0, 3), (1, 4), (2, 5), (3, 6), (4, 6)]
    links = tied(pairs, 7)
    slot = room(tree(links, 7, np.array([0])), links).slot
    assert abs(slot[4] - slot[6]) < abs(slot[4] - slot[5]) + abs(slot[5] - slot[6])


def test_rows_hold_those_that_are_far_enough_from_each_other() -> None:
    assert rows(np.array([0.0, 0.0, 0.5, 1.0]), 1.0, 0.0, 0.0, 0.0).tolist() == [0, 1, 2, 0]


def test_around_a_ring_the_last_is_beside_the_first() -> None:
    turn = 2 * np.pi
    assert rows(np.array([0.0, 3.0, turn - 0.1]), 1.0, turn, 1.0, 1.0).tolist() == [0, 0, 1]
