"""From examples to a model with its card: net, trees and the baselines, the choice, and honest figures."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
import numpy as np
import torch
from numpy.typing import NDArray

from gnn.ablation import shuffled
from gnn.baseline import KINDS, Kind, Rows, Trees, fit_trees, grow
from gnn.calibration import Line
from gnn.card import Trial
from gnn.carding import Facts, card_for
from gnn.checkpoint import Checkpoint
from gnn.dataset import Measured, Normaliser, fitted, measured
from gnn.example import PARTS, Example, Part, counts
from gnn.fitting import Learned, fit_head, fit_net
from gnn.grouping import fit_clusters, pooled
from gnn.judging import Verdict, judged, pool
from gnn.metrics import pr_auc
from gnn.model import Judge, Model, Seen, seen
from gnn.nets import Net
from gnn.recipe import Choice, Recipe
from gnn.search import searched
from investigator.errors import Trouble
from investigator.progress import Tick, silent

Floats = NDArray[np.float64]

LEAST, LEAST_OF_EACH = 10, 3


@dataclass(frozen=True)
class _Fitted:
    """Everything that was fitted, before anyone has judged it.

    `grown` are the trees of every kind, `kind` the one that stands beside the net; `lots` are the log odds of a
    net on edges drawn by lot. `looks` is what both make of the data. `usual` are the log odds of the usual
    account before fine-tuning, by net and by trees.
    """

    normaliser: Normaliser
    learned: Learned
    trees: Trees
    kind: Kind
    grown: Mapping[Kind, Trees]
    lots: tuple[Floats, ...] | None
    looks: tuple[Seen, ...]
    trials: tuple[Trial, ...] = ()
    usual: tuple[float, float] | None = None
    recipe: Recipe = field(default_factory=Recipe)


def train(
    examples: Sequence[Example],
    recipe: Recipe,
    tick: Tick = silent,
    start: Model | None = None,
    unfinished: Path | None = None,
) -> Model:
    """A model trained anew, or fine-tuned from `start`, whose embeddings then stay as they are.

    What is learnt comes from the training part, what is chosen from validation, and the card's figures from
    the test part. The same examples and recipe give the same numbers on one machine. In the folder
    `unfinished` training that was broken off is kept, and goes on. Raises `Trouble` for fewer than ten
    labels, or fewer than three of either class.
    """
    began = time.monotonic()
    _check(examples, recipe)
    if start is not None:
        was = start.card.asked()
        same = {
            name: getattr(was, name) for name in ("hidden", "layers", "backbone", "edge_updates", "ego")
        }
        recipe = replace(recipe, **same)
    data = measured(examples, recipe.weak if recipe.unknown_as_licit else None, _within(tick, 0, 10))
    _check_parts(data)
    place = _place(examples, recipe, unfinished)
    made = _anew(data, recipe, tick, place) if start is None else _tuned(data, recipe, start, tick)
    tick(85, 100, "Choosing on validation")
    net, looks = made.learned.net, made.looks
    verdict = _verdict(data, looks, made, start)
    tick(90, 100, "Learning what clusters look like")
    if start is None:
        sets = [pooled(data, looks, verdict.judge, part, recipe.seed) for part in ("train", "validation")]
        head, curve = fit_clusters(sets[0], sets[1], made.recipe)
    else:
        head, curve = start.clusters, start.judge.cluster_curve
    tick(95, 100, "Measuring on the test part")
    facts = Facts(
        examples, data, looks, made.recipe, verdict, made.learned, made.kind, made.grown, made.lots,
        made.trials, start, began,
    )  # fmt: skip
    judge = replace(verdict.judge, cluster_curve=curve)
    model = Model(card_for(facts), net, head, made.normaliser, made.trees, judge)
    if place is not None:
        place.forget()
    return replace(model, card=model.package().card)


def _check(examples: Sequence[Example], recipe: Recipe) -> None:
    have = counts(tuple(examples))
    licit = have["licit"] + (have["unknown"] if recipe.unknown_as_licit else 0)
    if have["illicit"] + licit < LEAST:
        raise Trouble(
            f"{have['illicit'] + licit} labels are too few to learn from; label at least {LEAST} accounts,"
            " suspicious and ordinary ones."
        )
    for name, count in (("suspicious", have["illicit"]), ("ordinary", licit)):
        if count < LEAST_OF_EACH:
            raise Trouble(
                f"Only {count} accounts are labelled as {name}; label at least {LEAST_OF_EACH}, so that the"
                " model learns from some and is measured on others."
            )


def _check_parts(data: Sequence[Measured]) -> None:
    for part in PARTS[:2]:
        truth = np.concatenate([one.truth[one.rows(part)] for one in data])
        if np.unique(truth).size < 2:
            raise Trouble(f"The {part} part holds labels of one kind only; give examples with both.")


def _place(examples: Sequence[Example], recipe: Recipe, unfinished: Path | None) -> Checkpoint | None:
    """Where this very training keeps its standing: named by the recipe, the graphs and the labels."""
    if unfinished is None:
        return None
    name = hashlib.sha256(msgspec.json.encode(recipe))
    for example in examples:
        name.update(example.graph.digest().encode() + example.labels.tobytes() + example.split.tobytes())
    return Checkpoint(unfinished / name.hexdigest()[:24])


def _within(tick: Tick, low: int, high: int) -> Tick:
    """A tick for a step that takes the overall percentage from `low` to `high`."""

    def inner(done: int, total: int | None = None, note: str = "") -> None:
        tick(low + (high - low) * done // total if total else low, 100, note)

    return inner


def rows_of(data: Sequence[Measured], part: Part) -> Rows:
    """The accounts of one part of all examples, as trees take them."""
    rows = [(one, one.rows(part)) for one in data]
    return Rows(
        np.concatenate([one.x[r] for one, r in rows]),
        np.concatenate([one.truth[r] for one, r in rows]),
        np.concatenate([one.weight[r] for one, r in rows]),
    )


def _grown(data: Sequence[Measured], recipe: Recipe, tick: Tick) -> dict[Kind, Trees]:
    """Trees of every kind."""
    parts = rows_of(data, "train"), rows_of(data, "validation")
    found: dict[Kind, Trees] = {}
    for number, kind in enumerate(KINDS):
        tick(number, len(KINDS), "Growing trees")
        found[kind] = grow(kind, *parts, recipe)
    return found


def _anew(data: Sequence[Measured], recipe: Recipe, tick: Tick, place: Checkpoint | None) -> _Fitted:
    normaliser = fitted(data)
    grown = _grown(data, recipe, _within(tick, 10, 20))
    judge = rows_of(data, "validation")
    best: Kind = max(grown, key=lambda kind: pr_auc(judge.truth, grown[kind].logits(judge.x)))
    recipe, trials = searched(data, normaliser, recipe, _within(tick, 20, 40))
    low = 40 if trials else 20
    middle = low + (85 - low) * 6 // 10 if recipe.ablation else 85
    learned = fit_net(data, normaliser, recipe, _within(tick, low, middle), place)
    lots = None
    if recipe.ablation:
        mixed = shuffled(data, recipe.seed)
        drawn = fit_net(mixed, normaliser, recipe, _said(_within(tick, middle, 85))).net
        lots = tuple(seen(drawn, None, normaliser, one.graph, one.x, one.e).net for one in mixed)
    tick(85, 100, "Looking at everything once more")
    looks = tuple(seen(learned.net, grown[best], normaliser, one.graph, one.x, one.e) for one in data)
    return _Fitted(normaliser, learned, grown[best], best, grown, lots, looks, trials, recipe=recipe)


def _said(tick: Tick) -> Tick:
    def inner(done: int, total: int | None = None, note: str = "") -> None:
        tick(done, total, "Training on shuffled edges, to compare")

    return inner


def _tuned(data: Sequence[Measured], recipe: Recipe, start: Model, tick: Tick) -> _Fitted:
    """Fine-tune both; on a worse PR-AUC on validation, what `start` has is kept."""
    began = time.monotonic()
    parts = rows_of(data, "train"), rows_of(data, "validation")
    trees = fit_trees(*parts, recipe, start.trees, _within(tick, 10, 40))
    scores = [pr_auc(parts[1].truth, some.logits(parts[1].x)) for some in (start.trees, trees)]
    tick(50, 100, "Fine-tuning the network")
    looks = [start.see(one.graph, one.x, one.e) for one in data]
    net = _bent(data, looks, start, parts[0], recipe)
    bent = [_again(look, net) for look in looks]
    before, after = (pr_auc(parts[1].truth, _of(data, some, "validation")) for some in (looks, bent))
    lots = None
    if recipe.ablation:
        tick(70, 100, "Fine-tuning on shuffled edges, to compare")
        mixed = shuffled(data, recipe.seed)
        drawn = [seen(start.net, None, start.normaliser, one.graph, one.x, one.e) for one in mixed]
        other = _bent(mixed, drawn, start, parts[0], recipe)
        lots = tuple(_again(look, other).net for look in drawn)
    learned = Learned(net if after >= before else start.net, 0, time.monotonic() - began, "cpu")
    chosen = trees if scores[1] >= scores[0] else start.trees
    kept = bent if after >= before else looks
    return _Fitted(
        start.normaliser,
        learned,
        chosen,
        "boosted trees",
        _grown(data, recipe, _within(tick, 75, 85)),
        lots,
        tuple(replace(look, trees=chosen.logits(look.x)) for look in kept),
        usual=_usual(looks),
        recipe=recipe,
    )


def _again(look: Seen, net: Net) -> Seen:
    """What a net with another head makes of what was seen: its embeddings are the same."""
    with torch.no_grad():
        logits = net.classify(look.embedding, look.scaled).numpy().astype(np.float64)
    return replace(look, net=logits)


def _of(data: Sequence[Measured], looks: Sequence[Seen], part: Part) -> Floats:
    """(r,) the net's log odds of one part."""
    return np.concatenate([look.net[one.rows(part)] for one, look in zip(data, looks, strict=True)])


