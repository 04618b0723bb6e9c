from itertools import pairwise

import numpy as np
import pytest

from gnn.world_recipe import DISJOINT, PATTERNS, Split, WorldRecipe

SPLITS: tuple[Split, ...] = ("train", "validation", "test")


def test_splits_draw_from_ranges_that_do_not_touch() -> None:
    for ranges in DISJOINT.values():
        ends = sorted(ranges[split] for split in SPLITS)
        assert all(low < high for low, high in ends)
        assert all(before[1] < after[0] for before, after in pairwise(ends))


@pytest.mark.parametrize("split", SPLITS)
def test_a_drawn_recipe_keeps_to_the_ranges_of_its_split(split: Split) -> None:
    rng = np.random.default_rng(5)
    drawn = [WorldRecipe.draw(rng, split) for _ in range(60)]
    assert {recipe.make for recipe in drawn} == {"bank", "chain"}
    for recipe in drawn:
        bank = recipe.make == "bank"
        own = {
            "days": recipe.days,
            "hub_exponent": recipe.hub_exponent,
            "hop_hours": recipe.hop_hours / (6.0 if bank else 1.0),
            "amount_spread": recipe.amount_spread / (0.4 if bank else 1.0),
            "base_rate": recipe.base_rate,
        }
        for name, value in own.items():
            low, high = DISJOINT[name][split]
            assert low - 1e-9 <= value <= high + 1e-9, name
        assert len(recipe.typologies) == len(PATTERNS)


def test_the_same_generator_draws_the_same_recipe() -> None:
    assert WorldRecipe.draw(np.random.default_rng(1), "train") == WorldRecipe.draw(
        np.random.default_rng(1), "train"
    )
    assert WorldRecipe.draw(np.random.default_rng(1), "train") != WorldRecipe.draw(
        np.random.default_rng(2), "train"
    )
