"""Fitting the net: whole graphs or sampled neighbourhoods, until validation stops getting better."""

from __future__ import annotations

import copy
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from gnn.batching import FANOUT, Source, Surroundings
from gnn.checkpoint import Checkpoint, Standing
from gnn.dataset import Measured, Normaliser, inputs_of
from gnn.metrics import pr_auc
from gnn.model import seen
from gnn.models.sign import SignNet, averaged
from gnn.nets import Net, fresh_net
from gnn.recipe import Device, Recipe
from investigator.progress import Tick, silent

LEAST_STEPS = 160
LOOKS = 30
"""How often at most validation is looked at."""
HEAD_STEPS = 300


@dataclass(frozen=True)
class Batch:
    """Accounts to learn from: `truth` (r,) by `weight` (r,).

    They stand in their `around`ings; where averaged neighbourhoods are enough, their features `x` (r, k) and
    what they `heard` (r, w) are all there is.
    """

    around: Surroundings | None
    x: Tensor | None
    heard: Tensor | None
    truth: Tensor
    weight: Tensor

    def logits(self, net: Net, device: torch.device) -> Tensor:
        """(r,) what the net says of them."""
        if self.around is None:
            assert self.x is not None
            assert self.heard is not None
            return net.own_path(self.x.to(device), [self.heard.to(device)])
        given = self.around.to(device)
        found: Tensor = net(given.x, given.edge_attr, given.wired, given.rows)
        return found.index_select(0, given.rows)


@dataclass(frozen=True)
class Learned:
    """A net that was fitted, and what it took: epochs, seconds of the wall, and where."""

    net: Net
    epochs: int
    seconds: float
    device: str


def device_for(wanted: Device) -> torch.device:
    """Where to learn: CUDA or MPS for `auto` where there is one, else the processor."""
    if wanted != "auto":
        return torch.device(wanted)
    if torch.cuda.is_available():
        return torch.device("cuda")
    return torch.device("mps" if torch.backends.mps.is_available() else "cpu")


