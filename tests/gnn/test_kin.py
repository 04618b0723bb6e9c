"""Those that look alike are found, and it is said in what."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from gnn.feature_names import ACCOUNT_FEATURES
from gnn.features import account_features, transfer_features
from gnn.kin import TOPICS, nearest
from gnn.model import Model, Seen
from gnn.worlds import World

NAMES = [feature.name for feature in ACCOUNT_FEATURES]


@pytest.fixture(scope="module")
def look(model: Model, world: World) -> Seen:
    return model.see(world.graph, account_features(world.graph), transfer_features(world.graph))


@pytest.fixture
def labels(world: World) -> dict[int, bool]:
    rows = np.arange(0, world.graph.order, 5)
    return {int(world.graph.accounts[i]): bool(world.illicit[i] == 1) for i in rows}


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_the_nearest_come_first(
    model: Model, world: World, look: Seen, labels: dict[int, bool], share: float
) -> None:
    some = replace(model, judge=replace(model.judge, share=share))
    found = nearest(world.graph, some, look, 5, labels, k=len(labels))
    assert len(found) == len(labels) - 1  # itself is not its own kin
    assert [one.nearer_than for one in found] == sorted((one.nearer_than for one in found), reverse=True)
    assert all(one.illicit == labels[one.account] for one in found)
    assert nearest(world.graph, some, look, 5, labels) == found[:3]


def test_a_twin_is_nearest(model: Model, world: World, look: Seen, labels: dict[int, bool]) -> None:
    embedding, scaled = look.embedding.clone(), look.scaled.clone()
    embedding[40], scaled[40] = embedding[6], scaled[6]
    twins = replace(look, embedding=embedding, scaled=scaled)
    first = nearest(world.graph, model, twins, 6, labels)[0]
    assert first.account == world.graph.accounts[40]
    assert first.nearer_than > 0.9
    assert "unlike" not in first.words


def test_the_words_name_what_is_unusual_about_both(model: Model, world: World, look: Seen) -> None:
    scaled = torch.zeros_like(look.scaled)
    scaled[0, NAMES.index("passed_on")] = scaled[1, NAMES.index("passed_on")] = 3.0
    scaled[0, NAMES.index("cycles")] = 2.5
    plain = replace(look, scaled=scaled)
    (found,) = nearest(world.graph, model, plain, 0, {int(world.graph.accounts[1]): True})
    assert found.words == "alike in how much it passed on and when; unlike in cycles"
    (found,) = nearest(world.graph, model, plain, 2, {int(world.graph.accounts[3]): True})
    assert found.words == "alike in nothing unusual"


def test_every_feature_has_its_topic() -> None:
    assert set(TOPICS) == set(NAMES)
    assert TOPICS["sent_gap"] == "the rhythm of what it sent"
    assert TOPICS["received_partners"] == "how many it was paid by"


def test_order_of_labels_does_not_matter_nor_do_strangers(
    model: Model, world: World, look: Seen, labels: dict[int, bool]
) -> None:
    found = nearest(world.graph, model, look, 9, labels)
    other = {10**6: True, -1: False} | dict(reversed(labels.items()))
    assert nearest(world.graph, model, look, 9, other) == found


def test_without_labels_there_are_none(model: Model, world: World, look: Seen) -> None:
    assert nearest(world.graph, model, look, 0, {}) == ()
    assert nearest(world.graph, model, look, 0, {int(world.graph.accounts[0]): True}) == ()
