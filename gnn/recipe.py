"""How a model is made, down to the seed. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Choice = Literal["net", "trees", "blend"]
Backbone = Literal["pna", "gin", "sage", "gat", "sign"]
Device = Literal["auto", "cpu", "cuda", "mps"]


@dataclass(frozen=True)
class Recipe:
    """Equal recipes and equal examples make equal models on one kind of machine.

    The net has `layers` rounds of messages of width `hidden`; it sees every example once an epoch, in
    minibatches of `batch` accounts where a graph is larger than `whole` transfers, and stops after
    `patience` epochs (a quarter of all, if that is more) without a better PR-AUC on validation.
    `weight_of_illicit` weighs the rare class. The trees are `trees` at most, of `leaves` leaves.
    `unknown_as_licit` takes accounts without a label for weak negatives, of weight `weak`. `risk` is the
    error rate that abstention must not exceed. `only` names a choice that is not left to validation.
    `backbone` is the kind of message passing, with embeddings of the transfers renewed in every round if
    `edge_updates`, and each account to score marked in a neighbourhood of its own if `ego`. `search` is how
    many settings are tried before training. With `ablation`, a net on shuffled edges is trained beside.
    `device` is where the net learns: `auto` takes CUDA or Apple's MPS where there is one.
    """

    name: str = "model"
    seed: int = 0
    hidden: int = 40
    layers: int = 3
    dropout: float = 0.1
    epochs: int = 60
    patience: int = 12
    rate: float = 3e-3
    decay: float = 1e-4
    weight_of_illicit: float = 3.0
    batch: int = 1024
    whole: int = 200_000
    trees: int = 400
    leaves: int = 31
    unknown_as_licit: bool = False
    weak: float = 0.1
    risk: float = 0.1
    only: Choice | None = None
    backbone: Backbone = "pna"
    edge_updates: bool = False
    ego: bool = False
    search: int = 0
    ablation: bool = True
    device: Device = "auto"
    purpose: str = "Ranks accounts for an analyst to look at; every score is a lead."
