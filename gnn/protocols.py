"""The published protocols on the published files: the same splits, thresholds from validation alone.

What is reported is F1 of the illicit class and PR-AUC on the test part; nothing is fitted to it or stopped by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import lightgbm
import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier

from gnn.card import Interval
from gnn.dataset import Measured, Normaliser, fitted, spread
from gnn.features import account_features, transfer_features
from gnn.fitting import fit_net
from gnn.metrics import best_threshold, bootstrap, f1, pr_auc
from gnn.model import seen
from gnn.recipe import Recipe
from gnn.set_training import SetTask, fit_sets
from gnn.sets.amlworld import Transactions
from gnn.sets.elliptic import Published
from gnn.sets.elliptic2 import LabelledSets
from gnn.transfers import Moves, fit_transfers, scored

Floats = NDArray[np.float64]
Table = NDArray[np.float32]
Truth = NDArray[np.int8]
Fit = Callable[[int], Floats]
"""A seed -> scores of everything."""


@dataclass(frozen=True)
class Result:
    """One model over several seeds: F1 and PR-AUC of each, and the bootstrap interval of the first's F1."""

    model: str
    f1: tuple[float, ...]
    pr_auc: tuple[float, ...]
    interval: Interval


def judged(model: str, fit: Fit, truth: Truth, part: NDArray[np.int8], seeds: Sequence[int]) -> Result:
    """Fit with every seed; the threshold is that of the best F1 on part 1, and part 2 is judged."""
    found, interval = [], None
    chooses, judges = part == 1, part == 2
    for seed in seeds:
        score = fit(seed)
        level = best_threshold(truth[chooses], score[chooses])
        called = score[judges] >= level
        found.append((f1(truth[judges], called), pr_auc(truth[judges], score[judges])))
        interval = interval or bootstrap(truth[judges], called.astype(float), lambda t, s: f1(t, s >= 0.5))
    assert interval
    return Result(model, tuple(one for one, _ in found), tuple(two for _, two in found), interval)


def boosted(x: Table, truth: Truth, part: NDArray[np.int8], trees: int = 400) -> Fit:
    """LightGBM on the columns of `x`, stopped by PR-AUC on part 1."""

    def fit(seed: int) -> Floats:
        model = lightgbm.LGBMClassifier(
            n_estimators=trees, learning_rate=0.05, num_leaves=63, min_child_samples=20, subsample=0.8,
            subsample_freq=1, colsample_bytree=0.5, random_state=seed, deterministic=True, verbosity=-1,
        )  # fmt: skip
        train, chooses = part == 0, part == 1
        model.fit(
            x[train], truth[train], eval_X=x[chooses], eval_y=truth[chooses], eval_metric="average_precision",
            callbacks=[lightgbm.early_stopping(50, verbose=False)],
        )  # fmt: skip
        return np.asarray(model.predict_proba(x), np.float64)[:, 1]

    return fit


def forest(x: Table, truth: Truth, part: NDArray[np.int8], trees: int = 100) -> Fit:
    """A random forest on the columns of `x`."""

    def fit(seed: int) -> Floats:
        model = RandomForestClassifier(trees, max_features="sqrt", n_jobs=-1, random_state=seed)
        model.fit(x[part == 0], truth[part == 0])
        return np.asarray(model.predict_proba(x), np.float64)[:, 1]

    return fit


def elliptic(data: Published, recipe: Recipe, seeds: Sequence[int], trees: int = 100) -> Iterator[Result]:
    """Weber et al.'s task on the published features: steps 1-34 teach, the last five of them by choosing, 35 and
    later judge. Nets learn inductively: edges never cross a step.
    """
    example, x = data.example, data.x
    truth, part = example.labels, example.split
    yield judged("random forest", forest(x, truth, part, trees), truth, part, seeds)
    yield judged("boosted trees", boosted(x, truth, part), truth, part, seeds)
    e = transfer_features(example.graph)
    one = Measured(
        example.graph, x, e, truth, np.ones(truth.size, np.float32), part, example.groups, 0, True
    )
    normaliser = fitted([one])
    for name, backbone in (("GraphSAGE", "sage"), ("PNA, directed", "pna"), ("SIGN", "sign")):
        asked = replace(recipe, backbone=backbone)  # type: ignore[arg-type]
        yield judged(name, _net([one], normaliser, asked), truth, part, seeds)


