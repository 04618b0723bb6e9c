"""An untrained net of any kind that a recipe can ask for."""

from __future__ import annotations

from gnn.feature_names import ACCOUNT_FEATURES, TRANSFER_FEATURES
from gnn.models.directed import DirectedNet
from gnn.models.sign import SignNet
from gnn.recipe import Recipe
from investigator.errors import Trouble

Net = DirectedNet | SignNet

WIDEST, DEEPEST = 512, 8


def fresh_net(
    recipe: Recipe,
    features: int = len(ACCOUNT_FEATURES),
    edge_features: int = len(TRANSFER_FEATURES),
) -> Net:
    """An untrained net on so many features of accounts and of transfers.

    Raises `Trouble` for a size beyond reason, or options that do not go together.
    """
    if not (1 <= recipe.hidden <= WIDEST and 1 <= recipe.layers <= DEEPEST):
        raise Trouble(f"A net of width {recipe.hidden} and depth {recipe.layers} is not supported.")
    if recipe.backbone == "sign":
        if recipe.ego or recipe.edge_updates:
            raise Trouble("A net on averaged neighbourhoods knows neither egos nor edge updates.")
        return SignNet(features, edge_features, recipe.hidden, recipe.layers, recipe.dropout)
    if recipe.backbone == "gat" and recipe.hidden % 4:
        raise Trouble(f"A width of {recipe.hidden} cannot be shared by 4 heads of attention.")
    return DirectedNet(
        features,
        edge_features,
        recipe.hidden,
        recipe.layers,
        recipe.dropout,
        recipe.backbone,
        recipe.edge_updates,
        recipe.ego,
    )
