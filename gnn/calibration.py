"""From scores to probabilities, and when to decline to say: fitted on accounts that trained nothing."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Truth = NDArray[np.int8]

ENOUGH = 50
"""Accounts of each class from which on a free curve is fitted; with fewer it would follow the noise."""
ORDER = 1e-3
"""Share of the raw score in a calibrated one, so that equal steps of the curve keep their order."""
MOST_KNOTS = 256
PLACES = 8
"""Decimals of what is kept: far more than any score is good for, far fewer than double precision holds."""


def to_places(value: Floats) -> Floats:
    """To `PLACES` decimals: machines that add up in another order differ by 1e-14 or so before, and not after."""
    return np.asarray(np.round(value, PLACES))


def sigmoid(logit: Floats) -> Floats:
    """1 / (1 + exp(-logit)), without overflow."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * logit)))


@dataclass(frozen=True)
class Line:
    """logit -> slope x logit + shift: one model's scores put on the scale of log odds."""

    slope: float = 1.0
    shift: float = 0.0

    def __call__(self, logit: Floats) -> Floats:
        return self.slope * logit + self.shift


def platt(truth: Truth, logit: Floats) -> Line:
    """Least log loss by Newton steps, with Platt's smoothed targets (1999), so that few labels do no harm.

    The slope stays positive: calibration never turns an order round.
    """
    illicit = int(truth.sum())
    licit = truth.size - illicit
    target = np.where(truth == 1, (illicit + 1) / (illicit + 2), 1 / (licit + 2))
    centre, width = float(logit.mean()), float(logit.std()) or 1.0
    z = (logit - centre) / width
    rows = np.stack([z, np.ones_like(z)], axis=1)
    found = np.array([1.0, np.log((illicit + 1) / (licit + 1))])
    for _ in range(50):
        p = sigmoid(rows @ found)
        slope = rows.T @ (p - target) + [1e-3 * (found[0] - 1.0), 0.0]
        bend = (rows.T * np.maximum(p * (1 - p), 1e-6)) @ rows + np.diag([1e-3, 1e-9])
        step = np.linalg.solve(bend, slope)
        found = found - step * min(1.0, 2.0 / float(np.abs(step).max() + 1e-12))
    a, b = max(float(found[0]), 0.05) / width, float(found[1])
    return Line(a, b - a * centre)


@dataclass(frozen=True)
class Curve:
    """Probability by score in [0, 1]: straight lines between knots (`at`, `is_`), both ascending."""

    at: Floats
    is_: Floats
    method: str

    def __call__(self, raw: Floats) -> Floats:
        return np.asarray(np.clip((1 - ORDER) * self._between(raw) + ORDER * raw, 0.0, 1.0))

    def _between(self, raw: Floats) -> Floats:
        """`np.interp`, which some processors round otherwise, in steps that all round alike."""
        inside = np.clip(raw, self.at[0], self.at[-1])
        left = np.clip(np.searchsorted(self.at, inside, "right") - 1, 0, self.at.size - 2)
        step, rise = (np.diff(some)[left] for some in (self.at, self.is_))
        slope = np.divide(rise, step, out=np.zeros_like(rise), where=step > 0)
        found: Floats = slope * (inside - self.at[left]) + self.is_[left]
        found = np.where(raw < self.at[0], self.is_[0], found)
        return np.where(raw >= self.at[-1], self.is_[-1], found)


def identity() -> Curve:
    """The curve of scores that are probabilities already."""
    return Curve(np.array([0.0, 1.0]), np.array([0.0, 1.0]), "none: too few labels beside the fitted ones")


def isotonic(truth: Truth | Floats, raw: Floats) -> Curve:
    """Centred isotonic regression (Oron and Flournoy, 2017) on the pooled adjacent violators.

    `truth` may also hold shares in [0, 1]. With fewer than `ENOUGH` accounts of either class, the identity:
    the scores come from log odds that `platt` has fitted.
    """
    if min(float(truth.sum()), float(truth.size - truth.sum())) < ENOUGH:
        return identity()
    order = np.argsort(raw, kind="stable")
    level, first, count = np.unique(raw[order], return_index=True, return_counts=True)
    share = np.add.reduceat(truth[order].astype(np.float64), first) / count
    at, is_ = _pooled(level, share, count.astype(np.float64))
    if at.size > MOST_KNOTS:
        some = np.unique(np.linspace(0, at.size - 1, MOST_KNOTS).astype(np.int64))
        at, is_ = at[some], is_[some]
    edge = 0.5 / truth.size
    return Curve(at, np.clip(is_, edge, 1 - edge), f"isotonic on {truth.size} accounts")


def _pooled(level: Floats, share: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """Blocks of equal probability: (mean score, probability) of each."""
    blocks: list[tuple[float, float, float]] = []
    for x, y, w in zip(level.tolist(), share.tolist(), weight.tolist(), strict=True):
        at, is_, size = x, y, w
        while blocks and blocks[-1][1] >= is_:
            before = blocks.pop()
            total = before[2] + size
            at = (before[0] * before[2] + at * size) / total
            is_ = (before[1] * before[2] + is_ * size) / total
            size = total
        blocks.append((at, is_, size))
    found = np.array(blocks)
    return found[:, 0], found[:, 1]


@dataclass(frozen=True)
class Abstention:
    """Class-conditional split conformal prediction (Vovk, 2012) on raw scores.

    The set of an account holds `illicit` where its score is at least `illicit_from`, and `licit` where it
    is at most `licit_to`. The set misses the truth of at most a share `risk_illicit` (`risk_licit`) of new
    illicit (licit) accounts like the fitted ones. The model abstains unless the set holds one class.
    """

    illicit_from: float
    licit_to: float
    risk_illicit: float
    risk_licit: float

    def sets(self, raw: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """(n,), (n,): may be illicit, may be licit."""
        return raw >= self.illicit_from, raw <= self.licit_to

    def __call__(self, raw: Floats) -> NDArray[np.bool_]:
        """(n,): true where the model declines to say."""
        illicit, licit = self.sets(raw)
        same: NDArray[np.bool_] = illicit == licit
        return same


def conformal(truth: Truth, raw: Floats, risk: float) -> Abstention:
    """Fit on accounts that trained nothing, some of each class.

    n accounts of a class promise nothing better than a risk of 1 / (n + 1): that is taken where `risk` is
    less. Raises `ValueError` without accounts of both classes.
    """
    illicit, licit = np.sort(raw[truth == 1]), np.sort(raw[truth == 0])
    if not illicit.size or not licit.size:
        raise ValueError("Abstention needs accounts of both classes.")
    risks = [max(risk, 1.0 / (some.size + 1)) for some in (illicit, licit)]
    left_out = [
        int(np.floor(r * (some.size + 1) + 1e-9)) for r, some in zip(risks, (illicit, licit), strict=True)
    ]
    return Abstention(float(illicit[left_out[0] - 1]), float(licit[-left_out[1]]), risks[0], risks[1])
