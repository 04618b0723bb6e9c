"""From examples to a model with its card: both models, the choice between them, and honest figures."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import numpy as np
import torch

from gnn.baseline import Rows, Trees, fit_trees
from gnn.calibration import Line
from gnn.card import Card
from gnn.dataset import Measured, Normaliser, fitted, measured
from gnn.example import PARTS, Example, Part, counts
from gnn.fitting import fit_head, fit_net, validated
from gnn.grouping import fit_clusters, pooled
from gnn.judging import Verdict, figures, judged, pool
from gnn.metrics import pr_auc
from gnn.model import Judge, Model, Seen, seen
from gnn.nets import Net
from gnn.recipe import Choice, Recipe
from investigator.errors import Trouble
from investigator.progress import Tick, silent
from investigator.settings import TOOL

LEAST, LEAST_OF_EACH = 10, 3


@dataclass(frozen=True)
class _Fitted:
    """Both models before anyone has judged them."""

    normaliser: Normaliser
    net: Net
    trees: Trees
    usual: tuple[float, float] | None = None
    """Log odds of the usual account before fine-tuning, by net and by trees."""


def train(
    examples: Sequence[Example], recipe: Recipe, tick: Tick = silent, start: Model | None = None
) -> Model:
    """A model trained anew, or fine-tuned from `start`, whose embeddings then stay as they are.

    What is learnt comes from the training part, what is chosen from validation, and the card's figures from
    the test part. The same examples and recipe give the same numbers on one machine. Raises `Trouble` for
    fewer than ten labels, or fewer than three of either class.
    """
    began = time.monotonic()
    _check(examples, recipe)
    if start is not None:
        was = start.card.asked()
        recipe = replace(recipe, hidden=was.hidden, layers=was.layers)
    data = measured(examples, recipe.weak if recipe.unknown_as_licit else None, _within(tick, 0, 10))
    made = _anew(data, recipe, tick) if start is None else _tuned(data, recipe, start, tick)
    tick(85, 100, "Choosing on validation")
    looks = [seen(made.net, made.trees, made.normaliser, one.graph, one.x, one.e) for one in data]
    kept = None if start is None else verdict_of(start)
    verdict = judged(pool(data, looks, "validation"), recipe, kept)
    if kept is not None and made.usual is not None and verdict.judge is kept.judge:
        verdict = replace(verdict, judge=_settled(kept.judge, made.usual, _usual(looks)))
    tick(90, 100, "Learning what clusters look like")
    if start is None:
        sets = [pooled(data, looks, verdict.judge, part, recipe.seed) for part in ("train", "validation")]
        head, curve = fit_clusters(sets[0], sets[1], recipe)
    else:
        head, curve = start.clusters, start.judge.cluster_curve
    tick(95, 100, "Measuring on the test part")
    card = _card(examples, data, looks, recipe, verdict, start, time.monotonic() - began)
    judge = replace(verdict.judge, cluster_curve=curve)
    model = Model(card, made.net, head, made.normaliser, made.trees, judge)
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


def _within(tick: Tick, low: int, high: int) -> Tick:
    """A tick for a step that takes the overall percentage from `low` to `high`."""

    def inner(done: int, total: int | None = None, note: str = "") -> None:
        tick(low + (high - low) * done // total if total else low, 100, note)

    return inner


def _rows(data: Sequence[Measured], part: Part) -> Rows:
    rows = [(one, one.rows(part)) for one in data]
    return Rows(
        np.concatenate([one.x[r] for one, r in rows]),
        np.concatenate([one.truth[r] for one, r in rows]),
        np.concatenate([one.weight[r] for one, r in rows]),
    )


def _anew(data: Sequence[Measured], recipe: Recipe, tick: Tick) -> _Fitted:
    _check_parts(data)
    normaliser = fitted(data)
    trees = fit_trees(_rows(data, "train"), _rows(data, "validation"), recipe, None, _within(tick, 10, 25))
    learned = fit_net(data, normaliser, recipe, _within(tick, 25, 85))
    return _Fitted(normaliser, learned.net, trees)


def _tuned(data: Sequence[Measured], recipe: Recipe, start: Model, tick: Tick) -> _Fitted:
    """Fine-tune both; on a worse PR-AUC on validation, what `start` has is kept."""
    _check_parts(data)
    train_rows, judge = _rows(data, "train"), _rows(data, "validation")
    trees = fit_trees(train_rows, judge, recipe, start.trees, _within(tick, 10, 40))
    scores = [pr_auc(judge.truth, some.logits(judge.x)) for some in (start.trees, trees)]
    tick(50, 100, "Fine-tuning the network")
    looks = [start.see(one.graph, one.x, one.e) for one in data]
    pairs = [(look, torch.from_numpy(one.rows("train"))) for look, one in zip(looks, data, strict=True)]
    net = fit_head(
        start.net,
        torch.cat([look.scaled[rows] for look, rows in pairs]),
        torch.cat([look.embedding[rows] for look, rows in pairs]),
        torch.from_numpy(train_rows.truth.astype(np.float32)),
        torch.from_numpy(train_rows.weight),
        recipe,
    )
    before, after = (validated(some, start.normaliser, data) for some in (start.net, net))
    return _Fitted(
        start.normaliser,
        net if after >= before else start.net,
        trees if scores[1] >= scores[0] else start.trees,
        _usual(looks),
    )


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


def _card(
    examples: Sequence[Example],
    data: Sequence[Measured],
    looks: Sequence[Seen],
    recipe: Recipe,
    verdict: Verdict,
    start: Model | None,
    seconds: float,
) -> Card:
    test = pool(data, looks, "test")
    measures = figures(verdict, test, "test") if test.truth.size else ()
    given = verdict.judge.abstention
    shares = f"{given.risk_illicit:.1%} of illicit and {given.risk_licit:.1%} of licit accounts"
    return Card(
        name=recipe.name,
        created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        code=TOOL,
        recipe=asdict(recipe),
        choice=verdict.choice,
        why=verdict.why,
        trained_on=_trained_on(examples),
        started_from="" if start is None else start.card.id,
        labels=counts(tuple(examples)),
        split=_split(data),
        data=tuple(example.graph.digest() for example in examples),
        measured=measures,
        ablations={},
        calibration=verdict.judge.curve.method,
        abstention=f"class-conditional conformal sets, meant to miss the truth of at most {shares}",
        thresholds={name: min(level, 1.0) for name, (_, level) in verdict.thresholds.items()},
        seconds=round(seconds, 1),
        model_sha256="",
        limits=_limits(data, verdict, recipe, start),
    )


def _trained_on(examples: Sequence[Example]) -> str:
    named = [example.name or "a case" for example in examples]
    shown = ", ".join(named[:5]) + (f" and {len(named) - 5} more" if len(named) > 5 else "")
    return f"{len(named)} graph{'s' * (len(named) != 1)}: {shown}"


def _split(data: Sequence[Measured]) -> dict[str, dict[str, int]]:
    return {
        part: {
            name: sum(int((one.truth[one.rows(part)] == value).sum()) for one in data)
            for name, value in (("illicit", 1), ("licit", 0))
        }
        for part in PARTS
    }


def _limits(
    data: Sequence[Measured], verdict: Verdict, recipe: Recipe, start: Model | None
) -> tuple[str, ...]:
    said = []
    if not all(one.strict for one in data):
        said.append(
            "Too few labels, or too unevenly spread over time, to cut the graph between the parts: each class"
            " is split by the accounts' last activity, but features look at all transfers, also later ones."
        )
    if not verdict.halved:
        said.append(
            "So few labels that the same accounts chose and calibrated: probabilities and abstention are rough."
        )
    if recipe.unknown_as_licit:
        said.append(f"Accounts without a label counted as ordinary, with weight {recipe.weak}.")
    if start is not None:
        said.append("Cluster scores are those of the model that this one was fine-tuned from.")
    return tuple(said)
