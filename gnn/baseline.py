"""Gradient-boosted trees and random forests on the accounts' features: what a graph model has to beat.

They are kept as LightGBM's own text, which is checked before LightGBM's parser, trusting and written in
C++, gets to see it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import lightgbm
import numpy as np
from numpy.typing import NDArray

from gnn.feature_names import ACCOUNT_FEATURES, PATTERN_FEATURES
from gnn.metrics import pr_auc
from gnn.recipe import Recipe
from investigator.errors import Trouble
from investigator.progress import Tick, silent

Table = NDArray[np.float32]
Floats = NDArray[np.float64]

LARGEST = 16 * 2**20
MOST_TREES, MOST_LEAVES = 5000, 512
PLAIN = np.array([feature.name not in PATTERN_FEATURES for feature in ACCOUNT_FEATURES])
"""(k,) which columns are counted at the account alone."""
FOREST = 200
"""Trees of a forest."""
Kind = Literal["boosted trees", "account trees", "forest", "account forest"]
KINDS: tuple[Kind, ...] = ("boosted trees", "account trees", "forest", "account forest")
FEW_ILLICIT = 200
"""Illicit accounts below which trees stay small and few."""
FEW = 20
"""Illicit accounts in validation, below which it cannot say when to stop."""


def _threads(x: Table) -> int:
    """One for a few rows, which other threads take longer to call than to work on; else all (0)."""
    return 1 if len(x) < 256 else 0


@dataclass(frozen=True)
class Trees:
    """A forest as text. Raises `Trouble` if the text is not such a forest on `ACCOUNT_FEATURES`."""

    text: str

    def __post_init__(self) -> None:
        _check(self.text)

    @cached_property
    def _booster(self) -> Any:
        try:
            return lightgbm.Booster(model_str=self.text)
        except lightgbm.basic.LightGBMError as wrong:
            raise Trouble(f"The trees of the model cannot be read: {wrong}.") from wrong

    def logits(self, x: Table) -> Floats:
        """(n,) log odds for features (n, k)."""
        return np.asarray(
            self._booster.predict(x, raw_score=True, num_threads=_threads(x)), np.float64
        ).reshape(len(x))

    def contributions(self, x: Table) -> Floats:
        """(n, k) how much each feature adds to the log odds, by exact Shapley values of the trees
        (Lundberg et al., Nature Machine Intelligence 2020).
        """
        return np.asarray(self._booster.predict(x, pred_contrib=True, num_threads=_threads(x)), np.float64)[
            :, :-1
        ]


@dataclass(frozen=True)
class Rows:
    """Accounts to learn from or to stop by: features (n, k), truth (n,), weights (n,)."""

    x: Table
    truth: NDArray[np.int8]
    weight: NDArray[np.float32]

    def plain(self) -> Rows:
        """The same without what counts patterns; a constant column makes no split."""
        return Rows(np.where(PLAIN, self.x, np.float32(0.0)), self.truth, self.weight)


def grow(
    kind: Kind,
    train: Rows,
    validation: Rows,
    recipe: Recipe,
    tick: Tick = silent,
) -> Trees:
    """A baseline: boosted trees or a random forest, on all features or on what is counted at the account."""
    if kind.startswith("account"):
        train, validation = train.plain(), validation.plain()
    return fit_trees(train, validation, recipe, tick=tick, forest=kind.endswith("forest"))


def fit_trees(
    train: Rows,
    validation: Rows,
    recipe: Recipe,
    start: Trees | None = None,
    tick: Tick = silent,
    *,
    forest: bool = False,
) -> Trees:
    """Boost until PR-AUC on validation stops rising, or for all of `recipe.trees` if it is too small to say.

    With `start`, a few trees are added to those. A `forest` has `FOREST` trees and stops at none.
    """
    given = _settings(int(train.truth.sum()), recipe, start is not None, forest)
    names = [feature.name for feature in ACCOUNT_FEATURES]
    table = lightgbm.Dataset(train.x, train.truth, weight=train.weight, feature_name=names)
    judged = int(validation.truth.sum()) >= FEW and not forest
    sets = [lightgbm.Dataset(validation.x, validation.truth, reference=table)] if judged else []
    small = int(train.truth.sum()) < FEW_ILLICIT
    most = FOREST if forest else recipe.trees
    calls = [_ticking(tick, most)]
    if judged:
        calls.append(lightgbm.early_stopping(40, verbose=False))
    booster = lightgbm.train(
        given,
        table,
        min(most, 80) if start is not None or (small and not forest) else most,
        valid_sets=sets,
        feval=_pr_auc,
        init_model=None if start is None else lightgbm.Booster(model_str=start.text),
        callbacks=calls,
    )
    text = _plain(str(booster.model_to_string(num_iteration=booster.best_iteration or -1)))
    return Trees(_averaged(text, booster.num_trees()) if forest else text)


def _settings(illicit: int, recipe: Recipe, tuning: bool, forest: bool) -> dict[str, Any]:
    """Random forests after Breiman (2001): grown on resamples, each with a third of the features."""
    small = illicit < FEW_ILLICIT
    return {
        "objective": "binary",
        "metric": "None",
        "boosting": "rf" if forest else "gbdt",
        "learning_rate": 0.03 if tuning else 0.05,
        "num_leaves": min(7, recipe.leaves)
        if small
        else (2 * recipe.leaves + 1 if forest else recipe.leaves),
        "min_data_in_leaf": int(np.clip(illicit // 10, 2, 8 if forest else 40)),
        "feature_fraction": 0.33 if forest else 0.5,
        "bagging_fraction": 0.632 if forest else 0.8,
        "bagging_freq": 1,
        "lambda_l2": 0.0 if forest else 5.0,
        "seed": recipe.seed,
        "deterministic": True,
        "force_row_wise": True,
        "verbosity": -1,
    }


def _pr_auc(score: Floats, data: Any) -> tuple[str, float, bool]:
    return "pr_auc", pr_auc(np.asarray(data.get_label(), np.int8), np.asarray(score)), True


def _ticking(tick: Tick, total: int) -> Callable[[Any], None]:
    def report(at: Any) -> None:
        tick(min(at.iteration - at.begin_iteration, total), total, "Growing trees")

    return report


def _averaged(text: str, count: int) -> str:
    """A forest's mean as a sum, which is all that the plain text of trees can say."""

    def divided(line: re.Match[str]) -> str:
        return line[1] + " ".join(repr(float(value) / count) for value in line[2].split())

    return re.sub(r"^(leaf_value=|internal_value=)(.*)$", divided, text, flags=re.MULTILINE)


