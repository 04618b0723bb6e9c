"""A model's word on the accounts and clusters of a graph: leads, with their reasons.

What is kept is computed in double precision and told to so many decimals that another processor finds the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

import numpy as np
import torch
from numpy.typing import NDArray

from gnn.calibration import sigmoid, to_places
from gnn.explain import contributions, set_contributions
from gnn.features import Scales, account_features, scales, transfer_features
from gnn.grouping import cluster_scores, seen_sets
from gnn.model import Model, Seen
from gnn.reasons import reasons
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Clock, ClusterScore, Reason, Scores

EXPLAINED = 300
"""How many of the highest scores are given reasons."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def score(
    graph: Subgraph,
    model: Model,
    tick: Tick = silent,
    clock: Clock = Clock.UTC,
    wanted: Collection[int] = (),
) -> Scores:
    """A score for every account, and reasons for the highest and for the `wanted` ids.

    The model declines on an account that dealt with nobody else: nothing is known about it.
    """
    return _scores(graph, model.exact, _looked(graph, model.exact, tick), clock, wanted, tick)


def score_clusters(
    graph: Subgraph, membership: NDArray[np.int32], model: Model, tick: Tick = silent
) -> list[ClusterScore]:
    """A score for every cluster that `membership` (n,) numbers from 0 on, -1 for none; by number."""
    return _clusters(graph, membership, model.exact, _looked(graph, model.exact, tick), Clock.UTC)


def score_all(
    graph: Subgraph,
    membership: NDArray[np.int32] | None,
    model: Model,
    tick: Tick = silent,
    clock: Clock = Clock.UTC,
) -> tuple[Scores, list[ClusterScore]]:
    """`score` and `score_clusters` from one look at the graph."""
    model = model.exact
    look = _looked(graph, model, tick)
    scores = _scores(graph, model, look, clock, (), tick)
    tick(90, 100, "Scoring clusters")
    clusters = [] if membership is None else _clusters(graph, membership, model, look, clock)
    tick(100, 100, "Scored")
    return scores, clusters


def rescore(
    graph: Subgraph,
    accounts: Collection[int],
    usual: Scales,
    model: Model,
    tick: Tick = silent,
    clock: Clock = Clock.UTC,
) -> Scores:
    """Scores with reasons for these accounts alone, from the part of a graph that surrounds them.

    `usual` is what the whole finds usual, row by row of the part. `input_hash` is that of the part.
    """
    model = model.exact
    with _alone_at_work():
        look = _looked(graph, model, tick, usual)
        found = _scores(graph, model, look, clock, accounts, tick, usual, top=0)
    rows = np.flatnonzero(np.isin(graph.accounts, np.array(sorted(accounts), np.int64)))
    return replace(
        found,
        **{name: getattr(found, name)[rows] for name in ("accounts", "raw", "calibrated", "abstained")},
        baseline=found.baseline[rows],
        reasons=tuple(found.reasons[row] for row in rows.tolist()),
    )


@contextmanager
def _alone_at_work() -> Iterator[None]:
    """One thread: with little to do, others take longer to call than to work."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _looked(graph: Subgraph, model: Model, tick: Tick, usual: Scales | None = None) -> Seen:
    def measuring(done: int, total: int | None = None, note: str = "") -> None:
        tick(40 * done // total if total else 0, 100, note)

    x = account_features(graph, measuring, usual=usual)
    tick(40, 100, "Measuring transfers")
    e = transfer_features(graph, usual=usual)
    tick(50, 100, "Running the network")
    return model.see(graph, x, e)


def _scores(
    graph: Subgraph,
    model: Model,
    look: Seen,
    clock: Clock,
    wanted: Collection[int],
    tick: Tick,
    usual: Scales | None = None,
    top: int = EXPLAINED,
) -> Scores:
    judge = model.judge
    raw = judge.raw(look.net, look.trees)
    tick(80, 100, "Looking for reasons")
    first = np.argsort(-raw, kind="stable")[:top]
    asked = np.flatnonzero(np.isin(graph.accounts, np.array(sorted(wanted), np.int64)))
    return Scores(
        accounts=graph.accounts,
        raw=raw,
        calibrated=judge.curve(raw),
        abstained=judge.abstention(raw) | _alone(graph),
        reasons=_reasons(graph, model, look, np.union1d(first, asked), clock, usual),
        model=model.card.id,
        model_hash=model.card.model_sha256,
        input_hash=graph.digest(),
        baseline=to_places(sigmoid(judge.trees(look.trees))),
    )


def _alone(graph: Subgraph) -> NDArray[np.bool_]:
    """(n,) which accounts have no transfer with another."""
    moves = graph.src != graph.dst
    alone = np.ones(graph.order, np.bool_)
    alone[graph.src[moves]] = alone[graph.dst[moves]] = False
    return alone


def _reasons(
    graph: Subgraph, model: Model, look: Seen, rows: Ints, clock: Clock, usual: Scales | None = None
) -> tuple[tuple[Reason, ...], ...]:
    found: list[tuple[Reason, ...]] = [()] * graph.order
    usual = usual or scales(graph)
    for row, carried in zip(rows.tolist(), contributions(model, look, rows), strict=True):
        found[row] = reasons(look.x[row], carried, graph, row, clock, usual)
    return tuple(found)


def _clusters(
    graph: Subgraph, membership: NDArray[np.int32], model: Model, look: Seen, clock: Clock
) -> list[ClusterScore]:
    member = np.argsort(membership, kind="stable")
    member = member[membership[member] >= 0]
    numbers, of = np.unique(membership[member], return_inverse=True)
    if not numbers.size:
        return []
    table, _ = seen_sets(look, model.judge, member, of, numbers.size)
    score_ = cluster_scores(model.clusters, table)
    calibrated = model.judge.cluster_curve(score_)
    why = _cluster_reasons(model, look, member, of, set_contributions(model, table))
    sets = np.split(graph.accounts[member], np.flatnonzero(np.diff(of)) + 1)
    return [
        ClusterScore(int(number), members, float(score_[c]), float(calibrated[c]), why[c])
        for c, (number, members) in enumerate(zip(numbers, sets, strict=True))
    ]


def _cluster_reasons(
    model: Model, look: Seen, member: Ints, of: Ints, carried: Floats
) -> list[tuple[Reason, ...]]:
    """What the members are by themselves, what their dealings look like, and how many there are."""
    raw = model.judge.raw(look.net, look.trees)[member]
    size = np.bincount(of)
    suspicious = np.bincount(of, raw >= model.card.threshold).astype(np.int64)
    said = []
    for c, weights in enumerate(carried.tolist()):
        like = "laundering" if weights[0] > 0 else "ordinary"
        prefix = ["ordinary: " if weight < 0 else "" for weight in weights]
        found = (
            ("dealings", f"the members deal with each other and with others as {like} sets do"),
            (
                "members",
                f"{prefix[1]}{suspicious[c]:,} of {size[c]:,} members look suspicious by themselves",
            ),
            ("size", f"{prefix[2]}it has {size[c]:,} members"),
        )
        named = [Reason(text, weights[i], name) for i, (name, text) in enumerate(found) if weights[i]]
        said.append(tuple(sorted(named, key=lambda reason: -abs(reason.weight))))
    return said
