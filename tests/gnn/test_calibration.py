"""Probabilities that mean what they say, in the order of the scores, and a model that may decline."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from gnn.calibration import ENOUGH, Curve, conformal, identity, isotonic, platt, sigmoid
from gnn.metrics import ece

Floats = NDArray[np.float64]


def drawn(n: int, seed: int, rate: float = 0.3) -> tuple[NDArray[np.int8], Floats]:
    """Truth, and scores that know something but are far from probabilities."""
    rng = np.random.default_rng(seed)
    truth = (rng.random(n) < rate).astype(np.int8)
    return truth, sigmoid(3.0 * (rng.normal(size=n) + 1.2 * truth) + 2.0)


def test_sigmoid_never_overflows() -> None:
    np.testing.assert_allclose(sigmoid(np.array([-1e9, 0.0, 1e9])), [0.0, 0.5, 1.0])


def test_isotonic_probabilities_hold_on_new_accounts() -> None:
    curve = isotonic(*drawn(8000, 0))
    truth, raw = drawn(8000, 1)
    assert ece(truth, curve(raw)) < 0.03 < 0.2 < ece(truth, raw)


def test_few_labels_leave_scores_alone() -> None:
    truth, raw = drawn(ENOUGH, 0)
    np.testing.assert_allclose(isotonic(truth, raw)(raw), raw)


@given(st.integers(0, 50), st.floats(0.15, 0.85))
def test_calibration_never_turns_an_order_round(seed: int, rate: float) -> None:
    truth, raw = drawn(600, seed, rate)
    curve = isotonic(truth, raw)
    found = curve(np.sort(raw))
    assert (np.diff(found) >= 0).all()
    assert ((found >= 0) & (found <= 1)).all()
    apart = np.diff(np.sort(raw)) > 1e-6
    assert (np.diff(found)[apart] > 0).all()


@given(st.lists(st.sampled_from([0.0, 0.1, 0.4, 0.5, 0.9, 1.0]), min_size=2, max_size=9), st.integers(0, 9))
def test_between_its_knots_a_curve_is_straight(knots: list[float], seed: int) -> None:
    rng, at = np.random.default_rng(seed), np.sort(knots)
    curve = Curve(at, np.sort(rng.random(at.size)), "")
    raw = np.concatenate([rng.random(20), at])
    np.testing.assert_allclose(curve(raw), 0.999 * np.interp(raw, at, curve.is_) + 0.001 * raw, rtol=1e-12)


def test_the_identity_says_what_it_was_told() -> None:
    np.testing.assert_allclose(identity()(np.array([0.0, 0.3, 1.0])), [0.0, 0.3, 1.0])


def test_platt_finds_the_line_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    logit = rng.normal(0, 3, 20_000)
    truth = (rng.random(20_000) < sigmoid(0.5 * logit - 1.0)).astype(np.int8)
    line = platt(truth, logit)
    assert (line.slope, line.shift) == (pytest.approx(0.5, abs=0.03), pytest.approx(-1.0, abs=0.05))


@given(
    st.lists(st.tuples(st.integers(0, 1), st.floats(-1e4, 1e4)), min_size=2, max_size=40).filter(
        lambda some: len({truth for truth, _ in some}) == 2
    )
)
def test_platt_stays_finite_and_keeps_the_order(sample: list[tuple[int, float]]) -> None:
    truth = np.array([t for t, _ in sample], np.int8)
    line = platt(truth, np.array([logit for _, logit in sample]))
    assert np.isfinite([line.slope, line.shift]).all()
    assert line.slope > 0


@pytest.mark.parametrize("risk", [0.05, 0.2])
def test_abstention_misses_no_more_than_it_promised(risk: float) -> None:
    """Over many draws, the mean share of misses stays within the promise, and close to it."""
    missed = []
    for seed in range(60):
        given_ = conformal(*drawn(400, 2 * seed), risk)
        truth, raw = drawn(4000, 2 * seed + 1)
        illicit, licit = given_.sets(raw)
        missed.append([(~illicit[truth == 1]).mean(), (~licit[truth == 0]).mean()])
    mean = np.mean(missed, axis=0)
    assert (mean < risk + 0.01).all()
    assert (mean > risk / 2).all()


def test_few_accounts_promise_less_and_say_so() -> None:
    truth = np.array([1, 1, 1, 0, 0, 0, 0, 0, 0, 0], np.int8)
    found = conformal(truth, np.linspace(1, 0, 10), 0.01)
    assert (found.risk_illicit, found.risk_licit) == (pytest.approx(1 / 4), pytest.approx(1 / 8))


def test_it_abstains_in_between_and_nowhere_else() -> None:
    raw = np.concatenate([np.linspace(0.4, 1.0, 100), np.linspace(0.0, 0.6, 100)])
    truth = np.repeat([1, 0], 100).astype(np.int8)
    found = conformal(truth, raw, 0.1)
    np.testing.assert_array_equal(found(np.array([0.0, 0.5, 1.0])), [False, True, False])


def test_abstention_without_one_class_is_a_bug() -> None:
    with pytest.raises(ValueError, match="both classes"):
        conformal(np.zeros(4, np.int8), np.arange(4.0), 0.1)
