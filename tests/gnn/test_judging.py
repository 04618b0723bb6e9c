from dataclasses import replace

import numpy as np
import pytest

from gnn.judging import HALVED, Pool, figures, judged
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.training import verdict_of


def drawn(count: int, net: float, trees: float, seed: int = 0) -> Pool:
    """A tenth is illicit; `net` and `trees` say how far each model tells the classes apart."""
    rng = np.random.default_rng(seed)
    truth = (np.arange(count) % 10 == 0).astype(np.int8)
    return Pool(truth, net * truth + rng.normal(size=count), trees * truth + rng.normal(size=count))


@pytest.mark.parametrize("net, trees, worse", [(3.0, 0.1, "trees"), (0.1, 3.0, "net")])
def test_who_does_worse_on_validation_does_not_score(net: float, trees: float, worse: str) -> None:
    verdict = judged(drawn(3000, net, trees), Recipe())
    assert verdict.choice != worse
    assert verdict.why.startswith(verdict.choice)
    assert verdict.halved


def test_two_that_know_different_things_are_blended() -> None:
    assert judged(drawn(3000, 1.5, 1.5), Recipe()).choice == "blend"


def test_a_choice_can_be_asked_for() -> None:
    verdict = judged(drawn(1000, 5.0, 0.0), Recipe(only="trees"))
    assert (verdict.choice, verdict.judge.share) == ("trees", 0.0)
    assert "asked for" in verdict.why


def test_the_promise_of_abstention_is_kept_on_new_accounts() -> None:
    verdict = judged(drawn(8000, 2.0, 2.0), Recipe(risk=0.1))
    (figure,) = [f for f in figures(verdict, drawn(8000, 2.0, 2.0, seed=9), "test") if f.scores]
    assert figure.right is not None
    assert min(figure.right) > 0.87
    assert figure.answered is not None
    assert 0.3 < figure.answered <= 1.0


def test_calibrated_probabilities_fit_the_rate_of_new_accounts() -> None:
    verdict = judged(drawn(8000, 2.0, 1.0), Recipe())
    new = drawn(8000, 2.0, 1.0, seed=5)
    probability = verdict.judge.curve(verdict.judge.raw(new.net, new.trees))
    assert probability.mean() == pytest.approx(new.truth.mean(), abs=0.02)
    (figure,) = [f for f in figures(verdict, new, "test") if f.scores]
    assert figure.ece < 0.03
    assert figure.pr_auc.low <= figure.pr_auc.value <= figure.pr_auc.high


def test_each_choice_is_measured_at_a_threshold_of_its_own() -> None:
    verdict = judged(drawn(3000, 5.0, 1.0), Recipe())
    found = {f.choice: f for f in figures(verdict, drawn(3000, 5.0, 1.0, seed=2), "test")}
    assert set(found) == {"net", "trees", "blend"}
    assert found["net"].f1.value > 0.8 > found["trees"].f1.value > 0.1


def test_little_validation_is_not_halved_and_what_was_there_is_kept(model: Model) -> None:
    few = drawn(10 * HALVED - 20, 2.0, 2.0)
    assert not judged(few, Recipe()).halved
    old = verdict_of(model)
    kept = judged(few, Recipe(), old)
    assert kept.judge is old.judge
    assert kept.choice == old.choice
    assert not kept.halved
    assert judged(drawn(3000, 2.0, 2.0), Recipe(), old).judge is not old.judge


def test_a_model_carries_its_verdict(model: Model) -> None:
    verdict = verdict_of(model)
    assert verdict.threshold == model.card.threshold
    assert replace(verdict.judge, share=verdict.thresholds[verdict.choice][0]) == model.judge
