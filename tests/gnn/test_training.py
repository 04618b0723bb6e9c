from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gnn.example import Example
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.scoring import score
from gnn.training import train
from investigator.errors import Trouble
from investigator.progress import Cancelled

QUICK = Recipe(name="quick", hidden=8, layers=1, epochs=5, trees=20)


def test_what_was_learnt_is_measured_on_accounts_that_taught_nothing(
    model: Model, example: Example
) -> None:
    scored = [m for m in model.card.measured if m.scores]
    assert [(m.set, m.choice) for m in scored] == [("test", model.card.choice)]
    beside = {m.choice for m in model.card.measured} - {"net", "trees", "blend"}
    assert len(beside) == 3, "the kind that stands beside the net is not told twice"
    assert beside < {"boosted trees", "account trees", "forest", "account forest"}
    assert scored[0].pr_auc.value > 4 * scored[0].illicit / scored[0].accounts
    assert scored[0].pr_auc.low > scored[0].illicit / scored[0].accounts
    assert scored[0].f1.value > 0.3


def test_the_card_says_what_was_used(model: Model, example: Example, recipe: Recipe) -> None:
    card = model.card
    assert card.labels == {
        "illicit": int(example.labels.sum()),
        "licit": int((example.labels == 0).sum()),
        "unknown": 0,
    }
    assert sum(sum(part.values()) for part in card.split.values()) == example.graph.order
    assert card.data == (example.graph.digest(),)
    assert card.asked() == recipe
    assert card.trained_on == "1 graph: a small world"
    assert not any("later ones" in limit for limit in card.limits)
    assert 0.0 < card.threshold < 1.0


def test_equal_seeds_give_the_same_hash(few: Example) -> None:
    first, again, other = (train([few], replace(QUICK, seed=seed)) for seed in (0, 0, 1))
    assert first.card.model_sha256 == again.card.model_sha256
    assert first.card.model_sha256 != other.card.model_sha256


def test_twenty_labels_are_enough_and_the_card_says_that_they_are_few(few: Example) -> None:
    card = train([few], QUICK).card
    assert card.labels["illicit"] == card.labels["licit"] == 10
    assert any("So few labels" in limit for limit in card.limits)
    assert "33.3%" in card.abstention, "two accounts of a class promise no more than a risk of a third"


def test_fine_tuning_keeps_the_embeddings_and_says_where_it_started(model: Model, few: Example) -> None:
    tuned = train([few], replace(QUICK, name="tuned"), start=model)
    assert tuned.card.started_from == model.card.id
    assert tuned.card.asked().hidden == model.card.asked().hidden
    assert tuned.normaliser == model.normaliser
    assert tuned.clusters is model.clusters
    for name, value in model.net.state_dict().items():
        assert name.startswith("head.") or value.equal(tuned.net.state_dict()[name])
    assert tuned.judge.curve is model.judge.curve, "too few labels to calibrate by"


def labels_of(example: Example, illicit: int, licit: int) -> Example:
    labels = np.full(example.graph.order, -1, np.int8)
    for value, count in ((1, illicit), (0, licit)):
        labels[np.flatnonzero(example.labels == value)[:count]] = value
    return replace(example, labels=labels)


@pytest.mark.parametrize(
    "illicit, licit, words",
    [
        (0, 0, "0 labels are too few"),
        (4, 5, "9 labels are too few"),
        (20, 0, "0 accounts are labelled as ordinary"),
        (0, 20, "0 accounts are labelled as suspicious"),
        (20, 2, "2 accounts are labelled as ordinary"),
    ],
)
def test_too_few_labels_or_one_class_are_refused_in_a_sentence(
    example: Example, illicit: int, licit: int, words: str
) -> None:
    with pytest.raises(Trouble, match=words):
        train([labels_of(example, illicit, licit)], QUICK)


