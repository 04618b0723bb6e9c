from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from investigator.colours import COLOURS
from investigator.look import BY_RISK, MOST_OPEN, PLAIN, Measure, alone, hues, sizes
from tests.makers import graph

NO_RISK = np.full(3, np.nan, np.float32)


@pytest.mark.parametrize(
    "measure, order",
    [
        ("transfers", [1, 0, 2]),
        ("counterparties", [1, 2, 0]),
        ("received", [1, 2, 0]),
        ("sent", [0, 1, 2]),
        ("balance", [1, 2, 0]),
    ],
)
def test_the_measure_decides_who_is_large(measure: Measure, order: list[int]) -> None:
    some = replace(graph([(0, 1), (0, 1), (0, 1), (1, 2)], 3), amount=np.array([5.0, 5.0, 5.0, 3.0]))
    size = sizes(some, measure, NO_RISK)
    assert size.max() == 1
    assert size[order[0]] == 1
    assert size[order[0]] >= size[order[1]] >= size[order[2]] >= 0


def test_amounts_of_different_assets_are_not_added_up() -> None:
    """A million of a worthless token weighs no more than all that moves of a dear one."""
    some = replace(
        graph([(0, 1), (0, 2)], 3), amount=np.array([1e6, 2.0]), asset=np.array([0, 1], np.int32)
    )
    size = sizes(some, "received", NO_RISK)
    assert size[1] == size[2] == 1


def test_scores_are_sizes_as_they_are() -> None:
    assert sizes(graph([(0, 1)], 3), "score", np.array([0.25, np.nan, 1], np.float32)).tolist() == [
        0.25,
        0,
        1,
    ]


def test_the_most_frequent_names_get_the_colours() -> None:
    names = ["exchange", "", "exchange", "mixer", *(f"other {i}" for i in range(9))]
    tints, meaning = hues(names)
    assert meaning[0] == ("exchange", next(iter(COLOURS.values())))
    assert len(meaning) == len(COLOURS)
    assert tints[0] == tints[2] == meaning[0][1]
    assert tints[1] == PLAIN
    assert PLAIN in tints[3:]
    assert BY_RISK not in tints


def test_an_open_pair_shows_its_largest_transfers_one_by_one() -> None:
    many = MOST_OPEN + 5
    some = graph([(0, 1)] * many + [(1, 0)], 2)
    some = replace(some, amount=np.arange(some.size, dtype=float), accounts=np.array([4, 9], np.int32))
    single = alone(some, frozenset({(4, 9), (1, 2)}))
    assert single.tolist() == [False] * 5 + [True] * MOST_OPEN + [False]
