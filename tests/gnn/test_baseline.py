import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn.baseline import MOST_LEAVES, Rows, Trees, fit_trees
from gnn.feature_names import ACCOUNT_FEATURES
from gnn.metrics import pr_auc
from gnn.recipe import Recipe
from investigator.errors import Trouble
from investigator.progress import Cancelled

K = len(ACCOUNT_FEATURES)


def rows(count: int = 400, seed: int = 0) -> Rows:
    """Illicit is whoever is high in the first two features together."""
    rng = np.random.default_rng(seed)
    x = rng.normal(size=(count, K)).astype(np.float32)
    return Rows(x, (x[:, 0] + x[:, 1] > 1.5).astype(np.int8), np.ones(count, np.float32))


@pytest.fixture(scope="module")
def trees() -> Trees:
    return fit_trees(rows(), rows(200, 1), Recipe(trees=30))


def test_trees_learn_what_is_there(trees: Trees) -> None:
    new = rows(500, 2)
    assert pr_auc(new.truth, trees.logits(new.x)) > 3 * new.truth.mean()


def test_contributions_add_up_to_the_log_odds_but_for_a_constant(trees: Trees) -> None:
    some = rows(50, 3).x
    rest = trees.logits(some) - trees.contributions(some).sum(axis=1)
    assert np.allclose(rest, rest[0])
    assert np.abs(trees.contributions(some)).mean(axis=0).argsort()[-2:].tolist() in ([0, 1], [1, 0])


def test_equal_rows_and_seed_give_equal_text(trees: Trees) -> None:
    assert fit_trees(rows(), rows(200, 1), Recipe(trees=30)) == trees
    assert fit_trees(rows(), rows(200, 1), Recipe(trees=30, seed=1)) != trees


def test_the_text_survives_and_tells_nothing_of_the_data(trees: Trees) -> None:
    some = rows(50, 3).x
    assert np.array_equal(Trees(trees.text).logits(some), trees.logits(some))
    assert "parameters" not in trees.text
    assert "tree_sizes" not in trees.text


def test_fine_tuning_adds_trees_and_keeps_the_old_ones(trees: Trees) -> None:
    more = fit_trees(rows(60, 5), rows(20, 6), Recipe(trees=10), trees)
    assert more.text.count("Tree=") == trees.text.count("Tree=") + 10
    old = re.findall(r"leaf_value=(.*)", trees.text)
    assert re.findall(r"leaf_value=(.*)", more.text)[: len(old)] == old


def test_growing_can_be_cancelled() -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        fit_trees(rows(), rows(200, 1), Recipe(trees=30), None, tick)


@pytest.mark.parametrize(
    "what, other",
    [
        (r"left_child=\S+", "left_child=99"),
        (r"right_child=\S+", "right_child=0"),
        (r"split_feature=\S+", f"split_feature={K}"),
        (r"split_feature=\S+", "split_feature=-1"),
        (r"threshold=\S+", "threshold=nan"),
        (r"leaf_value=\S+ ", "leaf_value="),
        (r"num_leaves=\d+", f"num_leaves={MOST_LEAVES + 1}"),
        (r"num_leaves=\d+", "num_leaves=-5"),
        (r"num_cat=0", "num_cat=1"),
        (r"is_linear=0", "is_linear=1"),
        (r"max_feature_idx=\d+", "max_feature_idx=2000000000"),
        (r"objective=binary", "objective=regression"),
        (r"feature_names=\S+", "feature_names=other"),
        (r"^tree\n", "tree\ntree_sizes=5 999999999\n"),
        (r"end of trees", "end of trees\n\nparameters:\n[machines: evil]"),
        (r"end of trees", "end of tree"),
        (r"leaf_count=.*\n", ""),
    ],
)
def test_damaged_trees_are_refused_before_the_parser_sees_them(trees: Trees, what: str, other: str) -> None:
    text = re.sub(what, other, trees.text, count=1, flags=re.MULTILINE)
    assert text != trees.text
    with pytest.raises(Trouble, match="trees of the model are damaged"):
        Trees(text)


@settings(max_examples=60)
@given(st.data())
def test_any_other_digit_is_refused_or_gives_finite_scores(trees: Trees, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(trees.text) - 1))
    text = trees.text[:place] + data.draw(st.sampled_from("0123456789-= \n")) + trees.text[place + 1 :]
    try:
        assert np.isfinite(Trees(text).logits(rows(5).x)).all()
    except Trouble:
        assert text != trees.text