def test_unknown_accounts_count_as_ordinary_only_where_the_recipe_says_so(example: Example) -> None:
    only = labels_of(example, 20, 0)
    card = train([only], replace(QUICK, unknown_as_licit=True)).card
    assert any("without a label counted as ordinary" in limit for limit in card.limits)
    assert card.split["train"]["licit"] > 100


def test_parts_of_one_kind_are_refused(example: Example) -> None:
    with pytest.raises(Trouble, match="The validation part"):
        train([replace(example, part="train")], QUICK)


def test_progress_rises_and_cancel_unwinds(few: Example) -> None:
    seen: list[int] = []

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        assert total == 100
        seen.append(done)
        if done >= 90:
            raise Cancelled

    with pytest.raises(Cancelled):
        train([few], QUICK, tick)
    assert seen == sorted(seen)
    assert seen[0] == 0


def test_labels_that_were_picked_say_nothing_about_how_many_are_illicit(model: Model, few: Example) -> None:
    """Half of the labels are illicit; the usual account scores as before nonetheless."""
    tuned = train([few], replace(QUICK, name="tuned"), start=model)
    before, after = (score(few.graph, some) for some in (model, tuned))
    assert np.median(after.raw) == pytest.approx(np.median(before.raw), rel=0.25)
    assert after.abstained.mean() < before.abstained.mean() + 0.2


def test_the_card_tells_what_taught_it_how_it_does_over_time_and_what_it_took(
    model: Model, example: Example
) -> None:
    card = model.card
    (lesson,) = card.lessons
    assert lesson.graph == example.graph.digest()
    assert (lesson.illicit, lesson.licit) == (card.labels["illicit"], card.labels["licit"])
    assert sum(one.illicit for one in card.over_time) == lesson.illicit
    assert sum(one.licit for one in card.over_time) == lesson.licit
    scored = next(one for one in card.measured if one.scores)
    assert sum(one.accounts for one in card.steps) == scored.accounts
    assert sum(one.accounts for one in card.reliability) == scored.accounts
    assert [one.start for one in card.steps] == sorted(one.start for one in card.steps)
    assert card.promised == (0.9, 0.9)
    assert card.cost.epochs > 0
    assert card.cost.seconds_per_epoch > 0.0
    assert card.ablations["net, real edges: F1"] == round(
        next(one for one in card.measured if one.choice == "net").f1.value, 4
    )


def test_fine_tuning_has_its_baselines_and_ablation_too(model: Model, few: Example) -> None:
    card = train([few], replace(QUICK, name="tuned"), start=model).card
    assert {"boosted trees", "forest"} <= {one.choice for one in card.measured}
    assert "net, shuffled edges: F1" in card.ablations


def test_settings_are_searched_within_the_budget_and_kept_on_the_card(few: Example) -> None:
    recipe = replace(QUICK, search=3, epochs=3, ablation=False)
    card = train([few], recipe).card
    assert len(card.search) == 3
    assert card.search[0].settings["hidden"] == recipe.hidden
    best = max(card.search, key=lambda one: one.pr_auc)
    assert all(card.recipe[name] == value for name, value in best.settings.items())
    assert card.ablations == {}


def test_training_that_was_broken_off_goes_on_to_the_same_model(few: Example, tmp_path: Path) -> None:
    straight = train([few], QUICK)
    notes: list[int] = []

    def broken(done: int, total: int | None = None, note: str = "") -> None:
        if note == "Training the network":
            notes.append(done)
            if done >= 26:
                raise Cancelled

    with pytest.raises(Cancelled):
        train([few], QUICK, broken, unfinished=tmp_path)
    assert len(list(tmp_path.iterdir())) == 1
    again: list[int] = []

    def heard(done: int, total: int | None = None, note: str = "") -> None:
        if note == "Training the network":
            again.append(done)

    whole = train([few], QUICK, heard, unfinished=tmp_path)
    assert whole.card.model_sha256 == straight.card.model_sha256
    assert again[0] > notes[0]
    assert list(tmp_path.iterdir()) == []
