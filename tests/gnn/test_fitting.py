from dataclasses import replace

import numpy as np
import pytest
import torch

from gnn.batching import Source
from gnn.dataset import Measured, Normaliser
from gnn.fitting import fit_head, fit_net, minibatches, validated
from gnn.model import seen
from gnn.nets import fresh_net
from gnn.recipe import Backbone, Recipe
from investigator.progress import Cancelled


def test_the_net_learns_what_is_there(one: Measured, normaliser: Normaliser, recipe: Recipe) -> None:
    net = fit_net([one], normaliser, recipe).net
    rate = one.truth[one.rows("validation")].mean()
    assert validated(net, normaliser, [one]) > 3 * rate
    assert validated(fresh_net(recipe), normaliser, [one]) < 2.5 * rate


def test_minibatches_hold_every_account_once_with_its_surroundings(
    one: Measured, normaliser: Normaliser
) -> None:
    recipe = Recipe(batch=100)
    source = Source(one.graph, one.x, one.e, normaliser, recipe.layers)
    batches = list(minibatches(one, source, recipe, np.random.default_rng(0)))
    rows = one.rows("train")
    assert [len(b.truth) for b in batches] == [100] * (rows.size // 100) + [rows.size % 100]
    assert sum(float(b.truth.sum()) for b in batches) == one.truth[rows].sum()
    assert all(b.around and len(b.around.x) > len(b.truth) for b in batches)


@pytest.mark.parametrize("backbone", ["pna", "gin", "sage", "gat", "sign"])
def test_every_backbone_learns_more_than_chance(
    backbone: Backbone, one: Measured, normaliser: Normaliser
) -> None:
    recipe = Recipe(hidden=16, layers=2, epochs=5, backbone=backbone)
    learned = fit_net([one], normaliser, recipe)
    assert validated(learned.net, normaliser, [one]) > 2 * one.truth[one.rows("validation")].mean()
    assert learned.epochs > 0
    assert learned.seconds > 0.0
    assert learned.device == "cpu"


def test_a_net_that_marks_egos_learns_and_scores_each_account_in_its_own_neighbourhood(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 20)
    recipe = Recipe(hidden=8, layers=2, epochs=4, ego=True, edge_updates=True, batch=200)
    net = fit_net([one], normaliser, recipe).net
    look = seen(net, None, normaliser, one.graph, one.x, one.e)
    assert look.net.shape == (one.graph.order,)
    again = net.own_path(look.scaled, list(look.heard)).detach().numpy()
    assert np.allclose(again, look.net, atol=1e-4)
    assert validated(net, normaliser, [one]) > one.truth[one.rows("validation")].mean()


def test_large_graphs_are_learnt_in_minibatches(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 60)
    recipe = Recipe(hidden=8, layers=1, epochs=4, whole=100, batch=256)
    net = fit_net([one], normaliser, recipe).net
    assert validated(net, normaliser, [one]) > 1.5 * one.truth[one.rows("validation")].mean()


def test_equal_seeds_give_equal_nets(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 5)
    recipe = Recipe(hidden=4, layers=1, epochs=2)
    first, again, other = (
        fit_net([one], normaliser, replace(recipe, seed=seed)).net.head[0].weight for seed in (0, 0, 1)
    )
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_fine_tuning_bends_the_head_alone(one: Measured, normaliser: Normaliser) -> None:
    recipe = Recipe(hidden=8, layers=1)
    start = fresh_net(recipe).eval()
    before = {name: value.clone() for name, value in start.state_dict().items()}
    look = seen(start, None, normaliser, one.graph, one.x, one.e)
    rows = torch.from_numpy(one.rows("train")[:60])
    truth = torch.from_numpy(one.truth[rows.numpy()].astype(np.float32))
    net = fit_head(start, look.scaled[rows], look.embedding[rows], truth, torch.ones(60), recipe)
    for name, value in start.state_dict().items():
        assert torch.equal(value, before[name]), "the model that was started from is left as it was"
        assert torch.equal(net.state_dict()[name], value) == (not name.startswith("head."))
    after = seen(net, None, normaliser, one.graph, one.x, one.e).net[rows.numpy()]
    assert after[truth.numpy() == 1].mean() > after[truth.numpy() == 0].mean()


def test_training_can_be_cancelled(one: Measured, normaliser: Normaliser, recipe: Recipe) -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fit_net([one], normaliser, recipe, tick)
