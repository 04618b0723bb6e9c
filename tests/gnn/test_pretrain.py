from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from gnn import pretrain
from gnn.metrics import pr_auc
from gnn.model import Model, assembled
from gnn.recipe import Recipe
from gnn.scoring import score
from gnn.sets.amlsim import amlsim
from gnn.shelf import SHIPPED, Shelf
from gnn.worlds import WorldRecipe, make_world
from investigator.progress import silent


@pytest.fixture(scope="module")
def shipped() -> Model:
    shelf = Shelf(Path("nowhere"))
    return assembled(shelf.load(shelf.shipped()))


def test_one_model_is_shipped_and_it_is_small() -> None:
    files = [path for path in SHIPPED.rglob("*") if path.is_file()]
    assert len(list(SHIPPED.glob("*.model"))) == 1
    assert sum(path.stat().st_size for path in files) < 5 * 2**20


def test_its_card_says_what_it_has_seen_and_how_it_does(shipped: Model) -> None:
    card = shipped.card
    assert "synthetic worlds" in card.trained_on
    assert any("never a real case" in limit for limit in card.limits)
    found = {(m.set, m.choice): m for m in card.measured}
    assert found["test", "net"].pr_auc.low > found["test", "trees"].pr_auc.high
    assert {m.set for m in card.measured} >= {
        "AMLSim 20K_cycle200, zero-shot",
        "AMLSim 20K_fanin200, zero-shot",
        "clusters of the test worlds: planted against background",
    }
    of = card.ablations
    assert of["net, real edges: PR-AUC"] > 1.1 * of["net, shuffled edges: PR-AUC"]
    assert of["net, real edges: F1"] > of["net, shuffled edges: F1"] + 0.1
    scored = next(m for m in card.measured if m.scores and m.set == "test")
    assert scored.f1.low > found["test", "account trees"].f1.high + 0.1
    assert card.promised == (0.9, 0.9)
    assert any("held the truth for 88 %" in limit for limit in card.limits)
    assert card.of_its_own
    assert sum(step.illicit for step in card.steps) == scored.illicit
    assert sum(span.illicit for span in card.over_time) == card.labels["illicit"]
    assert card.steps[-1].end == card.over_time[-1].end == 100


def test_it_finds_what_is_planted_in_a_world_that_it_has_not_seen(shipped: Model) -> None:
    recipe = replace(WorldRecipe.draw(np.random.default_rng(99), "test"), accounts=4000, transfers=20_000)
    world = make_world(recipe)
    scores = score(world.graph, shipped)
    assert pr_auc(world.illicit, scores.raw) > 20 * world.illicit.mean()
    assert scores.abstained.mean() < 0.5


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["20K_cycle200", "20K_fanin200"])
def test_it_finds_most_of_what_others_have_planted(shipped: Model, real_data: Path, name: str) -> None:
    example = amlsim(real_data / "amlsim" / name)
    assert (example.graph.order, int(example.labels.sum())) in {(20_000, 945), (20_000, 954)}
    scores = score(example.graph, shipped)
    assert pr_auc(example.labels, scores.raw) > 0.6


def test_the_whole_of_it_runs_in_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gnn.fitting.LEAST_STEPS", 2)
    draw = WorldRecipe.draw
    monkeypatch.setattr(
        WorldRecipe,
        "draw",
        lambda rng, split: replace(draw(rng, split), accounts=900, transfers=4000, base_rate=0.1),
    )
    counts = {"train": 1, "validation": 1, "test": 1}
    recipe = Recipe(name="tiny", hidden=4, layers=1, epochs=1, trees=5)
    model = pretrain.pretrain((), silent, recipe, counts)  # type: ignore[arg-type]
    card = model.card
    assert card.trained_on.startswith("1 synthetic worlds")
    assert len(card.ablations) == 4
    assert [m.choice for m in card.measured if m.set.startswith("clusters")] == [
        "cluster head",
        "mean score",
    ]
    other = pretrain.again(model, (), silent, counts).package().card  # type: ignore[arg-type]
    assert other.model_sha256 == model.package().card.model_sha256
    assert (other.measured, other.steps, other.over_time) == (card.measured, card.steps, card.over_time)
