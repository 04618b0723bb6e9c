import numpy as np
import pytest
import torch

from gnn.dataset import Measured, measured
from gnn.example import Example
from gnn.grouping import LEAST, Pooled, cluster_scores, fit_clusters, pooled, sets_of
from gnn.metrics import pr_auc
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.set_flows import FLOWS


def test_sets_hold_planted_groups_and_say_how_much_of_them_is_illicit(one: Measured) -> None:
    sets = sets_of(one, "train", 0)
    assert np.array_equal(np.unique(sets.of), np.arange(sets.share.size))
    assert np.bincount(sets.of).min() >= LEAST
    for number in range(3):
        members = sets.member[sets.of == number]
        assert np.unique(one.groups[members]).size == 1, "the first sets are the bare groups"
        assert sets.share[number] == 1.0
    assert {0.0, 1.0} <= set(sets.share)
    assert 0.0 < np.median(sets.share[(sets.share > 0) & (sets.share < 1)]) < 1.0


def test_shares_are_told_from_accounts_of_the_part_alone(one: Measured) -> None:
    sets = sets_of(one, "validation", 0)
    for number in range(0, sets.share.size, 7):
        members = sets.member[sets.of == number]
        known = members[one.part[members] == 1]
        assert known.size
        assert sets.share[number] == pytest.approx(one.truth[known].mean())


def test_equal_seeds_give_equal_sets(one: Measured) -> None:
    first, again, other = (sets_of(one, "train", seed) for seed in (1, 1, 2))
    assert np.array_equal(first.member, again.member)
    assert not np.array_equal(first.member, other.member)


def test_a_part_without_labels_has_no_sets(example: Example) -> None:
    trained = measured([Example(example.graph, example.labels, part="train")])
    sets = sets_of(trained[0], "test", 0)
    assert (sets.member.size, sets.share.size) == (0, 0)


def test_the_head_tells_planted_sets_from_ordinary_ones(model: Model, one: Measured) -> None:
    look = model.see(one.graph, one.x, one.e)
    found = pooled([one], [look], model.judge, "test", 3)
    kept = (found.share >= 0.5) | (found.share == 0)
    truth = (found.share[kept] >= 0.5).astype(np.int8)
    score = cluster_scores(model.clusters, found.table)[kept]
    assert pr_auc(truth, score) > min(0.9, 2 * truth.mean())


def test_without_any_set_the_head_says_something_finite() -> None:
    none = Pooled(torch.empty(0, 0), np.empty(0), np.empty(0))
    head, curve = fit_clusters(none, none, Recipe(hidden=4))
    score = cluster_scores(head, torch.zeros(2, 12 + FLOWS))
    assert ((score > 0) & (score < 1)).all()
    assert np.allclose(curve(score), score)
