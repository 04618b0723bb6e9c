from __future__ import annotations

from dataclasses import replace

import numpy as np

from investigator.graph.pairs import pairs, strength, ties
from tests.makers import graph


def test_parallel_transfers_become_one_edge_for_each_asset_and_direction() -> None:
    made = graph([(0, 1), (1, 0), (0, 1), (0, 1), (2, 2)], 3, [1, 2, 4, 8, 16])
    found = pairs(replace(made, asset=np.array([0, 0, 0, 1, 0], np.int32)))
    edges = zip(found.src.tolist(), found.dst.tolist(), found.asset.tolist(), strict=True)
    assert list(edges) == [(0, 1, 0), (0, 1, 1), (1, 0, 0), (2, 2, 0)]
    assert found.amount.tolist() == [5, 8, 2, 16]
    assert found.count.tolist() == [2, 1, 1, 1]
    assert found.first.tolist() == [0, 3, 1, 4]
    assert found.last.tolist() == [2, 3, 1, 4]


def test_no_transfers_no_edges() -> None:
    assert pairs(graph([], 2)).src.size == 0


def test_ties_join_both_directions_and_all_assets_and_drop_loops() -> None:
    made = graph([(0, 1), (1, 0), (2, 2), (1, 2)], 3)
    found = ties(made)
    assert (found.low.tolist(), found.high.tolist()) == ([0, 1], [1, 2])
    assert found.weight[0] == 2 * found.weight[1]
    assert ties(graph([], 0)).low.size == 0


def test_strength_does_not_depend_on_the_unit_and_survives_nothing() -> None:
    made = graph([(0, 1), (1, 2), (2, 0)], 3, [1, 2, 3])
    cents = replace(made, amount=made.amount * 100)
    assert np.allclose(strength(pairs(made)), strength(pairs(cents)))
    assert (strength(pairs(graph([(0, 1)], 2, [0]))) > 0).all()
