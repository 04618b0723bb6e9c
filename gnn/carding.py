"""Writing the card: everything measured on the test part, which nothing was fitted to or chosen by."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from gnn.baseline import Kind, Trees
from gnn.card import Card, Cost, Trial
from gnn.card import Measured as Figure
from gnn.dataset import Measured
from gnn.example import PARTS, Example, Part, counts
from gnn.fitting import Learned
from gnn.judging import Verdict, beside, figures, pool
from gnn.model import Model, Seen
from gnn.recipe import Recipe
from gnn.reckoning import lessons, over_time, peak_mb, reliability, steps
from investigator.settings import TOOL

Floats = NDArray[np.float64]
Truth = NDArray[np.int8]


@dataclass(frozen=True)
class Facts:
    """All that a card is written from, as training leaves it."""

    examples: Sequence[Example]
    data: Sequence[Measured]
    looks: Sequence[Seen]
    recipe: Recipe
    verdict: Verdict
    learned: Learned
    kind: Kind
    grown: Mapping[Kind, Trees]
    lots: Sequence[Floats] | None
    trials: tuple[Trial, ...]
    start: Model | None
    began: float


def card_for(facts: Facts) -> Card:
    """The card; it does not know the hash of the numbers yet."""
    verdict, recipe, data = facts.verdict, facts.recipe, facts.data
    test = pool(data, facts.looks, "test")
    given, measures = verdict.judge.abstention, tuple[Figure, ...]()
    if test.truth.size:
        measures = (*figures(verdict, test, "test"), *_baselines(facts))
    promised = f"{given.risk_illicit:.1%} of illicit and {given.risk_licit:.1%} of licit accounts"
    raw = verdict.judge.raw(test.net, test.trees)
    pools = [pool([one], [look], "test") for one, look in zip(data, facts.looks, strict=True)]
    return Card(
        name=recipe.name,
        created=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        code=TOOL,
        recipe=asdict(recipe),
        choice=verdict.choice,
        why=_why(facts),
        trained_on=_trained_on(facts.examples),
        started_from="" if facts.start is None else facts.start.card.id,
        labels=counts(tuple(facts.examples)),
        split=_split(data),
        data=tuple(example.graph.digest() for example in facts.examples),
        measured=measures,
        ablations=_ablations(facts, measures),
        calibration=verdict.judge.curve.method,
        abstention=f"class-conditional conformal sets, meant to miss the truth of at most {promised}",
        thresholds={name: min(level, 1.0) for name, (_, level) in verdict.thresholds.items()},
        seconds=round(time.monotonic() - facts.began, 1),
        model_sha256="",
        lessons=lessons(facts.examples, data),
        over_time=over_time(facts.examples),
        steps=steps(verdict, data, pools, "test"),
        reliability=reliability(test.truth, verdict.judge.curve(raw)) if test.truth.size else (),
        promised=(1.0 - given.risk_illicit, 1.0 - given.risk_licit),
        search=facts.trials,
        cost=_cost(facts),
        limits=_limits(facts),
    )


def _why(facts: Facts) -> str:
    tuned = facts.start is not None
    kind = "those of the model it started from, grown on" if tuned else f"{facts.kind}, best of their kind"
    return f"{facts.verdict.why}. Trees: {kind}."


def _told(facts: Facts, part: Part, logits: Sequence[Floats]) -> tuple[Truth, Floats]:
    """(r,), (r,): truth and log odds of one part, given those of all accounts."""
    rows = [one.rows(part) for one in facts.data]
    truth = [one.truth[r] for one, r in zip(facts.data, rows, strict=True)]
    some = [found[r] for found, r in zip(logits, rows, strict=True)]
    return np.concatenate(truth), np.concatenate(some)


def _baselines(facts: Facts) -> tuple[Figure, ...]:
    """Trees of the kinds that do not stand beside the net."""
    made = []
    for kind, trees in facts.grown.items():
        if kind == facts.kind and facts.start is None:
            continue
        logits = [trees.logits(one.x) for one in facts.data]
        made.append(beside("test", kind, *(_told(facts, part, logits) for part in PARTS[1:])))
    return tuple(made)


def _ablations(facts: Facts, measures: Sequence[Figure]) -> dict[str, float]:
    """The net against itself on edges drawn by lot."""
    net = next((one for one in measures if one.choice == "net"), None)
    if facts.lots is None or net is None:
        return {}
    lots = beside("test", "shuffled", *(_told(facts, part, facts.lots) for part in PARTS[1:]))
    return {
        "net, real edges: PR-AUC": round(net.pr_auc.value, 4),
        "net, shuffled edges: PR-AUC": round(lots.pr_auc.value, 4),
        "net, real edges: F1": round(net.f1.value, 4),
        "net, shuffled edges: F1": round(lots.f1.value, 4),
    }


def _cost(facts: Facts) -> Cost:
    learned = facts.learned
    return Cost(
        seconds=round(time.monotonic() - facts.began, 1),
        epochs=learned.epochs,
        seconds_per_epoch=round(learned.seconds / max(1, learned.epochs), 3),
        peak_mb=peak_mb(),
        device=learned.device,
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


def _limits(facts: Facts) -> tuple[str, ...]:
    said, recipe = [], facts.recipe
    if not all(one.strict for one in facts.data):
        said.append(
            "Too few labels, or too unevenly spread over time, to cut the graph between the parts: each class"
            " is split by the accounts' last activity, but features look at all transfers, also later ones."
        )
    if not facts.verdict.halved:
        said.append(
            "So few labels that the same accounts chose and calibrated: probabilities and abstention are rough."
        )
    if recipe.unknown_as_licit:
        said.append(f"Accounts without a label counted as ordinary, with weight {recipe.weak}.")
    if facts.start is not None:
        said.append("Cluster scores are those of the model that this one was fine-tuned from.")
    return tuple(said)
