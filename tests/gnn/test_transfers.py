"""Transfers are scored by a head on the accounts' backbone."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from gnn.batching import Source
from gnn.dataset import Normaliser, spread
from gnn.features import account_features, transfer_features
from gnn.metrics import pr_auc
from gnn.recipe import Recipe
from gnn.transfers import Moves, fit_transfers, scored
from gnn.worlds import World
from investigator.errors import Trouble

RECIPE = Recipe(hidden=16, layers=2, epochs=8, batch=512, rate=1e-2)


@pytest.fixture(scope="module")
def parts(world: World) -> tuple[Moves, Moves, Moves]:
    """Transfers between members of one pattern, in three parts by time, each seen from its own end."""
    graph, pattern = world.graph, world.pattern
    planted = (pattern[graph.src] >= 0) & (pattern[graph.src] == pattern[graph.dst])
    cuts = [int(np.quantile(graph.time, share)) for share in (0.6, 0.8, 1.0)]
    found, before = [], -1
    for cut in cuts:
        then = graph.until(cut)
        rows = np.flatnonzero((then.time > before) & (then.src != then.dst))
        truth = planted[rows].astype(np.int8)
        found.append(Moves(then, account_features(then), transfer_features(then), rows, truth))
        before = cut
    return found[0], found[1], found[2]


@pytest.fixture(scope="module")
def scale(parts: tuple[Moves, Moves, Moves]) -> Normaliser:
    return Normaliser(spread([parts[0].x]), spread([parts[0].e]))


@pytest.mark.parametrize("change", [{}, {"backbone": "gin", "edge_updates": True, "ego": True}])
def test_planted_transfers_are_told_from_the_rest(
    parts: tuple[Moves, Moves, Moves], scale: Normaliser, change: dict[str, object]
) -> None:
    recipe = replace(RECIPE, **change)  # type: ignore[arg-type]
    net = fit_transfers(parts[0], parts[1], scale, recipe)
    found = scored(net, parts[2], scale, recipe)
    assert pr_auc(parts[2].truth, found) > 3 * parts[2].truth.mean()
    assert np.array_equal(found, scored(net, parts[2], scale, recipe))


def test_a_batch_holds_its_transfers_where_it_says(
    parts: tuple[Moves, Moves, Moves], scale: Normaliser
) -> None:
    one = parts[0]
    rows = np.random.default_rng(1).permutation(one.rows)[:50]
    around, places = Source(one.graph, one.x, one.e, scale, 2).about(rows, np.random.default_rng(2))
    assert torch.equal(around.edge_attr[places], scale.transfers(one.e[rows]))
    payer, payee = around.wired.ends()
    assert torch.equal(around.x[payer[places]], scale.accounts(one.x[one.graph.src[rows]]))
    assert torch.equal(around.x[payee[places]], scale.accounts(one.x[one.graph.dst[rows]]))


def test_averaged_neighbourhoods_have_no_transfers(
    parts: tuple[Moves, Moves, Moves], scale: Normaliser
) -> None:
    with pytest.raises(Trouble, match="no single transfers"):
        fit_transfers(parts[0], parts[1], scale, replace(RECIPE, backbone="sign"))
