"""What features carry adds up to the score, and a feature that does nothing carries nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch import Tensor

from gnn.explain import contributions, integrated, set_contributions
from gnn.features import account_features, transfer_features
from gnn.grouping import cluster_scores, seen_sets
from gnn.model import Model, Seen
from gnn.worlds import World


@pytest.fixture(scope="module")
def look(model: Model, world: World) -> Seen:
    return model.see(world.graph, account_features(world.graph), transfer_features(world.graph))


def test_a_line_is_told_exactly() -> None:
    slope = torch.tensor([2.0, -1.0, 0.0])
    found = integrated(lambda x: x @ slope + 7.0, torch.tensor([[1.0, 3.0, 5.0]]))
    np.testing.assert_allclose(found, [[2.0, -3.0, 0.0]], atol=1e-5)


def test_parts_add_up_to_the_difference_from_nothing() -> None:
    def bent(x: Tensor) -> Tensor:
        return (x[:, 0] * x[:, 1]).tanh() + x[:, 1].relu()

    x = torch.tensor([[1.0, 2.0], [-0.5, 0.7], [0.0, -3.0]])
    found = integrated(bent, x).sum(axis=1)
    np.testing.assert_allclose(found, bent(x) - bent(torch.zeros_like(x)), atol=0.01)


@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_contributions_add_up_to_log_odds(model: Model, look: Seen, share: float) -> None:
    """Above those of an account with usual features in the same surroundings, and of the average tree path."""
    some = replace(model, judge=replace(model.judge, share=share))
    rows = np.arange(0, 200, 7)
    found = contributions(some, look, rows).sum(axis=1)
    heard = [arrived[rows].clone() for arrived in look.heard]
    usual = model.net.own_path(torch.zeros(rows.size, look.x.shape[1]), heard).detach().numpy()
    trees = look.trees[rows] - (look.trees[rows] - model.trees.contributions(look.x[rows]).sum(axis=1))
    expected = share * model.judge.net.slope * (look.net[rows] - usual)
    expected += (1 - share) * model.judge.trees.slope * trees
    np.testing.assert_allclose(found, expected, rtol=0.1, atol=0.1)


def test_what_is_asked_of_some_is_what_is_asked_of_all(model: Model, look: Seen) -> None:
    everything = contributions(model, look, np.arange(50))
    np.testing.assert_allclose(
        contributions(model, look, np.array([3, 17])), everything[[3, 17]], atol=1e-4
    )
    assert contributions(model, look, np.empty(0, np.int64)).shape == (0, look.x.shape[1])


def test_a_feature_that_is_as_usual_carries_nothing_in_the_net(model: Model, look: Seen) -> None:
    alone = replace(model, judge=replace(model.judge, share=1.0))
    plain = look.scaled.clone()
    plain[:, 5] = 0.0
    found = contributions(alone, replace(look, scaled=plain), np.arange(20))
    assert (found[:, 5] == 0).all()
    assert (np.abs(found).sum(axis=1) > 0).all()


def test_the_parts_of_a_cluster_add_up(model: Model, look: Seen) -> None:
    member, of = np.arange(60), np.repeat(np.arange(12), 5)
    table, _ = seen_sets(look, model.judge, member, of, 12)
    found = set_contributions(model, table)
    assert found.shape == (12, 3)
    raw = cluster_scores(model.clusters, table)
    with torch.no_grad():
        nothing = float(model.clusters(torch.zeros_like(table[:1])))
    np.testing.assert_allclose(found.sum(axis=1), np.log(raw / (1 - raw)) - nothing, rtol=0.1, atol=0.1)
