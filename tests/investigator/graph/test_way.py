from __future__ import annotations

import numpy as np
import pytest

from investigator.graph.way import way
from tests.makers import graph

GRAPH = graph([(0, 1), (1, 2), (0, 1), (3, 2), (2, 1), (4, 5)], 6)


@pytest.mark.parametrize(
    "start, goal, rows",
    [
        ([0], 2, [0, 1, 2]),  # along the transfers, without what went back
        ([2], 0, [0, 1, 2]),  # no way along them: against them, as the money came
        ([0], 3, [0, 1, 2, 3, 4]),  # neither: in any direction
        ([0], 5, []),
        ([0], 0, []),
        ([0, 3], 2, [3]),  # from the nearest
    ],
)
def test_the_shortest_way(start: list[int], goal: int, rows: list[int]) -> None:
    found = way(GRAPH, np.array(start, np.int64), goal)
    assert sorted(found.tolist()) == sorted(GRAPH.transfer[rows].tolist())
