"""How well each label fits what other labels teach: confident learning. Free of torch.

Northcutt, Jiang and Chuang, Confident Learning, JAIR 2021: every account is judged by a model that did not
see its label; a label is doubted the more, the less probable it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gnn.feature_names import ACCOUNT_FEATURES
from investigator.progress import Tick, silent

Floats = NDArray[np.float64]
Table = NDArray[np.float32]
Ints = NDArray[np.int64]
Truth = NDArray[np.int8]

FOLDS = 5
ROUNDS = 60
NEAREST = 5
SMALL = 50_000
"""Labels up to which one thread is enough: several wait for each other longer than they work."""
FEW = 400
"""Labels up to which the nearest labelled accounts have a say beside the trees, which need more to be sure."""


@dataclass(frozen=True)
class Doubts:
    """What is made of r labelled accounts without looking at their own labels.

    `illicit` (r,) is the probability of being illicit, both classes taken for equally many; `against` (r, k)
    how much each feature speaks for the other label, 0 where it agrees. `likely` (r,) marks labels that are
    probably wrong: the other label is as probable as it is, on average, where it was given.
    """

    illicit: Floats
    likely: NDArray[np.bool_]
    fold: Ints
    forests: tuple[Any, ...]

    def right(self, truth: Truth) -> Floats:
        """(r,) the probability of the label that was given."""
        return np.where(truth == 1, self.illicit, 1.0 - self.illicit)

    def against(self, x: Table, truth: Truth, rows: Ints) -> Floats:
        """(s, k) how much each feature of some rows speaks against the label given, signed as towards illicit."""
        found = np.zeros((rows.size, x.shape[1]))
        for number, forest in enumerate(self.forests):
            mine = np.flatnonzero(self.fold[rows] == number)
            if forest is not None and mine.size:
                found[mine] = forest.predict(x[rows[mine]], pred_contrib=True)[:, :-1]
        wrong = np.where(truth[rows] == 1, -1.0, 1.0)[:, None]
        return np.where(found * wrong > 0, found, 0.0)


def doubts(x: Table, truth: Truth, groups: Ints, seed: int = 0, tick: Tick = silent) -> Doubts | None:
    """Judge each of r labelled accounts with features (r, k) by the others.

    `groups` (r,) numbers accounts that must not judge each other, such as one address in two cases.
    Nothing comes back unless there are at least two accounts of each class in groups of their own.
    """
    fold = folds(truth, groups, seed)
    if fold.max(initial=0) < 1:
        return None
    found = np.full(truth.size, 0.5)
    forests: list[Any] = []
    for number in range(int(fold.max()) + 1):
        tick(number, int(fold.max()) + 1, "Asking other labels about each label")
        rest, mine = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        if np.unique(truth[rest]).size < 2:
            forests.append(None)
            continue
        forests.append(_forest(x[rest], truth[rest], seed))
        found[mine] = forests[-1].predict(x[mine])
        if truth.size <= FEW:
            found[mine] = (found[mine] + _by_nearest(x, truth, rest, mine)) / 2.0
    return Doubts(found, _likely(found, truth), fold, tuple(forests))


def folds(truth: Truth, groups: Ints, seed: int) -> Ints:
    """(r,) a fold for each account: groups stay together, and each class is dealt out evenly.

    As many folds as `FOLDS`, or as the rarer class has groups; a single one if that has fewer than two.
    """
    # a group goes with the class of its rarest member, so that a mixed one counts as what is scarce
    rare = int(np.bincount(truth, minlength=2).argmin())
    names, place = np.unique(groups, return_inverse=True)
    of_group = np.full(names.size, 1 - rare)
    np.maximum.at(mixed := np.zeros(names.size, np.int64), place, (truth == rare).astype(np.int64))
    of_group[mixed == 1] = rare
    count = min(FOLDS, *(int((of_group == value).sum()) for value in (0, 1)))
    rng = np.random.default_rng(seed)
    dealt = np.zeros(names.size, np.int64)
    for value in (0, 1):
        some = rng.permutation(np.flatnonzero(of_group == value))
        dealt[some] = np.arange(some.size) % max(1, count)
    return dealt[place]


def _forest(x: Table, truth: Truth, seed: int) -> Any:
    # LightGBM takes most of a second to load, which the command line need not wait for
    import lightgbm

    share = float(truth.mean())
    weight = np.where(truth == 1, 0.5 / share, 0.5 / (1.0 - share))
    rare = int(min(truth.sum(), truth.size - truth.sum()))
    given = {
        "objective": "binary",
        "learning_rate": 0.05,
        "num_leaves": 15 if rare >= 100 else 5,
        "min_data_in_leaf": int(np.clip(rare // 10, 2, 20)),
        "lambda_l2": 5.0 if rare >= 100 else 1.0,
        "feature_fraction": 0.5,
        "bagging_fraction": 0.8,
        "bagging_freq": 1,
        "seed": seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1 if truth.size <= SMALL else 0,
        "verbosity": -1,
    }
    names = [feature.name for feature in ACCOUNT_FEATURES]
    names = names if len(names) == x.shape[1] else "auto"  # type: ignore[assignment]
    table = lightgbm.Dataset(x, truth, weight=weight, feature_name=names)
    return lightgbm.train(given, table, ROUNDS)


def placed(x: Table) -> Floats:
    """Features in standard deviations, cut off so that no single one decides how near accounts are."""
    scaled: Floats = np.clip((x - x.mean(axis=0)) / (x.std(axis=0) + 1e-3), -3.0, 3.0).astype(np.float64)
    return scaled


def _by_nearest(x: Table, truth: Truth, rest: Ints, mine: Ints) -> Floats:
    """(s,) share of illicit ones among the nearest labels, each class weighed as if equally many."""
    place = placed(x)
    weight = np.where(truth[rest] == 1, 0.5 / truth[rest].mean(), 0.5 / (1.0 - truth[rest].mean()))
    near = nearest(place[rest], place[mine], NEAREST)
    votes = np.where(truth[rest][near] == 1, weight[near], 0.0).sum(axis=1)
    share: Floats = votes / weight[near].sum(axis=1)
    return share


def nearest(place: Floats, asked: Floats, count: int) -> Ints:
    """(s, count) rows of `place` nearest to each row asked about, the nearest first."""
    squares = (place**2).sum(axis=1)
    found = [
        np.argsort(squares - 2.0 * (some @ place.T), axis=1, kind="stable")[:, :count]
        for some in np.array_split(asked, max(1, len(asked) // 256))
    ]
    return np.concatenate(found).astype(np.int64)


def _likely(illicit: Floats, truth: Truth) -> NDArray[np.bool_]:
    """Northcutt's confident joint, off its diagonal: the other class is at least as probable as where it was given."""
    level = [float(p[truth == value].mean()) for value, p in ((0, 1.0 - illicit), (1, illicit))]
    as_licit, as_illicit = 1.0 - illicit >= level[0], illicit >= level[1]
    other = np.where(truth == 1, as_licit & (illicit < 0.5), as_illicit & (illicit >= 0.5))
    return np.asarray(other, np.bool_)