_END = "\nend of trees\n\npandas_categorical:null\n"
_HEAD = {
    "version": "v4",
    "num_class": "1",
    "num_tree_per_iteration": "1",
    "label_index": "0",
    "max_feature_idx": str(len(ACCOUNT_FEATURES) - 1),
    "objective": "binary sigmoid:1",
    "feature_names": " ".join(feature.name for feature in ACCOUNT_FEATURES),
    "feature_infos": " ".join("[0:1]" for _ in ACCOUNT_FEATURES),
}


def _plain(text: str) -> str:
    """Only the trees: without the run's parameters, the ranges of its data, and `tree_sizes`, a hint where
    each tree begins that the parser would believe and can do without.
    """
    trees = text.partition("\nend of trees\n")[0].partition("\nTree=")[2]
    head = "\n".join(["tree", *(f"{key}={value}" for key, value in _HEAD.items())])
    return f"{head}\n\nTree={trees}{_END}"


def _check(text: str) -> None:
    """Refuse what the parser would trip over: counts, indexes and loops. A forest of plain binary splits."""
    try:
        _walk(text)
    except (KeyError, ValueError, IndexError, OverflowError) as wrong:
        raise Trouble(f"The trees of the model are damaged ({wrong}); get a fresh copy.") from wrong


def _walk(text: str) -> None:
    if len(text) > LARGEST:
        raise ValueError("too large")
    if not text.endswith(_END) or text.count("end of trees") != 1:
        raise ValueError("no end")
    head, *trees = re.split(r"\n+Tree=\d+\n", text.removesuffix(_END))
    if head != "\n".join(["tree", *(f"{key}={value}" for key, value in _HEAD.items())]):
        raise ValueError("another kind")
    if len(trees) > MOST_TREES:
        raise ValueError("too many")
    for tree in trees:
        _walk_tree(_pairs(tree))


def _pairs(lines: str) -> dict[str, str]:
    return dict(line.split("=", 1) for line in lines.split("\n") if "=" in line)


def _walk_tree(tree: Mapping[str, str]) -> None:
    leaves = int(tree["num_leaves"])
    if not 1 <= leaves <= MOST_LEAVES or tree["num_cat"] != "0" or tree["is_linear"] != "0":
        raise ValueError("num_leaves")
    numbers = {"leaf_value": leaves}
    if leaves > 1:
        inner = ("split_feature", "threshold", "decision_type", "left_child", "right_child")
        numbers |= dict.fromkeys((*inner, "split_gain", "internal_value", "internal_count"), leaves - 1)
        numbers |= {"internal_weight": leaves - 1, "leaf_weight": leaves, "leaf_count": leaves}
    table = {key: [float(number) for number in tree[key].split()] for key in numbers}
    for key, size in numbers.items():
        if len(table[key]) != size or not np.isfinite(table[key]).all():
            raise ValueError(key)
    if leaves == 1:
        return
    if not all(0 <= feature < len(ACCOUNT_FEATURES) for feature in table["split_feature"]):
        raise ValueError("split_feature")
    children = [int(child) for key in ("left_child", "right_child") for child in tree[key].split()]
    parents = [*range(leaves - 1)] * 2
    if sorted(children) != [*range(-leaves, 0), *range(1, leaves - 1)]:
        raise ValueError("children")
    if any(0 <= child <= parent for child, parent in zip(children, parents, strict=True)):
        raise ValueError("a loop")
