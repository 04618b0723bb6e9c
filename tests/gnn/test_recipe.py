"""A recipe says everything, and survives the way to a process and onto a card."""

from __future__ import annotations

import msgspec
import pytest

from gnn.recipe import Recipe


def test_a_recipe_comes_back_from_plain_values() -> None:
    recipe = Recipe(name="x", seed=7, only="trees", unknown_as_licit=True, rate=0.01)
    assert msgspec.convert(msgspec.json.decode(msgspec.json.encode(recipe)), Recipe) == recipe


@pytest.mark.parametrize("wrong", [{"epochs": "many"}, {"only": "oracle"}, {"hidden": 1.5}, {"rate": None}])
def test_values_of_another_kind_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(wrong, Recipe)


def test_a_seed_is_part_of_the_recipe() -> None:
    assert Recipe(seed=1) != Recipe(seed=2)
    assert Recipe(seed=1) == Recipe(seed=1)
