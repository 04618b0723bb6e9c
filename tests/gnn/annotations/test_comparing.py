"""A new model beside the one in use: on the same accounts, and only where there are enough of them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn.annotations.comparing import ENOUGH, Comparison, _compared, compare
from gnn.card import Interval
from gnn.example import Example
from gnn.model import Model

TRUTH = np.repeat([0, 1], [30, 10]).astype(np.int8)
GOOD = np.linspace(0, 1, 40)


def test_the_same_model_is_neither_better_nor_worse(model: Model, example: Example) -> None:
    everyone = np.ones(example.graph.order, np.bool_)
    found = compare(model, model, [example], [everyone])
    assert found.enough
    assert not found.worse
    assert found.difference == Interval(0.0, 0.0, 0.0)
    assert found.pr_auc[0] == found.pr_auc[1] > 0.5
    assert model.card.id in found.sentence


def test_only_labelled_accounts_of_the_test_part_that_may_judge_do(model: Model, example: Example) -> None:
    split = np.zeros(example.graph.order, np.int8)
    split[:100] = 2
    labels = example.labels.copy()
    labels[:10] = -1
    some = replace(example, split=split, labels=labels)
    judges = np.ones(example.graph.order, np.bool_)
    judges[90:] = False
    found = compare(model, model, [some], [judges])
    assert (found.accounts, found.illicit) == (80, int((labels[10:90] == 1).sum()))


def test_too_few_are_said_to_be() -> None:
    few = TRUTH[30 - ENOUGH : 30 + ENOUGH - 1]
    found = _compared("old-1", few, (-few.astype(float), few.astype(float)), (0.5, 0.5), 0)
    assert not found.worse
    assert "too few to tell" in found.sentence
    assert "PR-AUC" not in found.sentence
    none = _compared("old-1", few[:0], (np.empty(0), np.empty(0)), (0.5, 0.5), 0)
    assert (none.accounts, none.enough, none.worse) == (0, False, False)


def test_what_chance_alone_may_do_is_not_called_worse() -> None:
    other = GOOD.copy()
    other[[29, 31]] = other[[31, 29]]
    found = _compared("old-1", TRUTH, (other, GOOD), (0.5, 0.5), 0)
    assert found.difference.value < 0
    assert found.lower < 0.9
    assert not found.worse
    assert "too little to call it worse" in found.sentence


def test_the_worse_is_worse_with_both_figures() -> None:
    found = _compared("old-1", TRUTH, (-GOOD, GOOD), (0.5, 0.74), 0)
    assert found.worse
    assert found.lower == 1.0
    assert found.difference.high < 0
    assert "against 1.000 of old-1" in found.sentence
    assert not _compared("old-1", TRUTH, (GOOD, -GOOD), (0.5, 0.5), 0).worse


def test_at_equal_ranks_f1_decides() -> None:
    assert _compared("old-1", TRUTH, (GOOD, GOOD), (0.0, 0.74), 0).worse
    assert not _compared("old-1", TRUTH, (GOOD, GOOD), (0.74, 0.0), 0).worse


@settings(max_examples=25, deadline=None)
@given(st.lists(st.floats(0, 1, allow_subnormal=False), min_size=40, max_size=40), st.integers(0, 5))
def test_changing_places_changes_the_sign(values: list[float], seed: int) -> None:
    score = np.array(values)

    def both(first: np.ndarray, second: np.ndarray) -> Comparison:
        return _compared("x", TRUTH, (first, second), (0.5, 0.5), seed)

    one, other = both(score, GOOD), both(GOOD, score)
    assert one.difference.value == pytest.approx(-other.difference.value)
    assert one.difference.low == pytest.approx(-other.difference.high)
    assert one.pr_auc == (other.pr_auc[1], other.pr_auc[0])
    assert not (one.worse and other.worse)