def _net(data: Sequence[Measured], normaliser: Normaliser, recipe: Recipe) -> Fit:
    def fit(seed: int) -> Floats:
        net = fit_net(data, normaliser, replace(recipe, seed=seed)).net
        one = data[0]
        return seen(net, None, normaliser, one.graph, one.x, one.e).net

    return fit


def amlworld(data: Transactions, recipe: Recipe, seeds: Sequence[int]) -> Iterator[Result]:
    """Egressy et al.'s task: transactions as edges, 60/20/20 by time, each part seen from its own end."""
    truth, part = data.laundering, data.part
    yield judged("boosted trees, raw columns", boosted(data.raw, truth, part), truth, part, seeds)
    moves, wide = _parts(data)
    x = np.column_stack([data.raw, wide])
    name = "boosted trees, raw columns and patterns"
    yield judged(name, boosted(x, truth, part), truth, part, seeds)
    normaliser = Normaliser(spread([moves[0].x]), spread([moves[0].e]))
    for name, change in (
        ("GIN, directed", {"backbone": "gin"}),
        ("PNA, directed", {}),
        ("PNA, directed, edge updates", {"edge_updates": True}),
    ):
        asked = replace(recipe, **change)
        yield judged(name, _edge_net(moves, normaliser, asked, truth.size), truth, part, seeds)


def _parts(data: Transactions) -> tuple[list[Moves], Table]:
    """The three parts, and of every transaction its own features and those of both ends, as of its part's end.

    The raw columns stand beside each transfer's features for the nets.
    """
    found, rows_wide = [], []
    for number, end in enumerate(data.ends):
        then = data.graph.until(end)
        x, e = account_features(then), transfer_features(then)
        rows = np.flatnonzero(data.part[: then.size] == number)
        rows_wide.append(np.column_stack([e[rows], x[then.src[rows]], x[then.dst[rows]]]))
        wide = np.column_stack([e, data.raw[: then.size]])
        found.append(Moves(then, x, wide, rows, data.laundering[rows]))
    return found, np.concatenate(rows_wide)


def _edge_net(moves: Sequence[Moves], normaliser: Normaliser, recipe: Recipe, size: int) -> Fit:
    def fit(seed: int) -> Floats:
        asked = replace(recipe, seed=seed)
        net = fit_transfers(moves[0], moves[1], normaliser, asked)
        score = np.zeros(size)
        for one in moves[1:]:
            score[one.rows] = scored(net, one, normaliser, asked)
        return score

    return fit


def elliptic2(data: LabelledSets, recipe: Recipe, seeds: Sequence[int]) -> Iterator[Result]:
    """Bellei et al.'s task: which sets are suspicious."""
    truth, part = data.label, data.part
    moments = _moments(data)
    yield judged("boosted trees on pooled features", boosted(moments, truth, part), truth, part, seeds)
    task = SetTask(data.graph, data.x, transfer_features(data.graph), data.of, truth, part)
    teaches = part[data.of] == 0
    within = teaches[data.graph.src]
    normaliser = Normaliser(spread([data.x[teaches]]), spread([task.e[within]]))
    for name, backbone in (("PNA, pooled", "pna"), ("GIN, pooled", "gin"), ("SIGN, pooled", "sign")):
        asked = replace(recipe, backbone=backbone)  # type: ignore[arg-type]
        fit = _set_net(task, normaliser, asked)
        yield judged(name, fit, truth, part, seeds)


def _set_net(task: SetTask, normaliser: Normaliser, recipe: Recipe) -> Fit:
    return lambda seed: fit_sets(task, normaliser, replace(recipe, seed=seed))


def _moments(data: LabelledSets) -> Table:
    """(c, 4 k + 2): mean, deviation, least and most of the members' features, how many members and edges."""
    order = np.argsort(data.of, kind="stable")
    x, size = data.x[order].astype(np.float64), np.bincount(data.of, minlength=data.label.size)
    starts = np.concatenate([[0], np.cumsum(size)[:-1]])
    mean = np.add.reduceat(x, starts) / size[:, None]
    square = np.add.reduceat(x * x, starts) / size[:, None]
    deviation = np.sqrt(np.maximum(square - mean * mean, 0.0))
    ends = [np.minimum.reduceat(x, starts), np.maximum.reduceat(x, starts)]
    edges = np.bincount(data.of[data.graph.src], minlength=data.label.size)
    return np.column_stack([mean, deviation, *ends, size, edges]).astype(np.float32)
