"""Sets of accounts to learn cluster scores from: planted patterns, communities and neighbourhoods."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from gnn.adjacency import both_ways
from gnn.calibration import Curve, identity, isotonic, sigmoid, to_places
from gnn.dataset import Measured
from gnn.example import PARTS, Part
from gnn.model import Judge, Seen
from gnn.models.pooling import ClusterHead, pool
from gnn.recipe import Recipe
from gnn.sampler import sample
from gnn.set_flows import FLOWS, inner_flows
from investigator.graph.cluster import communities

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LEAST = 3
"""Members from which on a set is one."""
BALLS = 200
STEPS = 400


@dataclass(frozen=True)
class Sets:
    """c sets of accounts: pairs (member, of) as `pooling.pool` takes them, and the share of each set's
    accounts that is illicit, (c,), as far as it is known.
    """

    member: Ints
    of: Ints
    share: Floats


@dataclass(frozen=True)
class Pooled:
    """What sets look like (c, 2 h + 4 + f), the mean probability of their members and the truth about them."""

    table: Tensor
    mean: Floats
    share: Floats


def sets_of(one: Measured, part: Part, seed: int) -> Sets:
    """Known groups (bare, and with as many of their neighbours), communities, and neighbourhoods of some
    accounts of `part`, the illicit and as many others; those without any known member are left out.
    """
    rng = np.random.default_rng(seed)
    found: list[Ints] = []
    if (one.part == PARTS.index(part)).any():
        csr = both_ways(one.graph)
        if one.groups.size:
            bare = _split(one.groups.astype(np.int64))
            found += bare
            found += [_widened(csr, group, group.size, rng) for group in bare]
        found += _split(communities(one.graph).astype(np.int64))
        rows = one.rows(part)
        for label in (1, 0):
            centres = rng.permutation(rows[one.truth[rows] == label])[:BALLS]
            found += [_widened(csr, centre[None], int(rng.integers(3, 16)), rng) for centre in centres]
    return _known(one, part, [some for some in found if some.size >= LEAST])


def _split(number: Ints) -> list[Ints]:
    """The members of each set, for sets numbered from 0, -1 for none."""
    order = np.argsort(number, kind="stable")
    order = order[number[order] >= 0]
    if not order.size:
        return []
    return np.split(order, np.flatnonzero(np.diff(number[order])) + 1)


def _widened(csr: tuple[Ints, Ints, Ints], group: Ints, more: int, rng: np.random.Generator) -> Ints:
    """A set with at most `more` accounts that deal with it."""
    around = sample(*csr, group, (4,), int(rng.integers(2**31))).nodes[group.size :]
    return np.concatenate([group, rng.permutation(around)[:more]])


def _known(one: Measured, part: Part, sets: Sequence[Ints]) -> Sets:
    known = (one.part == PARTS.index(part)) & (one.weight > 0)
    kept = [(some, some[known[some]]) for some in sets if known[some].any()]
    share = [float(np.average(one.truth[seen], weights=one.weight[seen])) for _, seen in kept]
    none: list[Ints] = [np.empty(0, np.int64)]
    return Sets(
        np.concatenate([*none, *(some for some, _ in kept)]),
        np.repeat(np.arange(len(kept)), [some.size for some, _ in kept]),
        np.array(share, np.float64),
    )


def pooled(data: Sequence[Measured], seen: Sequence[Seen], judge: Judge, part: Part, seed: int) -> Pooled:
    """The sets of one part of all examples, as the head sees them."""
    tables, means, shares = [], [], []
    for number, (one, look) in enumerate(zip(data, seen, strict=True)):
        sets = sets_of(one, part, seed + number)
        if sets.share.size:
            table, mean = seen_sets(look, judge, sets.member, sets.of, sets.share.size)
            tables.append(table)
            means.append(mean)
            shares.append(sets.share)
    if not tables:
        return Pooled(torch.empty(0, 0), np.empty(0), np.empty(0))
    return Pooled(torch.cat(tables), np.concatenate(means), np.concatenate(shares))


def seen_sets(look: Seen, judge: Judge, member: Ints, of: Ints, sets: int) -> tuple[Tensor, Floats]:
    """(c, 2 h + 4 + f) what sets and the flows within them look like, and the mean raw score of their members
    (c,).
    """
    raw = judge.raw(look.net, look.trees)
    table = pool(
        look.embedding,
        torch.from_numpy(raw).to(look.embedding.dtype),
        torch.from_numpy(member),
        torch.from_numpy(of),
        sets,
    )
    flows = inner_flows(look.graph, look.told, member, of, sets)
    size = np.maximum(np.bincount(of, minlength=sets), 1)
    return torch.cat([table, torch.from_numpy(flows).to(table.dtype)], dim=1), np.bincount(
        of, raw[member], sets
    ) / size


def fit_clusters(train: Pooled, validation: Pooled, recipe: Recipe) -> tuple[ClusterHead, Curve]:
    """Fit the head to the share of illicit members, stop by validation's log loss, and calibrate there."""
    torch.manual_seed(recipe.seed)
    head = ClusterHead(recipe.hidden, FLOWS)
    if not train.share.size:
        return head.eval(), identity()
    judge = validation if validation.share.size else train
    aim, goal = (torch.from_numpy(some.share.astype(np.float32)) for some in (train, judge))
    optimizer = torch.optim.AdamW(head.parameters(), recipe.rate, weight_decay=1e-2)
    best, kept = np.inf, copy.deepcopy(head.state_dict())
    for step in range(STEPS):
        optimizer.zero_grad()
        binary_cross_entropy_with_logits(head(train.table), aim).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
        if step % 10 == 9:
            with torch.no_grad():
                loss = float(binary_cross_entropy_with_logits(head(judge.table), goal))
            if loss < best:
                best, kept = loss, copy.deepcopy(head.state_dict())
    head.load_state_dict(kept)
    head.eval()
    return head, isotonic(judge.share, cluster_scores(head, judge.table))


def cluster_scores(head: ClusterHead, table: Tensor) -> Floats:
    """(c,) in [0, 1], to `PLACES` decimals: the share of illicit members to be expected."""
    with torch.no_grad():
        return to_places(sigmoid(head(table).numpy().astype(np.float64)))
