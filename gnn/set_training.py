"""Sets as the task: a backbone and a head for sets, trained together from labels of sets."""

from __future__ import annotations

import copy
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from gnn.dataset import Inputs, Normaliser, Table, inputs_of
from gnn.fitting import device_for
from gnn.metrics import pr_auc
from gnn.models.pooling import ClusterHead, pool
from gnn.nets import Net, fresh_net
from gnn.recipe import Recipe
from gnn.set_flows import inner_flows
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class SetTask:
    """c sets of the accounts of a graph: `of` (n,) names each account's set, `label` (c,) the truth and `part`
    (c,) 0 train, 1 validation, 2 test. Features `x` (n, k) and `e` (m, q).
    """

    graph: Subgraph
    x: Table
    e: Table
    of: NDArray[np.int64]
    label: NDArray[np.int8]
    part: NDArray[np.int8]


class SetNet(nn.Module):
    """A backbone whose accounts are pooled, and a head for what is pooled."""

    def __init__(self, backbone: Net, hidden: int, flows: int) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = ClusterHead(hidden, flows)

    def forward(self, given: Inputs, of: Tensor, flows: Tensor) -> Tensor:
        """(c,) logits of the sets."""
        h, _ = self.backbone.embed(*given)
        own = self.backbone.classify(h, given.x).sigmoid()
        table = pool(h, own, torch.arange(of.numel(), device=of.device), of, flows.shape[0])
        found: Tensor = self.head(torch.cat([table, flows], dim=1))
        return found


def fit_sets(task: SetTask, normaliser: Normaliser, recipe: Recipe, tick: Tick = silent) -> Floats:
    """(c,) log odds of all sets, by the net of the epoch with the best PR-AUC on validation."""
    torch.manual_seed(recipe.seed)
    device = device_for(recipe.device)
    net = SetNet(
        fresh_net(recipe, task.x.shape[1], task.e.shape[1]), recipe.hidden, task.e.shape[1] + 2
    ).to(device)
    plain = inputs_of(task.graph, task.x, task.e, normaliser)
    given = Inputs(plain.x.to(device), plain.edge_attr.to(device), plain.wired.to(device))
    told = normaliser.transfers(task.e).numpy()
    places = np.arange(task.graph.order, dtype=np.int64)
    flows = torch.from_numpy(inner_flows(task.graph, told, places, task.of, task.label.size)).to(device)
    of = torch.from_numpy(task.of).to(device)
    train = torch.from_numpy(np.flatnonzero(task.part == 0)).to(device)
    truth = torch.from_numpy(task.label.astype(np.float32)).to(device)
    optimizer = torch.optim.AdamW(net.parameters(), recipe.rate, weight_decay=recipe.decay)
    judged = task.part == 1
    best, kept, since = -np.inf, copy.deepcopy(net.state_dict()), 0
    for epoch in range(recipe.epochs):
        tick(epoch, recipe.epochs, "Training on sets")
        net.train()
        optimizer.zero_grad()
        logits = net(given, of, flows)[train]
        weight = torch.tensor(recipe.weight_of_illicit, device=device)
        binary_cross_entropy_with_logits(logits, truth[train], pos_weight=weight).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        score = pr_auc(task.label[judged], _said(net, given, of, flows)[judged])
        since = 0 if score > best else since + 1
        if score > best:
            best, kept = score, copy.deepcopy(net.state_dict())
        if since >= recipe.patience:
            break
    net.load_state_dict(kept)
    return _said(net, given, of, flows)


def _said(net: SetNet, given: Inputs, of: Tensor, flows: Tensor) -> Floats:
    net.eval()
    with torch.no_grad():
        return np.asarray(net(given, of, flows).cpu().numpy(), np.float64)
