"""Transfers that carry a score get its weight, all together exactly."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from gnn.carriers import BEYOND, OWN, groups, weights
from gnn.features import scales
from gnn.fidelity import fidelity
from gnn.model import Model
from gnn.occlusion import Near, near, on_transfers
from gnn.worlds import World
from tests.gnn.test_occlusion import chain

Bools = NDArray[np.bool_]


def around(pairs: list[tuple[int, int]], n: int) -> Near:
    graph = chain(pairs, n)
    return near(graph, 0, scales(graph))


def test_few_own_transfers_play_one_by_one() -> None:
    some = around([(1, 0), (1, 0), (0, 2), (2, 3), (2, 4), (1, 5)], 6)
    assert groups(some).tolist() == [0, 1, 2, 3, 3, 4]


def test_more_play_by_counterparty_and_direction() -> None:
    some = around([(1, 0)] * 10 + [(0, 1)] * 10, 2)
    assert groups(some).tolist() == [0] * 10 + [1] * 10


def test_many_counterparties_play_by_direction_and_time() -> None:
    some = around([(i, 0) for i in range(1, 41)] + [(0, i) for i in range(41, 43)], 43)
    found = groups(some)
    assert found.max() + 1 <= OWN
    assert (np.diff(found) >= 0).all()
    assert np.bincount(found[:40]).tolist() == [5] * 8


def test_beyond_there_are_few_groups() -> None:
    some = around([(0, i) for i in range(1, 13)] + [(i, 20 + i) for i in range(1, 13)], 40)
    found = groups(some)
    assert set(found[:12]).isdisjoint(found[12:])
    assert len(set(found[12:])) <= BEYOND


def test_what_adds_up_is_told_exactly() -> None:
    some = around([(1, 0), (2, 0), (0, 3), (3, 4), (3, 5), (3, 6)], 7)
    worth = np.array([1.0, 0.0, -0.5, 2.0, 0.0, 0.0])
    np.testing.assert_allclose(weights(some, lambda there: there @ worth - 3.0), worth, atol=1e-9)


def test_what_many_do_together_is_shared_evenly() -> None:
    """Forty alike, any of which would do: none is missed alone, and each has its part."""
    some = around([(1, 0)] * 40 + [(0, 2)], 3)
    found = weights(some, lambda there: there[:, :40].any(axis=1).astype(float))
    np.testing.assert_allclose(found, [1 / 40] * 40 + [0.0], atol=1e-9)


def test_one_among_many_stands_out() -> None:
    some = around([(1, 0)] * 40 + [(0, 2)], 3)
    found = weights(some, lambda there: 3.0 * there[:, 17])
    assert int(found.argmax()) == 17
    np.testing.assert_allclose(found[17], 3.0, atol=1e-9)


def test_no_transfers_carry_nothing() -> None:
    graph = replace(chain([], 1))
    assert weights(near(graph, 0, scales(graph)), lambda there: np.zeros(len(there))).size == 0


@pytest.fixture(scope="module")
def suspect(world: World) -> int:
    counts = np.bincount(world.graph.src, minlength=world.graph.order)
    rows = np.flatnonzero((world.illicit == 1) & (counts >= 2) & (counts < 12))
    return int(rows[0])


def test_they_add_up_to_the_score(model: Model, world: World, suspect: int) -> None:
    local = near(world.graph, suspect, scales(world.graph), most=300)
    ask = on_transfers(model, local)
    both = np.stack([np.ones(local.rows.size, np.bool_), np.zeros(local.rows.size, np.bool_)])
    whole, nothing = ask(both)
    found = weights(local, ask)
    np.testing.assert_allclose(found.sum(), whole - nothing, atol=1e-2)
    np.testing.assert_array_equal(found, weights(local, ask))


def test_the_strongest_carry_more_than_random_ones(model: Model, world: World, suspect: int) -> None:
    local = near(world.graph, suspect, scales(world.graph), most=300)
    ask = on_transfers(model, local)
    named = np.zeros(local.rows.size, np.bool_)
    named[np.argsort(-np.abs(weights(local, ask)))[:10]] = True
    assert fidelity("transfers", ask, named).removed_beats >= 0.9
