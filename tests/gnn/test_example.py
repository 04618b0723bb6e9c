"""An example fits its graph, or is no example."""

from __future__ import annotations

import numpy as np
import pytest

from gnn.example import Example, counts
from investigator.graph.subgraph import Subgraph

NONE = np.empty(0, np.int32)
GRAPH = Subgraph(
    np.arange(4, dtype=np.int32),
    NONE,
    NONE,
    np.empty(0),
    NONE,
    np.empty(0, np.int64),
    np.empty(0, np.int64),
)


def test_labels_are_counted_by_what_they_say() -> None:
    one = Example(GRAPH, np.array([1, 0, -1, -1], np.int8))
    other = Example(GRAPH, np.array([0, 0, 0, 1], np.int8), np.zeros(4, np.int32))
    assert counts((one, other)) == {"illicit": 2, "licit": 4, "unknown": 2}
    assert counts(()) == {"illicit": 0, "licit": 0, "unknown": 0}


@pytest.mark.parametrize(
    "labels, groups",
    [([1, 0, -1], []), ([1, 0, -1, 2], []), ([1, 0, -1, -2], []), ([1, 0, 0, 0], [1, 2, 3])],
)
def test_what_does_not_fit_the_graph_is_a_bug(labels: list[int], groups: list[int]) -> None:
    with pytest.raises(ValueError, match=r"[Ll]abel"):
        Example(GRAPH, np.array(labels, np.int8), np.array(groups, np.int32))
