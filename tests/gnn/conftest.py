"""A small world and a model that has learnt from it, made once; and one thread, for equal numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
import torch

from gnn.dataset import Measured, Normaliser, fitted, measured
from gnn.example import Example
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.training import train
from gnn.worlds import World, WorldRecipe, make_world

RECIPE = Recipe(name="small", hidden=16, layers=2, epochs=40, trees=60)


@pytest.fixture(autouse=True, scope="session")
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(autouse=True, scope="session")
def _keys_of_one_s_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Models are signed with a key that is made for these tests, here and in model processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("INVESTIGATOR_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("INVESTIGATOR_EXAMINER", "Ada")
        yield


@pytest.fixture(scope="session")
def world() -> World:
    return make_world(WorldRecipe(seed=3, accounts=1200, transfers=6000, base_rate=0.1, members=(4, 9)))


@pytest.fixture(scope="session")
def example(world: World) -> Example:
    return Example(world.graph, world.illicit, world.pattern.astype(np.int32), name="a small world")


@pytest.fixture(scope="session")
def recipe() -> Recipe:
    return RECIPE


@pytest.fixture(scope="session")
def model(example: Example) -> Model:
    return train([example], RECIPE)


@pytest.fixture
def few(example: Example) -> Example:
    """Twenty labels, as an analyst may have after a morning."""
    rng = np.random.default_rng(1)
    labels = np.full(example.graph.order, -1, np.int8)
    for value in (0, 1):
        labels[rng.choice(np.flatnonzero(example.labels == value), 10, replace=False)] = value
    return replace(example, labels=labels, groups=np.empty(0, np.int32))


@pytest.fixture(scope="session")
def one(example: Example) -> Measured:
    """The whole world in three parts, each account at its own chance."""
    put = np.random.default_rng(4).choice(3, example.graph.order, p=(0.6, 0.2, 0.2)).astype(np.int8)
    return measured([replace(example, split=put)])[0]


@pytest.fixture(scope="session")
def normaliser(one: Measured) -> Normaliser:
    return fitted([one])
