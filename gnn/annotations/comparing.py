"""A model beside the one in use, on labels of the analyst's that neither learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.card import Interval
from gnn.example import PARTS, Example
from gnn.features import account_features, transfer_features
from gnn.metrics import f1, pr_auc
from gnn.model import Model
from gnn.splitting import snapshots
from investigator.progress import Tick, silent

Floats = NDArray[np.float64]
Truth = NDArray[np.int8]

ENOUGH = 5
"""Accounts of each class from which on two models can be told apart at all."""
SURE = 0.9
"""Share of paired resamples in which the new model must be lower to be called worse."""
ROUNDS = 400
"""Resamples, of the same accounts for both."""


@dataclass(frozen=True)
class Comparison:
    """How a model and the one in use do on the same r accounts: (new, in use) each.

    `difference` is that of PR-AUC, new minus in use, with its 95 % paired bootstrap interval; `lower` is the
    share of resamples in which the new one has the lower.
    """

    incumbent: str
    accounts: int
    illicit: int
    pr_auc: tuple[float, float]
    f1: tuple[float, float]
    difference: Interval
    lower: float

    @property
    def enough(self) -> bool:
        """Whether there were enough accounts of both classes to say anything."""
        return min(self.illicit, self.accounts - self.illicit) >= ENOUGH

    @property
    def worse(self) -> bool:
        """Whether the new model has the lower PR-AUC, beyond what chance does to so few accounts; or the very
        same PR-AUC and a lower F1.
        """
        below = self.difference.value < 0.0 and self.lower >= SURE
        same = self.difference.value == self.difference.low == self.difference.high == 0.0
        return self.enough and (below or (same and self.f1[0] < self.f1[1]))

    @property
    def sentence(self) -> str:
        """What was found, in words."""
        licit = self.accounts - self.illicit
        held = f"{self.illicit} illicit and {licit} licit accounts that neither learned from"
        if not self.enough:
            return f"Not compared with {self.incumbent}: {held} are too few to tell; it takes {ENOUGH} of each."
        change = self.difference
        return (
            f"PR-AUC {self.pr_auc[0]:.3f} against {self.pr_auc[1]:.3f} of {self.incumbent}, F1 {self.f1[0]:.3f}"
            f" against {self.f1[1]:.3f}, on {held}; the difference in PR-AUC is {change.value:+.3f}"
            f" ({change.low:+.3f} to {change.high:+.3f}), and {self.lower:.0%} of paired resamples have it lower"
            + (": too little to call it worse." if change.value < 0.0 and not self.worse else ".")
        )


def compare(
    fresh: Model,
    incumbent: Model,
    examples: Sequence[Example],
    judges: Sequence[NDArray[np.bool_]],
    seed: int = 0,
    tick: Tick = silent,
) -> Comparison:
    """Measure both on the accounts of the test part of `examples` that may judge.

    `judges` (n,) for each example tells whose labels the analyst stands for and the incumbent did not learn
    from. Both look at the whole graph, as they do when they score; each calls suspicious what its own
    threshold says.
    """
    weak = bool(fresh.card.asked().unknown_as_licit)
    truths = [np.maximum(e.labels, 0).astype(np.int8) if weak else e.labels for e in examples]
    truth, new, old = [np.empty(0, np.int8)], [np.empty(0)], [np.empty(0)]
    for number, (example, looks) in enumerate(zip(examples, snapshots(examples, truths), strict=True)):
        tick(number, len(examples), "Comparing with the model in use")
        for look in looks:
            held = (look.part == PARTS.index("test")) & judges[number] & (example.labels >= 0)
            if held.any():
                x, e = account_features(look.graph), transfer_features(look.graph)
                truth.append(example.labels[held])
                for model, into in ((fresh, new), (incumbent, old)):
                    seen = model.see(look.graph, x, e)
                    into.append(model.judge.raw(seen.net, seen.trees)[held])
    scores = np.concatenate(new), np.concatenate(old)
    return _compared(incumbent.card.id, np.concatenate(truth), scores, _levels(fresh, incumbent), seed)


def _levels(fresh: Model, incumbent: Model) -> tuple[float, float]:
    return fresh.card.threshold, incumbent.card.threshold


def _compared(
    name: str, truth: Truth, scores: tuple[Floats, Floats], levels: tuple[float, float], seed: int
) -> Comparison:
    auc = pr_auc(truth, scores[0]), pr_auc(truth, scores[1])
    calls = [f1(truth, score >= level) for score, level in zip(scores, levels, strict=True)]
    drawn = _resampled(truth, scores, seed)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Comparison(
        incumbent=name,
        accounts=truth.size,
        illicit=int(truth.sum()),
        pr_auc=auc,
        f1=(calls[0], calls[1]),
        difference=Interval(auc[0] - auc[1], float(low), float(high)),
        lower=float((drawn < 0).mean()),
    )


def _resampled(truth: Truth, scores: tuple[Floats, Floats], seed: int) -> Floats:
    """(ROUNDS,) differences in PR-AUC on resamples, class by class, of the same accounts for both."""
    rng = np.random.default_rng(seed)
    classes = [np.flatnonzero(truth == value) for value in (0, 1)]
    drawn = np.zeros(ROUNDS)
    if min(rows.size for rows in classes) == 0:
        return drawn
    for number in range(ROUNDS):
        again = np.concatenate([rng.choice(rows, rows.size) for rows in classes])
        drawn[number] = pr_auc(truth[again], scores[0][again]) - pr_auc(truth[again], scores[1][again])
    return drawn
