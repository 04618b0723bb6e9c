"""Fitting the net: whole graphs or sampled neighbourhoods, until validation stops getting better."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from gnn.adjacency import both_ways
from gnn.dataset import Measured, Normaliser, labelled, wiring_of
from gnn.metrics import pr_auc
from gnn.model import fresh_net, seen
from gnn.models.directed import DirectedNet, Wiring, wiring
from gnn.recipe import Recipe
from gnn.sampler import sample
from investigator.progress import Tick, silent

FANOUT = (16, 8)
LEAST_STEPS = 160
LOOKS = 30
"""How often at most validation is looked at."""
HEAD_STEPS = 300


@dataclass(frozen=True)
class Batch:
    """Accounts with their surroundings: the loss is taken at `rows` of x, towards `truth`, by `weight`."""

    x: Tensor
    edge_attr: Tensor
    wired: Wiring
    rows: Tensor
    truth: Tensor
    weight: Tensor


def fit_net(
    data: Sequence[Measured], normaliser: Normaliser, recipe: Recipe, tick: Tick = silent
) -> DirectedNet:
    """Train a net from the start; the state with the best PR-AUC on validation is kept."""
    torch.manual_seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    net = fresh_net(recipe)
    taught = [one for one in data if one.rows("train").size]
    plan = [_whole(one, normaliser) for one in taught if _cheap(one, recipe)]
    large = [one for one in taught if not _cheap(one, recipe)]
    a_round = len(plan) + sum(-(-one.rows("train").size // recipe.batch) for one in large)
    rounds = max(recipe.epochs, -(-LEAST_STEPS // max(1, a_round)))
    optimizer = torch.optim.AdamW(net.parameters(), recipe.rate, weight_decay=recipe.decay)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, recipe.rate, total_steps=rounds * a_round, pct_start=0.15
    )
    best, kept, since = -np.inf, copy.deepcopy(net.state_dict()), 0
    every = max(1, rounds // LOOKS)
    for epoch in range(rounds):
        for batch in _batches(plan, large, normaliser, recipe, rng):
            tick(epoch, rounds, "Training the network")
            _step(net, batch, recipe, optimizer)
            schedule.step()
        if epoch % every == every - 1 or epoch == rounds - 1:
            score = validated(net, normaliser, data)
            since = 0 if score > best else since + every
            if score > best:
                best, kept = score, copy.deepcopy(net.state_dict())
            if since >= max(recipe.patience, rounds // 4):
                break
    net.load_state_dict(kept)
    return net


def _cheap(one: Measured, recipe: Recipe) -> bool:
    """Whether the whole graph costs less than the neighbourhoods of the accounts to learn from."""
    near = one.rows("train").size * (1 + FANOUT[0] + FANOUT[0] * FANOUT[1])
    return one.graph.size <= min(recipe.whole, near)


def _whole(one: Measured, normaliser: Normaliser) -> Batch:
    data = labelled(one, normaliser)
    assert isinstance(data.x, Tensor)
    assert isinstance(data.edge_attr, Tensor)
    return Batch(data.x, data.edge_attr, wiring_of(data), *_aims(one, one.rows("train")))


def _aims(one: Measured, accounts: NDArray[np.int64]) -> tuple[Tensor, Tensor, Tensor]:
    truth = one.truth[accounts].astype(np.float32)
    return torch.from_numpy(accounts), torch.from_numpy(truth), torch.from_numpy(one.weight[accounts])


def _batches(
    plan: list[Batch],
    large: list[Measured],
    normaliser: Normaliser,
    recipe: Recipe,
    rng: np.random.Generator,
) -> Iterator[Batch]:
    """Every whole graph and every minibatch once, the whole ones first, each kind in random order."""
    for place in rng.permutation(len(plan)).tolist():
        yield plan[place]
    for one in large:
        yield from minibatches(one, normaliser, recipe, rng)


def minibatches(
    one: Measured, normaliser: Normaliser, recipe: Recipe, rng: np.random.Generator
) -> Iterator[Batch]:
    """The accounts to learn from, `recipe.batch` at a time, each with a sample of its neighbourhood."""
    graph, rows = one.graph, one.rows("train")
    csr = both_ways(graph)
    fanout = (FANOUT + (4,) * recipe.layers)[: recipe.layers]
    order = rng.permutation(rows.size)
    place = np.full(graph.order, -1, np.int64)
    for start in range(0, rows.size, recipe.batch):
        some = order[start : start + recipe.batch]
        block = sample(*csr, rows[some], fanout, int(rng.integers(2**31)))
        place[block.nodes] = np.arange(block.nodes.size)
        moves = np.unique(block.edges)
        moves = moves[graph.src[moves] != graph.dst[moves]]
        ends = torch.from_numpy(np.stack([place[graph.src[moves]], place[graph.dst[moves]]]))
        yield Batch(
            normaliser.accounts(one.x[block.nodes]),
            normaliser.transfers(one.e[moves]),
            wiring(ends, block.nodes.size),
            torch.arange(some.size),
            *_aims(one, rows[some])[1:],
        )


def _step(net: DirectedNet, batch: Batch, recipe: Recipe, optimizer: torch.optim.Optimizer) -> None:
    net.train()
    optimizer.zero_grad()
    logits = net(batch.x, batch.edge_attr, batch.wired).index_select(0, batch.rows)
    loss = binary_cross_entropy_with_logits(
        logits, batch.truth, batch.weight, pos_weight=torch.tensor(recipe.weight_of_illicit)
    )
    loss.backward()  # type: ignore[no-untyped-call]
    torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
    optimizer.step()


def validated(net: DirectedNet, normaliser: Normaliser, data: Sequence[Measured]) -> float:
    """PR-AUC on validation."""
    truth, logits = [np.empty(0, np.int8)], [np.empty(0)]
    for one in data:
        rows = one.rows("validation")
        if rows.size:
            found = seen(net, None, normaliser, one.graph, one.x, one.e)
            truth.append(one.truth[rows])
            logits.append(found.net[rows])
    return pr_auc(np.concatenate(truth), np.concatenate(logits))


def fit_head(
    start: DirectedNet, x: Tensor, h: Tensor, truth: Tensor, weight: Tensor, recipe: Recipe
) -> DirectedNet:
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
