from dataclasses import replace

import pytest

from gnn.dataset import Measured, Normaliser
from gnn.recipe import Recipe
from gnn.search import searched

QUICK = Recipe(hidden=8, layers=1, epochs=3, search=5)


def test_without_a_budget_nothing_is_tried(one: Measured, normaliser: Normaliser) -> None:
    assert searched([one], normaliser, replace(QUICK, search=0)) == (replace(QUICK, search=0), ())


def test_the_best_of_the_tries_is_taken_and_equal_seeds_try_the_same(
    one: Measured, normaliser: Normaliser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 3)
    found, trials = searched([one], normaliser, QUICK)
    assert len(trials) == 5
    assert trials[0].settings["hidden"] == 8
    best = max(trials, key=lambda trial: trial.pr_auc)
    assert (found.hidden, found.rate) == (best.settings["hidden"], best.settings["rate"])
    assert found.epochs == QUICK.epochs
    assert searched([one], normaliser, QUICK)[1] == trials
