"""Sets that differ only in how their members deal with each other are told apart."""

import numpy as np
import pytest

from gnn.dataset import Normaliser, spread
from gnn.features import account_features, transfer_features
from gnn.metrics import pr_auc
from gnn.recipe import Backbone, Recipe
from gnn.set_training import SetTask, fit_sets
from investigator.graph.subgraph import Subgraph


def rings_and_stars(count: int, seed: int) -> SetTask:
    """Sets of five with five transfers: a ring is suspicious, a star with a repeated spoke is not."""
    rng = np.random.default_rng(seed)
    label = (np.arange(count) % 3 == 0).astype(np.int8)
    src, dst = [], []
    for number, ring in enumerate(label):
        members = 5 * number + rng.permutation(5)
        pairs = [(k, (k + 1) % 5) for k in range(5)] if ring else [(0, 1), (0, 2), (0, 3), (0, 4), (0, 1)]
        src += [members[a] for a, _ in pairs]
        dst += [members[b] for _, b in pairs]
    rows = np.arange(len(src), dtype=np.int64)
    graph = Subgraph(
        np.arange(5 * count, dtype=np.int32), np.array(src, np.int32), np.array(dst, np.int32),
        np.ones(rows.size), np.zeros(rows.size, np.int32), np.zeros(rows.size, np.int64), rows,
    )  # fmt: skip
    part = rng.permutation(np.repeat([0, 1, 2], [count // 2, count // 4, count - count // 2 - count // 4]))
    of = np.repeat(np.arange(count), 5)
    return SetTask(
        graph, account_features(graph), transfer_features(graph), of, label, part.astype(np.int8)
    )


@pytest.mark.parametrize("backbone", ["pna", "sign"])
def test_rings_are_told_from_stars(backbone: Backbone) -> None:
    task = rings_and_stars(80, 0)
    normaliser = Normaliser(spread([task.x]), spread([task.e]))
    found = fit_sets(task, normaliser, Recipe(hidden=8, layers=2, epochs=30, rate=1e-2, backbone=backbone))
    test = task.part == 2
    assert found.shape == (80,)
    assert pr_auc(task.label[test], found[test]) > 0.95