def fit_net(
    data: Sequence[Measured],
    normaliser: Normaliser,
    recipe: Recipe,
    tick: Tick = silent,
    checkpoint: Checkpoint | None = None,
) -> Learned:
    """Train a net from the start, as wide as the features are; the state with the best PR-AUC on validation is
    kept.

    With a `checkpoint`, training goes on where it was broken off, to the same end.
    """
    began = time.monotonic()
    torch.manual_seed(recipe.seed)
    device = device_for(recipe.device)
    net = fresh_net(recipe, data[0].x.shape[1], data[0].e.shape[1]).to(device)
    plan = _Plan(data, normaliser, recipe, net)
    optimizer = torch.optim.AdamW(net.parameters(), recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=plan.rounds * plan.a_round, pct_start=0.15
    )
    standing = Standing(net, optimizer, schedule, np.random.default_rng(recipe.seed))
    if checkpoint is not None:
        checkpoint.resume(standing)
    every = max(1, plan.rounds // LOOKS)
    while standing.epoch < plan.rounds and standing.since < max(recipe.patience, plan.rounds // 4):
        for batch in plan.batches(standing.rng):
            tick(standing.epoch, plan.rounds, "Training the network")
            _step(net, batch, recipe, optimizer, device)
            schedule.step()
        standing.epoch += 1
        if standing.epoch % every == 0 or standing.epoch == plan.rounds:
            standing.judge(validated(net, normaliser, data), every)
            if checkpoint is not None:
                checkpoint.keep(standing)
    net.load_state_dict(standing.kept)
    net.to("cpu")
    return Learned(net, standing.epoch, time.monotonic() - began, device.type)


class _Plan:
    """What an epoch goes through: whole graphs, and neighbourhoods of graphs that are too large."""

    def __init__(self, data: Sequence[Measured], normaliser: Normaliser, recipe: Recipe, net: Net) -> None:
        self._recipe = recipe
        taught = [one for one in data if one.rows("train").size]
        small = [one for one in taught if _cheap(one, recipe)]
        self._whole = [_whole(one, normaliser, net) for one in small]
        self._large = [
            (one, Source(one.graph, one.x, one.e, normaliser, recipe.layers))
            for one in taught
            if not _cheap(one, recipe)
        ]
        pieces = [-(-one.rows("train").size // recipe.batch) for one, _ in self._large]
        pieces += [-(-batch.truth.numel() // recipe.batch) for batch in self._whole if batch.around is None]
        self.a_round = sum(pieces) + sum(batch.around is not None for batch in self._whole)
        self.rounds = max(recipe.epochs, -(-LEAST_STEPS // max(1, self.a_round)))

    def batches(self, rng: np.random.Generator) -> Iterator[Batch]:
        """Every whole graph and every minibatch once, the whole ones first, each kind in random order."""
        for place in rng.permutation(len(self._whole)).tolist():
            one = self._whole[place]
            if one.around is None:
                yield from _pieces(one, self._recipe.batch, rng)
            else:
                yield one
        for large, source in self._large:
            yield from minibatches(large, source, self._recipe, rng)


def _cheap(one: Measured, recipe: Recipe) -> bool:
    """Whether the whole graph costs less than the neighbourhoods of the accounts to learn from."""
    if recipe.backbone == "sign":
        return True
    near = one.rows("train").size * (1 + FANOUT[0] + FANOUT[0] * FANOUT[1])
    return not recipe.ego and one.graph.size <= min(recipe.whole, near)


def _whole(one: Measured, normaliser: Normaliser, net: Net) -> Batch:
    given, rows = inputs_of(one.graph, one.x, one.e, normaliser), one.rows("train")
    some = torch.from_numpy(rows)
    if isinstance(net, SignNet):
        heard = averaged(given.x, given.edge_attr, given.wired, net.hops)
        return Batch(None, given.x[some], heard[some], *_aims(one, rows))
    around = Surroundings(given.x, given.edge_attr, given.wired, some)
    return Batch(around, None, None, *_aims(one, rows))


def _aims(one: Measured, accounts: NDArray[np.int64]) -> tuple[Tensor, Tensor]:
    truth = one.truth[accounts].astype(np.float32)
    return torch.from_numpy(truth), torch.from_numpy(one.weight[accounts])


def _pieces(one: Batch, size: int, rng: np.random.Generator) -> Iterator[Batch]:
    """Accounts that need no surroundings, `size` at a time, in random order."""
    assert one.x is not None
    assert one.heard is not None
    order = torch.from_numpy(rng.permutation(one.truth.numel()))
    for start in range(0, order.numel(), size):
        some = order[start : start + size]
        yield Batch(None, one.x[some], one.heard[some], one.truth[some], one.weight[some])


def minibatches(one: Measured, source: Source, recipe: Recipe, rng: np.random.Generator) -> Iterator[Batch]:
    """The accounts to learn from, `recipe.batch` at a time, each with a sample of its neighbourhood."""
    rows = rng.permutation(one.rows("train"))
    some = source.batches(rows, recipe.batch, rng, recipe.ego)
    for start, around in zip(range(0, rows.size, recipe.batch), some, strict=True):
        yield Batch(around, None, None, *_aims(one, rows[start : start + recipe.batch]))


def _step(
    net: Net, batch: Batch, recipe: Recipe, optimizer: torch.optim.Optimizer, device: torch.device
) -> None:
    net.train()
    optimizer.zero_grad()
    # half precision pays on a card alone, and bfloat16 needs no scaling of the loss
    with torch.autocast(device.type, torch.bfloat16, enabled=device.type == "cuda"):
        logits = batch.logits(net, device)
    loss = binary_cross_entropy_with_logits(
        logits.float(),
        batch.truth.to(device),
        batch.weight.to(device),
        pos_weight=torch.tensor(recipe.weight_of_illicit, device=device),
    )
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimizer.step()


def validated(net: Net, normaliser: Normaliser, data: Sequence[Measured]) -> float:
    """PR-AUC on validation."""
    truth, logits = [np.empty(0, np.int8)], [np.empty(0)]
    home = next(net.parameters()).device
    still = net if home.type == "cpu" else copy.deepcopy(net).to("cpu")
    for one in data:
        rows = one.rows("validation")
        if rows.size:
            found = seen(still, None, normaliser, one.graph, one.x, one.e)
            truth.append(one.truth[rows])
            logits.append(found.net[rows])
    return pr_auc(np.concatenate(truth), np.concatenate(logits))


def fit_head(start: Net, x: Tensor, h: Tensor, truth: Tensor, weight: Tensor, recipe: Recipe) -> Net:
    """Fine-tune: a copy of `start` whose last two layers fit `truth` (r,), its embeddings left as they are.

    `x` (r, k) and `h` (r, h) belong to the accounts to learn from. The weights are pulled back to where
    they started, the harder the fewer labels there are (L2-SP, Li et al., ICML 2018), so that a few labels
    bend the model and do not break it.
    """
    torch.manual_seed(recipe.seed)
    net = copy.deepcopy(start)
    net.eval()
    before = [p.detach().clone() for p in net.head.parameters()]
    optimizer = torch.optim.Adam(net.head.parameters(), recipe.rate)
    illicit = float((weight * truth).sum())
    balance = torch.tensor(float((weight * (1 - truth)).sum()) / max(illicit, 1.0)).sqrt()
    for _ in range(HEAD_STEPS):
        optimizer.zero_grad()
        loss = binary_cross_entropy_with_logits(net.classify(h, x), truth, weight, pos_weight=balance)
        pull = sum(((p - q) ** 2).sum() for p, q in zip(net.head.parameters(), before, strict=True))
        (loss + pull / len(truth)).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    return net
