"""A small search for good settings of the net before it is trained, within a budget of tries."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from gnn.card import Trial
from gnn.dataset import Measured, Normaliser
from gnn.fitting import fit_net, validated
from gnn.recipe import Recipe
from investigator.progress import Tick, silent

if TYPE_CHECKING:
    import optuna

SHORTER = 3
"""A try has this part of the epochs."""


def searched(
    data: Sequence[Measured], normaliser: Normaliser, recipe: Recipe, tick: Tick = silent
) -> tuple[Recipe, tuple[Trial, ...]]:
    """The best of `recipe.search` settings by PR-AUC on validation, the recipe's own tried first, and all tries.

    Tree-structured Parzen estimators (Bergstra et al., NeurIPS 2011) choose what is tried next.
    """
    if not recipe.search:
        return recipe, ()
    import optuna  # most trainings search nothing, and need not wait for it

    optuna.logging.set_verbosity(logging.ERROR)
    study = optuna.create_study(
        direction="maximize", sampler=optuna.samplers.TPESampler(seed=recipe.seed, n_startup_trials=4)
    )
    study.enqueue_trial(
        {
            name: getattr(recipe, name)
            for name in ("hidden", "layers", "dropout", "rate", "weight_of_illicit")
        }
    )
    tries = []
    for number in range(recipe.search):
        trial = study.ask()
        asked = _suggested(trial, recipe)
        short = replace(asked, epochs=max(3, recipe.epochs // SHORTER))
        learned = fit_net(data, normaliser, short, _nth(tick, number, recipe.search))
        score = validated(learned.net, normaliser, data)
        study.tell(trial, score)
        tries.append(Trial(dict(trial.params), round(score, 4)))
    best = max(range(len(tries)), key=lambda place: tries[place].pr_auc)
    return replace(recipe, **tries[best].settings), tuple(tries)  # type: ignore[arg-type]


def _suggested(trial: optuna.Trial, recipe: Recipe) -> Recipe:
    return replace(
        recipe,
        hidden=trial.suggest_categorical("hidden", sorted({24, 40, 64, recipe.hidden})),
        layers=trial.suggest_int("layers", min(1, recipe.layers), max(3, recipe.layers)),
        dropout=trial.suggest_float("dropout", 0.0, max(0.4, recipe.dropout)),
        rate=trial.suggest_float("rate", min(5e-4, recipe.rate), max(1e-2, recipe.rate), log=True),
        weight_of_illicit=trial.suggest_float(
            "weight_of_illicit", min(1.0, recipe.weight_of_illicit), max(8.0, recipe.weight_of_illicit)
        ),
    )


def _nth(tick: Tick, number: int, of: int) -> Tick:
    def inner(done: int, total: int | None = None, note: str = "") -> None:
        tick(number * 100 + (100 * done // total if total else 0), of * 100, "Trying settings")

    return inner
