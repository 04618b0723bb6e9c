"""The card is written from the test part; what `train` puts together is tested there too."""

from dataclasses import replace

import numpy as np

from gnn.card import read, written
from gnn.example import Example
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.training import train

QUICK = Recipe(name="quick", hidden=8, layers=1, epochs=3, trees=20, ablation=False)


def test_a_card_as_trained_is_one_that_can_be_read(model: Model) -> None:
    card = model.package().card
    assert read(written(card), "it") == card


def test_without_a_test_part_nothing_is_measured_and_everything_else_told(example: Example) -> None:
    put = (np.arange(example.graph.order) % 2).astype(np.int8)
    card = train([replace(example, split=put)], QUICK).card
    assert card.measured == card.steps == card.reliability == ()
    assert card.lessons[0].illicit == (example.labels == 1).sum()
    assert card.split["test"] == {"illicit": 0, "licit": 0}
    assert "Trees: " in card.why


def test_a_split_that_is_given_is_kept_to(example: Example) -> None:
    put = np.repeat([0, 1, 2], [600, 200, example.graph.order - 800]).astype(np.int8)
    middle = int(np.median(example.graph.time))
    card = train([replace(example, split=put, until=(middle, None, None))], QUICK).card
    for number, part in enumerate(("train", "validation", "test")):
        assert card.split[part]["illicit"] == (example.labels[put == number] == 1).sum()
    assert not any("later ones" in limit for limit in card.limits)
