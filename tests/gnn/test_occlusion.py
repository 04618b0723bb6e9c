"""A neighbourhood is bounded and fair, and worlds side by side say what each would say alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from gnn.features import account_features, scales, transfer_features
from gnn.fidelity import log_odds, on_features
from gnn.model import Model
from gnn.nets import fresh_net
from gnn.occlusion import near, on_transfers
from gnn.recipe import Recipe
from gnn.worlds import World
from investigator.graph.subgraph import Subgraph
from investigator.progress import Cancelled


def chain(pairs: list[tuple[int, int]], n: int, amount: list[float] | None = None) -> Subgraph:
    src, dst = zip(*pairs, strict=True) if pairs else ((), ())
    return Subgraph(
        np.arange(n, dtype=np.int32) + 100,
        np.array(src, np.int32),
        np.array(dst, np.int32),
        np.array(amount or [1.0] * len(pairs)),
        np.zeros(len(pairs), np.int32),
        np.arange(len(pairs), dtype=np.int64),
        np.arange(len(pairs), dtype=np.int64) + 1000,
    )


def test_transfers_are_counted_by_their_distance() -> None:
    graph = chain([(4, 5), (3, 4), (1, 0), (1, 2), (2, 3)], 6)
    found = near(graph, 0, scales(graph))
    assert found.rows.tolist() == [2, 3, 4]
    assert found.hop.tolist() == [0, 1, 2]
    assert found.complete
    assert found.graph.accounts.tolist() == [100, 101, 102, 103]
    assert found.graph.accounts[found.centre] == 100
    assert found.graph.transfer.tolist() == [1002, 1003, 1004]


def test_an_account_by_itself_is_its_own_neighbourhood() -> None:
    graph = chain([(1, 2)], 3)
    found = near(graph, 0, scales(graph))
    assert (found.graph.order, found.graph.size, found.centre) == (1, 0, 0)


def test_beyond_the_bound_everyone_gives_of_the_largest_in_turn() -> None:
    """Account 1 deals a thousand times, account 2 once: that one is not crowded out."""
    busy = [(1, 3 + i) for i in range(1000)]
    graph = chain([(0, 1), (0, 2), *busy, (2, 1003)], 1004, [1.0, 1.0, *map(float, range(1000)), 1.0])
    found = near(graph, 0, scales(graph), hops=2, most=10)
    assert not found.complete
    assert found.rows.tolist() == [0, 1, *range(995, 1003)]


def test_the_account_s_own_transfers_leave_room() -> None:
    graph = chain([(0, 1)] * 50 + [(1, 2)] * 50, 3)
    found = near(graph, 0, scales(graph), most=20)
    assert np.bincount(found.hop).tolist() == [10, 10]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_with_all_transfers_it_is_the_score_of_the_whole(model: Model, world: World, share: float) -> None:
    """Where the neighbourhood is the whole graph."""
    some = replace(model, judge=replace(model.judge, share=share))
    graph = world.graph.among(np.arange(world.graph.order) < 150)
    x, e = account_features(graph), transfer_features(graph)
    look = some.see(graph, x, e)
    whole = log_odds(some, look.net, look.trees)
    busiest = int(np.bincount(graph.src, minlength=graph.order).argmax())
    local = near(graph, busiest, scales(graph), hops=30)
    ask = on_transfers(some, local)
    np.testing.assert_allclose(ask(np.ones((3, local.rows.size), np.bool_)), whole[busiest], atol=2e-3)


@pytest.mark.parametrize(
    "kind",
    [
        {"backbone": "sign"},
        {"backbone": "gin", "edge_updates": True},
        {"backbone": "sage"},
        {"backbone": "gat"},
        {"backbone": "pna", "ego": True, "layers": 1},
    ],
)
def test_every_kind_of_net_can_be_asked(
    model: Model, world: World, recipe: Recipe, kind: dict[str, object]
) -> None:
    """Untrained, which sums do not mind; egos look at the sixteen latest transfers of each account."""
    torch.manual_seed(1)
    net = fresh_net(replace(recipe, **kind)).eval()  # type: ignore[arg-type]
    some = replace(model, net=net, judge=replace(model.judge, share=1.0))
    graph = world.graph.among(np.arange(world.graph.order) < 150)
    x, e = account_features(graph), transfer_features(graph)
    look = some.see(graph, x, e)
    whole = log_odds(some, look.net, look.trees)
    degree = np.bincount(graph.src, minlength=graph.order) + np.bincount(graph.dst, minlength=graph.order)
    row = int(np.flatnonzero((degree > 2) & (degree < 9))[0])
    local = near(graph, row, scales(graph), hops=30)
    found = on_transfers(some, local)(np.ones((2, local.rows.size), np.bool_))
    np.testing.assert_allclose(found, whole[row], atol=5e-3)
    np.testing.assert_allclose(
        on_features(some, look, row)(np.ones((1, x.shape[1]), np.bool_)), whole[row], atol=1e-3
    )


def test_worlds_side_by_side_do_not_touch(model: Model, world: World) -> None:
    local = near(world.graph, 7, scales(world.graph), hops=2, most=60)
    rng = np.random.default_rng(0)
    there = rng.random((12, local.rows.size)) < 0.6
    there[4] = False
    ask = on_transfers(model, local)
    alone = [float(ask(one[None])[0]) for one in there]
    np.testing.assert_allclose(ask(there), alone, atol=2e-3)


def test_what_is_taken_away_is_away(model: Model, world: World) -> None:
    """Like a graph in which it never was."""
    local = near(world.graph, 7, scales(world.graph), hops=2, most=60)
    gone = np.arange(local.rows.size) % 3 == 0
    keep = np.ones(world.graph.size, np.bool_)
    keep[local.rows[gone]] = False
    where = np.flatnonzero(local.hop >= 0)[~gone]
    part = Subgraph(
        local.graph.accounts,
        *(
            getattr(local.graph, name)[where]
            for name in ("src", "dst", "amount", "asset", "time", "transfer")
        ),
    )
    usual = type(local.usual)(local.usual.amount[where], local.usual.gap)
    x, e = account_features(part, usual=usual), transfer_features(part, usual=usual)
    look = model.see(part, x, e)
    expected = log_odds(model, look.net, look.trees)[local.centre]
    np.testing.assert_allclose(on_transfers(model, local)(~gone[None])[0], expected, atol=2e-3)


def test_it_can_be_stopped(model: Model, world: World) -> None:
    def stop(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    local = near(world.graph, 7, scales(world.graph))
    with pytest.raises(Cancelled):
        on_transfers(model, local, stop)(np.ones((1, local.rows.size), np.bool_))
