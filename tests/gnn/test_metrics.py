"""Figures against what is known of them, and against a second implementation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, f1_score

from gnn import metrics

SAMPLES = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 8)), min_size=1, max_size=60)
Truth = NDArray[np.int8]


def columns(sample: list[tuple[int, int]]) -> tuple[Truth, NDArray[np.float64]]:
    return np.array([t for t, _ in sample], np.int8), np.array([s for _, s in sample]) / 8


@given(SAMPLES)
def test_pr_auc_is_average_precision(sample: list[tuple[int, int]]) -> None:
    truth, score = columns(sample)
    expected = average_precision_score(truth, score) if truth.any() else 0.0
    assert metrics.pr_auc(truth, score) == pytest.approx(expected)


@given(SAMPLES)
def test_equal_scores_are_worth_the_base_rate(sample: list[tuple[int, int]]) -> None:
    truth, _ = columns(sample)
    assert metrics.pr_auc(truth, np.full(truth.size, 0.5)) == pytest.approx(truth.mean())


@given(SAMPLES)
def test_no_threshold_beats_the_best(sample: list[tuple[int, int]]) -> None:
    truth, score = columns(sample)
    best = metrics.best_threshold(truth, score)
    found = metrics.f1(truth, score >= best)
    for level in np.unique(score):
        assert found >= metrics.f1(truth, score >= level) - 1e-12


def test_without_illicit_accounts_nothing_is_called() -> None:
    truth = np.zeros(3, np.int8)
    assert not (np.array([0.1, 0.9, 1.0]) >= metrics.best_threshold(truth, np.array([0.1, 0.9, 1.0]))).any()


@given(SAMPLES)
def test_f1_is_that_of_the_illicit_class(sample: list[tuple[int, int]]) -> None:
    truth, score = columns(sample)
    expected = f1_score(truth, score >= 0.5, zero_division=0.0)
    assert metrics.f1(truth, score >= 0.5) == pytest.approx(expected)


def test_precision_at_k_takes_ties_in_mean() -> None:
    truth = np.array([1, 0, 1, 0, 0], np.int8)
    assert metrics.precision_at(truth, np.array([0.9, 0.8, 0.7, 0.1, 0.0]), 2) == 0.5
    assert metrics.precision_at(truth, np.array([0.9, 0.5, 0.5, 0.5, 0.5]), 3) == pytest.approx(0.5)
    assert metrics.precision_at(truth, np.arange(5.0), 100) == pytest.approx(0.4)
    assert metrics.precision_at(truth[:0], np.empty(0), 100) == 0.0


def test_calibration_error_is_the_gap_between_stated_and_true_shares() -> None:
    truth = np.array([1, 0, 0, 0, 1, 1, 1, 0], np.int8)
    said = np.array([0.25] * 4 + [0.75] * 4)
    assert metrics.ece(truth, said) == 0.0
    assert metrics.ece(truth, np.full(8, 1.0)) == pytest.approx(0.5)
    assert metrics.ece(truth[:0], said[:0]) == 0.0


def test_an_interval_holds_its_figure_and_is_the_same_each_time() -> None:
    rng = np.random.default_rng(0)
    truth = (rng.random(400) < 0.1).astype(np.int8)
    score = rng.random(400) + 0.5 * truth
    found = metrics.bootstrap(truth, score, metrics.pr_auc)
    assert found.low < found.value < found.high
    assert found == metrics.bootstrap(truth, score, metrics.pr_auc)


def test_more_accounts_make_a_narrower_interval() -> None:
    def width(n: int) -> float:
        rng = np.random.default_rng(1)
        truth = (rng.random(n) < 0.2).astype(np.int8)
        found = metrics.bootstrap(truth, rng.random(n) + 0.5 * truth, metrics.pr_auc)
        return found.high - found.low

    assert width(4000) < width(100) / 2


def test_one_class_has_an_interval_too() -> None:
    found = metrics.bootstrap(np.zeros(5, np.int8), np.arange(5.0), metrics.pr_auc)
    assert (found.low, found.value, found.high) == (0.0, 0.0, 0.0)
