from __future__ import annotations

import numpy as np
import pytest

from investigator.records import Scores
from tests.makers import graph
from ui.narrowing import narrowed
from ui.query import Query

GRAPH = graph([(0, 1), (2, 1), (2, 3)], 5)
VALUES = np.array([0.1, 0.2, 0.3, 0.9, 0.9])
SCORES = Scores(
    np.arange(5, dtype=np.int32),
    VALUES,
    VALUES,
    np.array([0, 0, 0, 0, 1], np.bool_),
    ((),) * 5,
    "m",
    "h",
    "i",
)


@pytest.mark.parametrize(
    "query, left",
    [
        (Query(), [0, 1, 2, 3, 4]),
        (Query(hops=0), [0]),
        (Query(hops=2), [0, 1, 2]),
        (Query(hops=9), [0, 1, 2, 3]),
        (Query(risk=0.5), [0, 3]),
    ],
)
def test_hops_and_risk_take_away_but_never_the_seeds(query: Query, left: list[int]) -> None:
    assert narrowed(GRAPH, np.array([0], np.int32), query, SCORES).accounts.tolist() == left


def test_without_scores_nothing_is_risky() -> None:
    assert narrowed(GRAPH, np.array([2], np.int32), Query(risk=0.5), None).accounts.tolist() == [2]
