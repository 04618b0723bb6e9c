"""Accounts scored from their surroundings say what the whole case says of them."""

from dataclasses import replace

import numpy as np
import pytest

from gnn.model import Model
from gnn.rescoring import Usual, surroundings
from gnn.scoring import rescore, score
from gnn.worlds import World
from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import Columns, build
from investigator.graph.subgraph import Subgraph


@pytest.fixture(scope="module")
def columns(world: World) -> Columns:
    graph = world.graph
    names = ("src", "dst", "amount", "asset", "time", "transfer")
    return build(TransferColumns(**{name: getattr(graph, name) for name in names}, accounts=graph.order))


def test_quiet_accounts_are_scored_as_in_the_whole(columns: Columns, world: World, model: Model) -> None:
    graph, whole = world.graph, score(world.graph, model)
    usual = Usual.of(graph)
    degree = np.bincount(graph.src, minlength=graph.order) + np.bincount(graph.dst, minlength=graph.order)
    some = np.flatnonzero(degree <= 6)[:40].astype(np.int32)
    near = []
    for account in some.tolist():
        around = surroundings(columns, np.array([account], np.int32))
        found = rescore(around.graph, [account], usual.in_part(around.graph), model)
        assert found.accounts.tolist() == [account]
        assert found.reasons[0]
        near.append(float(found.raw[0]))
    gap = np.abs(np.array(near) - whole.raw[some])
    assert np.median(gap) < 0.01
    assert np.corrcoef(near, whole.raw[some])[0, 1] > 0.95


def test_with_everything_in_sight_nothing_differs(world: World, model: Model) -> None:
    graph, wanted = world.graph, [3, 90, 700]
    found = rescore(graph, wanted, Usual.of(graph).in_part(graph), model)
    whole = score(graph, model, wanted=wanted)
    np.testing.assert_allclose(found.raw, whole.raw[wanted], atol=1e-6)
    for near, far in zip(found.reasons, (whole.reasons[account] for account in wanted), strict=True):
        assert [one.text for one in near] == [one.text for one in far]
    assert found.baseline.shape == (3,)


def test_what_is_not_followed_is_counted(columns: Columns, world: World) -> None:
    busy = int(np.bincount(world.graph.src).argmax())
    around = surroundings(columns, np.array([busy], np.int32), hops=2)
    assert around.left_out > 0
    rows = np.flatnonzero((columns.src == busy) | (columns.dst == busy))
    assert np.isin(columns.transfer[rows], around.graph.transfer).all()
    assert surroundings(columns, np.array([busy], np.int32), hops=0).graph.order == 1


def test_an_asset_that_the_whole_does_not_know_counts_as_it_is(world: World) -> None:
    usual = Usual.of(world.graph)
    part = replace(world.graph.until(int(world.graph.time[5])))
    other = Subgraph(
        part.accounts, part.src, part.dst, part.amount, part.asset + 99, part.time, part.transfer
    )
    assert (usual.in_part(other).amount == 1.0).all()
    assert usual.in_part(part).gap == usual.gap