def _bent(data: Sequence[Measured], looks: Sequence[Seen], start: Model, rows: Rows, recipe: Recipe) -> Net:
    """The net of `start` with a head that fits the training part."""
    pairs = [(look, torch.from_numpy(one.rows("train"))) for look, one in zip(looks, data, strict=True)]
    return fit_head(
        start.net,
        torch.cat([look.scaled[some] for look, some in pairs]),
        torch.cat([look.embedding[some] for look, some in pairs]),
        torch.from_numpy(rows.truth.astype(np.float32)),
        torch.from_numpy(rows.weight),
        recipe,
    )


def _verdict(
    data: Sequence[Measured], looks: Sequence[Seen], made: _Fitted, start: Model | None
) -> Verdict:
    kept = None if start is None else verdict_of(start)
    found = judged(pool(data, looks, "validation"), made.recipe, kept)
    if kept is not None and made.usual is not None and found.judge is kept.judge:
        found = replace(found, judge=_settled(kept.judge, made.usual, _usual(looks)))
    return found


def _usual(looks: Sequence[Seen]) -> tuple[float, float]:
    """Median log odds over all accounts of all graphs, by net and by trees."""
    net, trees = (np.concatenate([getattr(look, name) for look in looks]) for name in ("net", "trees"))
    return float(np.median(net)), float(np.median(trees))


def _settled(judge: Judge, before: tuple[float, float], after: tuple[float, float]) -> Judge:
    """`judge` for logits that fine-tuning has moved: the usual account scores as before.

    Analysts label what stands out, half of it illicit, say; the share of illicit accounts among labels says
    nothing about the share in the case.
    """
    lines = [
        Line(line.slope, line.shift + line.slope * (was - now))
        for line, was, now in zip((judge.net, judge.trees), before, after, strict=True)
    ]
    return replace(judge, net=lines[0], trees=lines[1])


def verdict_of(model: Model) -> Verdict:
    """What was decided about a model when it was trained, to measure it on something else."""
    card, judge = model.card, model.judge
    shares: dict[Choice, float] = {"blend": 0.5, "net": 1.0, "trees": 0.0, card.choice: judge.share}
    thresholds = {name: (share, card.thresholds[name]) for name, share in shares.items()}
    return Verdict(judge, card.choice, card.why, thresholds, True)
