"""Which transfers are suspicious: the backbone of the accounts' model with a head for transfers."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from gnn.batching import Source, Surroundings
from gnn.dataset import Normaliser, Table
from gnn.fitting import device_for
from gnn.metrics import pr_auc
from gnn.models.directed import DirectedNet
from gnn.models.transfer_head import TransferHead
from gnn.nets import fresh_net
from gnn.recipe import Recipe
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truth = NDArray[np.int8]

LOOKED_AT = 4096
"""Transfers that are scored together."""


@dataclass(frozen=True)
class Moves:
    """Transfers of one part, seen from the end of that part: `rows` of `graph`, and the truth about them (r,).

    `x` (n, k) and `e` (m, q) are the features as of then.
    """

    graph: Subgraph
    x: Table
    e: Table
    rows: Ints
    truth: Truth


class TransferNet(nn.Module):
    """A backbone and a head for transfers."""

    def __init__(self, backbone: DirectedNet, hidden: int, features: int, dropout: float) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = TransferHead(hidden, features, dropout)

    def forward(self, around: Surroundings, places: Tensor) -> Tensor:
        """(r,) logits of the transfers at these places of the surroundings' own."""
        h, e, _ = self.backbone.embed_both(around.x, around.edge_attr, around.wired, around.rows)
        ends = tuple(end.index_select(0, places) for end in around.wired.ends())
        own = around.edge_attr.index_select(0, places)
        found: Tensor = self.head(h, e.index_select(0, places), own, (ends[0], ends[1]))
        return found


def fit_transfers(
    train: Moves, validation: Moves, normaliser: Normaliser, recipe: Recipe, tick: Tick = silent
) -> TransferNet:
    """Train on the transfers of one part, each with a sample of its ends' surroundings; the state with the best
    PR-AUC on validation is kept. Raises `Trouble` for a backbone that has no embeddings of transfers.
    """
    torch.manual_seed(recipe.seed)
    rng, device = np.random.default_rng(recipe.seed), device_for(recipe.device)
    backbone = fresh_net(recipe, train.x.shape[1], train.e.shape[1])
    if not isinstance(backbone, DirectedNet):
        raise Trouble("Averaged neighbourhoods know no single transfers; choose another backbone.")
    net = TransferNet(backbone, recipe.hidden, train.e.shape[1], recipe.dropout).to(device)
    source = _source(train, normaliser, recipe)
    pieces = -(-train.rows.size // recipe.batch)
    optimizer = torch.optim.AdamW(net.parameters(), recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=max(2, recipe.epochs * pieces), pct_start=0.15
    )
    best, kept, since = -np.inf, copy.deepcopy(net.state_dict()), 0
    for epoch in range(recipe.epochs):
        order = rng.permutation(train.rows.size)
        for number, (some, around, places) in enumerate(_batches(train, source, order, recipe, rng)):
            tick(epoch * pieces + number, recipe.epochs * pieces, "Training on transfers")
            truth = torch.from_numpy(train.truth[some].astype(np.float32)).to(device)
            _step(net, around.to(device), places.to(device), truth, recipe, optimizer)
            schedule.step()
        score = pr_auc(validation.truth, scored(net, validation, normaliser, recipe))
        since = 0 if score > best else since + 1
        if score > best:
            best, kept = score, copy.deepcopy(net.state_dict())
        if since >= recipe.patience:
            break
    net.load_state_dict(kept)
    return net.to("cpu").eval()


def _step(
    net: TransferNet,
    around: Surroundings,
    places: Tensor,
    truth: Tensor,
    recipe: Recipe,
    optimizer: torch.optim.Optimizer,
) -> None:
    net.train()
    optimizer.zero_grad()
    kind = truth.device.type
    with torch.autocast(kind, torch.bfloat16, enabled=kind == "cuda"):
        logits = net(around, places)
    weight = torch.tensor(recipe.weight_of_illicit, device=truth.device)
    binary_cross_entropy_with_logits(logits.float(), truth, pos_weight=weight).backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimizer.step()


def scored(net: TransferNet, moves: Moves, normaliser: Normaliser, recipe: Recipe) -> Floats:
    """(r,) log odds of the transfers of `moves`; the same sample of surroundings every time."""
    device = next(net.parameters()).device
    net.eval()
    found = np.empty(moves.rows.size)
    order, rng = np.arange(moves.rows.size), np.random.default_rng(0)
    with torch.no_grad():
        for some, around, places in _batches(
            moves, _source(moves, normaliser, recipe), order, recipe, rng, LOOKED_AT
        ):
            found[some] = net(around.to(device), places.to(device)).float().cpu().numpy()
    return found


def _source(moves: Moves, normaliser: Normaliser, recipe: Recipe) -> Source:
    return Source(moves.graph, moves.x, moves.e, normaliser, recipe.layers)


def _batches(
    moves: Moves,
    source: Source,
    order: Ints,
    recipe: Recipe,
    rng: np.random.Generator,
    size: int = 0,
) -> Iterator[tuple[Ints, Surroundings, Tensor]]:
    """Transfers as places in `moves.rows`, their surroundings, and where in those they stand."""
    step = size or recipe.batch
    for start in range(0, order.size, step):
        some = order[start : start + step]
        around, places = source.about(moves.rows[some], rng)
        yield some, around, places
