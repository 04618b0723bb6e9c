"""Choosing on validation between net, trees and a blend of both, and measuring what was chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec
import numpy as np
from numpy.typing import NDArray

from gnn import card as cards
from gnn.calibration import conformal, identity, isotonic, platt, sigmoid
from gnn.dataset import Measured
from gnn.example import Part
from gnn.metrics import best_threshold, bootstrap, ece, f1, pr_auc, precision_at
from gnn.model import Judge, Seen
from gnn.recipe import Choice, Recipe

Floats = NDArray[np.float64]
Truth = NDArray[np.int8]

SHARES: Mapping[Choice, tuple[float, ...]] = {"blend": (0.5, 0.75, 0.25), "net": (1.0,), "trees": (0.0,)}
"""The net's share in each choice; of equals, the first is taken."""
HALVED = 20
"""Accounts of each class from which on half of validation chooses and the other half calibrates."""
KNOWN_BETTER = 100
"""Accounts of each class from which on validation overrules what a fine-tuned model was given by thousands."""


@dataclass(frozen=True)
class Verdict:
    """Who scores, and why.

    `thresholds` holds, for each choice, its share and the raw score from which on it calls an account
    suspicious. `halved` tells whether other accounts calibrated than chose.
    """

    judge: Judge
    choice: Choice
    why: str
    thresholds: Mapping[Choice, tuple[float, float]]
    halved: bool

    @property
    def threshold(self) -> float:
        """Of the choice that scores."""
        return self.thresholds[self.choice][1]


@dataclass(frozen=True)
class Pool:
    """Accounts of one part of all examples: truth (r,) and both models' log odds (r,)."""

    truth: Truth
    net: Floats
    trees: Floats

    def some(self, rows: NDArray[np.int64]) -> Pool:
        """These rows."""
        return Pool(self.truth[rows], self.net[rows], self.trees[rows])


def pool(data: Sequence[Measured], seen: Sequence[Seen], part: Part) -> Pool:
    """One part of all examples together."""
    rows = [one.rows(part) for one in data]
    return Pool(
        np.concatenate([one.truth[r] for one, r in zip(data, rows, strict=True)]),
        np.concatenate([look.net[r] for look, r in zip(seen, rows, strict=True)]),
        np.concatenate([look.trees[r] for look, r in zip(seen, rows, strict=True)]),
    )


def judged(validation: Pool, recipe: Recipe, kept: Verdict | None = None) -> Verdict:
    """Choose by PR-AUC, set the threshold by F1, calibrate and fit abstention: on validation alone.

    Where validation is too small to know better, what was `kept` from the model that was fine-tuned stays.
    """
    first, second, halved = _halves(validation, recipe.seed)
    if kept is not None and min(np.bincount(validation.truth, minlength=2)) < KNOWN_BETTER:
        return replace(
            kept, why="Kept from the model that was fine-tuned: too few labels to choose by.", halved=False
        )
    net, trees = platt(first.truth, first.net), platt(first.truth, first.trees)
    draft = Judge(net, trees, 0.0, identity(), identity(), conformal(first.truth, sigmoid(first.net), 0.5))
    found: dict[Choice, tuple[float, float]] = {}
    for choice, shares in SHARES.items():
        tried = [
            (pr_auc(first.truth, replace(draft, share=s).raw(first.net, first.trees)), s) for s in shares
        ]
        found[choice] = max(tried, key=lambda scored: scored[0])
    best: Choice = max(found, key=lambda name: found[name][0])
    chosen = recipe.only or best
    judge = replace(draft, share=found[chosen][1])
    raw = judge.raw(second.net, second.trees)
    judge = replace(
        judge, curve=isotonic(second.truth, raw), abstention=conformal(second.truth, raw, recipe.risk)
    )
    thresholds = {
        name: (s, best_threshold(first.truth, replace(judge, share=s).raw(first.net, first.trees)))
        for name, (_, s) in found.items()
    }
    return Verdict(judge, chosen, _why(chosen, found, recipe), thresholds, halved)


def _halves(validation: Pool, seed: int) -> tuple[Pool, Pool, bool]:
    """One half to choose by and one to calibrate by, class by class; the whole twice if it is small."""
    rng = np.random.default_rng(seed)
    classes = [rng.permutation(np.flatnonzero(validation.truth == label)) for label in (0, 1)]
    if min(rows.size for rows in classes) < HALVED:
        return validation, validation, False
    first = np.concatenate([rows[::2] for rows in classes])
    second = np.concatenate([rows[1::2] for rows in classes])
    return validation.some(first), validation.some(second), True


def _why(choice: Choice, found: Mapping[Choice, tuple[float, float]], recipe: Recipe) -> str:
    said = ", ".join(f"{name} {score:.3f}" for name, (score, _) in found.items())
    how = "asked for" if recipe.only else "highest PR-AUC on validation"
    share = f" (the net's share is {found['blend'][1]:.0%})" if choice == "blend" else ""
    return f"{choice}{share}: {how}; PR-AUC there: {said}"


def figures(verdict: Verdict, pooled: Pool, name: str) -> tuple[cards.Measured, ...]:
    """How trees, net and blend do on a set that chose nothing, the one that scores marked."""
    return tuple(_choice(verdict, pooled, name, choice) for choice in verdict.thresholds)


def _choice(verdict: Verdict, pooled: Pool, name: str, choice: Choice) -> cards.Measured:
    share, threshold = verdict.thresholds[choice]
    judge, truth = replace(verdict.judge, share=share), pooled.truth
    raw = judge.raw(pooled.net, pooled.trees)
    if choice != verdict.choice:
        return figure(truth, raw, threshold, name, choice)
    illicit, licit = judge.abstention.sets(raw)
    return msgspec.structs.replace(
        figure(truth, raw, threshold, name, choice),
        scores=True,
        ece=ece(truth, judge.curve(raw)),
        answered=_mean(illicit != licit),
        right=(_mean(illicit[truth == 1]), _mean(licit[truth == 0])),
    )


def figure(truth: Truth, raw: Floats, threshold: float, name: str, choice: str) -> cards.Measured:
    """How one scorer does, given as probabilities: F1 at `threshold`, the rest without any."""
    return cards.Measured(
        set=name,
        choice=choice,
        scores=False,
        accounts=truth.size,
        illicit=int(truth.sum()),
        pr_auc=bootstrap(truth, raw, pr_auc),
        f1=bootstrap(truth, raw, lambda t, score: f1(t, score >= threshold)),
        precision_at_100=precision_at(truth, raw, 100),
        ece=ece(truth, raw),
        answered=None,
        right=None,
    )


def beside(
    name: str, choice: str, chooses: tuple[Truth, Floats], judges: tuple[Truth, Floats]
) -> cards.Measured:
    """A scorer that cannot win, by its log odds: scaled and cut on validation `chooses`, measured on `judges`."""
    line = platt(*chooses)
    threshold = best_threshold(chooses[0], sigmoid(line(chooses[1])))
    return figure(judges[0], sigmoid(line(judges[1])), threshold, name, choice)


def _mean(some: NDArray[np.bool_]) -> float:
    return float(some.mean()) if some.size else 0.0
