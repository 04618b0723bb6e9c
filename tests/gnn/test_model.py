from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from numpy.typing import NDArray

from gnn.card import sealed
from gnn.features import account_features, transfer_features
from gnn.model import Model, assembled, fresh_net
from gnn.recipe import Recipe
from gnn.shelf import Package, Shelf, packed
from gnn.worlds import World
from investigator.errors import Trouble

Array = NDArray[np.generic]


def test_a_model_is_the_same_after_the_shelf(model: Model, world: World, tmp_path: Path) -> None:
    again = assembled(Shelf(tmp_path).load(Shelf(tmp_path).save(model.package())))
    x, e = account_features(world.graph), transfer_features(world.graph)
    before, after = model.see(world.graph, x, e), again.see(world.graph, x, e)
    assert np.array_equal(before.net, after.net)
    assert np.array_equal(before.trees, after.trees)
    raw = model.judge.raw(before.net, before.trees)
    assert np.array_equal(again.judge.raw(after.net, after.trees), raw)
    assert np.array_equal(again.judge.curve(raw), model.judge.curve(raw))
    assert again.judge.abstention == model.judge.abstention
    assert again.package().card == model.card
    assert model.card.model_sha256


def test_the_blend_lies_between_net_and_trees(model: Model) -> None:
    net, trees = np.array([2.0, -1.0]), np.array([-3.0, 4.0])
    alone = [replace(model.judge, share=share).raw(net, trees) for share in (0.0, 0.5, 1.0)]
    assert (np.minimum(alone[0], alone[2]) < alone[1]).all()
    assert (alone[1] < np.maximum(alone[0], alone[2])).all()


def bent(name: str, change: Callable[[Array], Array]) -> Callable[[dict[str, Array]], dict[str, Array]]:
    return lambda tensors: {**tensors, name: change(tensors[name])}


@pytest.mark.parametrize(
    "bend",
    [
        bent("net.head.0.weight", lambda t: t.T.copy()),
        bent("net.head.0.weight", lambda t: t.astype(np.float64)),
        bent("net.head.0.weight", lambda t: np.full_like(t, np.nan)),
        bent("clusters.mlp.0.bias", lambda t: t[:-1]),
        bent("normaliser.account", np.zeros_like),
        bent("normaliser.transfer", lambda t: t[:, :-1]),
        bent("judge.lines", lambda t: -np.abs(np.asarray(t))),  # type: ignore[arg-type]
        bent("judge.share", lambda t: np.array([1.5])),
        bent("judge.curve", lambda t: t[:, ::-1].copy()),
        bent("judge.curve", lambda t: t[:, :1]),
        bent("judge.abstention", lambda t: t[:-1]),
        bent("trees", lambda t: t[:-20]),
        bent("trees", lambda t: np.full_like(t, 200)),
        bent("trees", lambda t: np.empty(0, np.uint8)),
        lambda tensors: {k: v for k, v in tensors.items() if k != "judge.share"},
        lambda tensors: {**tensors, "net.extra": np.zeros(1, np.float32)},
    ],
)
def test_other_tensors_than_the_recipe_asks_for_are_refused(
    model: Model, bend: Callable[[dict[str, Array]], dict[str, Array]]
) -> None:
    package = model.package()
    with pytest.raises(Trouble):
        assembled(Package(package.card, bend(package.tensors)))


@pytest.mark.parametrize("size", [{"hidden": 10**6}, {"layers": 10**6}, {"hidden": 0}, {"layers": -1}])
def test_nets_beyond_reason_are_not_built(size: dict[str, int]) -> None:
    with pytest.raises(Trouble, match="not supported"):
        fresh_net(Recipe(**size))  # type: ignore[arg-type]


@pytest.mark.parametrize("recipe", [{}, {"hidden": "many"}, {"hidden": 16, "layers": 2.5}])
def test_a_card_without_a_proper_recipe_is_refused(model: Model, recipe: dict[str, object]) -> None:
    package = model.package()
    card = sealed(msgspec.structs.replace(package.card, recipe=recipe))
    with pytest.raises(Trouble):
        assembled(packed(card, package.tensors)[0])
