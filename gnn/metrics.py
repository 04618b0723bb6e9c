"""How good scores are. Truth is 1 for illicit and 0 for licit; a higher score is more suspicious."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from gnn.card import Interval

Floats = NDArray[np.float64]
Truth = NDArray[np.int8]
Figure = Callable[[Floats, Floats], float]
"""A figure from (hits, misses): of the accounts at each distinct score, descending, how many are illicit
and how many are not."""


def _steps(truth: Truth, score: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Order of descending score, and where in it each run of equal scores begins."""
    order = np.argsort(-score, kind="stable")
    return order, np.flatnonzero(np.diff(score[order], prepend=np.inf))


def _tallied(truth: Truth, score: Floats, weight: Floats) -> tuple[Floats, Floats]:
    order, starts = _steps(truth, score)
    if not starts.size:
        return np.empty(0), np.empty(0)
    hits = np.add.reduceat((weight * truth)[order], starts)
    return hits, np.add.reduceat(weight[order], starts) - hits


def _average_precision(hits: Floats, misses: Floats) -> float:
    found, seen = np.cumsum(hits), np.cumsum(hits + misses)
    if not found.size or found[-1] == 0:
        return 0.0
    return float((hits * found / np.maximum(seen, 1e-300)).sum() / found[-1])


def pr_auc(truth: Truth, score: Floats) -> float:
    """Area under the precision-recall curve as average precision; equal scores count as one step.

    Without any illicit account it is 0. A score without information has the base rate.
    """
    return _average_precision(*_tallied(truth, score, np.ones(truth.size)))


def best_threshold(truth: Truth, score: Floats) -> float:
    """The score at and above which to call an account illicit for the highest F1, highest if several.

    Half-way down to the next score, so that it does not sit on a sample's own; infinite without illicit ones.
    """
    if not truth.any():
        return float("inf")
    order, starts = _steps(truth, score)
    hits, misses = _tallied(truth, score, np.ones(truth.size))
    found, called = np.cumsum(hits), np.cumsum(hits + misses)
    best = int(np.argmax(2 * found / (called + found[-1])))
    values = score[order][starts]
    return float(values[best] if best + 1 == values.size else (values[best] + values[best + 1]) / 2)


def f1(truth: Truth, called: NDArray[np.bool_]) -> float:
    """F1 of the illicit class; 0 where nothing was found."""
    right = int((called & (truth == 1)).sum())
    return 2 * right / total if (total := int(called.sum() + truth.sum())) else 0.0


def precision_at(truth: Truth, score: Floats, k: int) -> float:
    """Share of illicit accounts among the k highest scores (or all, if fewer); ties in mean."""
    k = min(k, truth.size)
    if not k:
        return 0.0
    least = np.partition(score, truth.size - k)[truth.size - k]
    above, level = score > least, score == least
    rest = (k - above.sum()) * float(truth[level].mean())
    return float((truth[above].sum() + rest) / k)


def ece(truth: Truth, probability: Floats, bins: int = 10) -> float:
    """Expected calibration error over `bins` equal steps of probability (Guo et al., ICML 2017)."""
    if not truth.size:
        return 0.0
    place = np.minimum((probability * bins).astype(np.int64), bins - 1)
    gap = np.bincount(place, probability - truth, bins)
    return float(np.abs(gap).sum() / truth.size)


def bootstrap(
    truth: Truth, score: Floats, figure: Callable[[Truth, Floats], float], rounds: int = 200, seed: int = 0
) -> Interval:
    """`figure` of everything with the 2.5 and 97.5 % quantiles over `rounds` resamples, class by class."""
    rng = np.random.default_rng(seed)
    classes = [np.flatnonzero(truth == value) for value in (0, 1)]
    drawn = []
    for _ in range(rounds):
        again = np.concatenate([rng.choice(rows, rows.size) if rows.size else rows for rows in classes])
        drawn.append(figure(truth[again], score[again]))
    low, high = np.quantile(drawn, [0.025, 0.975])
    return Interval(figure(truth, score), float(low), float(high))
