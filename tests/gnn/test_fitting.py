from dataclasses import replace

import numpy as np
import pytest
import torch

from gnn.dataset import Measured, Normaliser, data_of, fitted, measured, wiring_of
from gnn.example import Example
from gnn.fitting import fit_head, fit_net, minibatches, validated
from gnn.model import fresh_net, seen
from gnn.recipe import Recipe
from gnn.sampler import sample
from investigator.progress import Cancelled


@pytest.fixture(scope="module")
def one(example: Example) -> Measured:
    return measured([example])[0]


@pytest.fixture(scope="module")
def normaliser(one: Measured) -> Normaliser:
    return fitted([one])


def test_the_net_learns_what_is_there(one: Measured, normaliser: Normaliser, recipe: Recipe) -> None:
    net = fit_net([one], normaliser, recipe)
    rate = one.truth[one.rows("validation")].mean()
    assert validated(net, normaliser, [one]) > 3 * rate
    assert validated(fresh_net(recipe), normaliser, [one]) < 2.5 * rate


def test_minibatches_hold_every_account_once_with_its_surroundings(
    one: Measured, normaliser: Normaliser
) -> None:
    recipe = Recipe(batch=100)
    batches = list(minibatches(one, normaliser, recipe, np.random.default_rng(0)))
    rows = one.rows("train")
    assert [len(b.rows) for b in batches] == [100] * (rows.size // 100) + [rows.size % 100]
    assert sum(float(b.truth.sum()) for b in batches) == one.truth[rows].sum()
    assert all(len(b.x) > len(b.rows) for b in batches)


def test_a_minibatch_with_all_neighbours_says_what_the_whole_graph_says(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = fresh_net(Recipe(hidden=8, layers=2)).eval()
    everything = lambda *csr_and_seeds: sample(*csr_and_seeds[:4], (-1, -1, -1), csr_and_seeds[5])  # noqa: E731
    monkeypatch.setattr("gnn.fitting.sample", everything)
    order = np.random.default_rng(0).permutation(one.rows("train").size)
    (batch, *_) = minibatches(one, normaliser, Recipe(batch=5, layers=2), np.random.default_rng(0))
    data = data_of(one.graph, one.x, one.e, normaliser)
    with torch.no_grad():
        whole = net(data.x, data.edge_attr, wiring_of(data))[one.rows("train")[order[:5]]]
        some = net(batch.x, batch.edge_attr, batch.wired)[batch.rows]
    assert torch.allclose(some, whole, atol=1e-4)


def test_large_graphs_are_learnt_in_minibatches(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 60)
    recipe = Recipe(hidden=8, layers=1, epochs=4, whole=100, batch=256)
    net = fit_net([one], normaliser, recipe)
    assert validated(net, normaliser, [one]) > 1.5 * one.truth[one.rows("validation")].mean()


def test_equal_seeds_give_equal_nets(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 5)
    recipe = Recipe(hidden=4, layers=1, epochs=2)
    first, again, other = (
        fit_net([one], normaliser, replace(recipe, seed=seed)).head[0].weight for seed in (0, 0, 1)
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
