from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from investigator.graph.grouped import grouped
from tests.makers import graph


def test_accounts_of_an_entity_stand_together_and_apart_from_others() -> None:
    draw = np.random.default_rng(2)
    pairs = [(int(a), int(b)) for a, b in draw.integers(0, 60, (150, 2))]
    group = np.repeat([0, 1, 2, -1], 15).astype(np.int32)
    places = grouped(graph(pairs, 60), group)
    near = cKDTree(places).query(places[:45], k=3)[1]
    assert (group[near] == group[:45, None]).all()


def test_without_entities_it_is_a_layout_by_forces() -> None:
    places = grouped(graph([(0, 1), (1, 2), (2, 3)], 4), np.full(4, -1, np.int32))
    assert np.linalg.norm(places[0] - places[3]) > np.linalg.norm(places[0] - places[1])
