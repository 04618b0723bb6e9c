"""Scores belong to accounts, not to their names or places, and come with reasons and abstention."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from gnn.metrics import pr_auc
from gnn.model import Model
from gnn.scoring import EXPLAINED, score, score_all, score_clusters
from gnn.worlds import World
from investigator.graph.cluster import communities
from investigator.graph.subgraph import Subgraph
from investigator.progress import Cancelled
from investigator.records import Clock, Scores


@pytest.fixture(scope="module")
def scores(model: Model, world: World) -> Scores:
    return score(world.graph, model)


def renamed(graph: Subgraph, seed: int) -> tuple[Subgraph, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """The same transfers between accounts in another order, and where each account went."""
    place = np.random.default_rng(seed).permutation(graph.order)
    other = replace(
        graph,
        accounts=graph.accounts * 3 + 11,
        src=place[graph.src].astype(np.int32),
        dst=place[graph.dst].astype(np.int32),
    )
    return other, place


def test_it_tells_the_planted_from_the_rest(scores: Scores, world: World) -> None:
    rate = float(world.illicit.mean())
    assert pr_auc(world.illicit, scores.raw) > 4 * rate
    assert pr_auc(world.illicit, scores.baseline) > 2 * rate


def test_every_account_has_a_score_between_zero_and_one(scores: Scores, world: World, model: Model) -> None:
    np.testing.assert_array_equal(scores.accounts, world.graph.accounts)
    for some in (scores.raw, scores.calibrated, scores.baseline):
        assert some.shape == (world.graph.order,)
        assert ((some >= 0) & (some <= 1)).all()
    assert (scores.model, scores.model_hash) == (model.card.id, model.card.model_sha256)
    assert scores.input_hash == world.graph.digest()


@pytest.mark.parametrize("seed", [0, 1])
def test_names_and_order_of_accounts_change_nothing(
    scores: Scores, world: World, model: Model, seed: int
) -> None:
    graph, place = renamed(world.graph, seed)
    found = score(graph, model)
    for name in (
        "raw",
        "calibrated",
        "baseline",
    ):  # to the last digit, though sums are taken in another order
        np.testing.assert_array_equal(getattr(found, name)[place], getattr(scores, name))


def test_the_same_graph_has_the_same_scores(scores: Scores, world: World, model: Model) -> None:
    again = score(world.graph, model)
    np.testing.assert_array_equal(again.raw, scores.raw)
    assert again.reasons == scores.reasons


def test_the_highest_have_reasons_and_so_has_who_is_asked_for(
    scores: Scores, world: World, model: Model
) -> None:
    given = np.array([bool(reasons) for reasons in scores.reasons])
    top = np.argsort(-scores.raw, kind="stable")[:EXPLAINED]
    assert given[top].all()
    assert given.sum() == EXPLAINED
    lowest = int(np.argmin(scores.raw))
    asked = score(world.graph, model, wanted=[int(world.graph.accounts[lowest]), 10**6])
    assert asked.reasons[lowest]
    for reasons in scores.reasons:
        assert all(reason.text and reason.weight for reason in reasons)


def test_reasons_speak_the_clock_of_the_case(world: World, model: Model) -> None:
    said = {
        clock: " ".join(r.text for some in score(world.graph, model, clock=clock).reasons for r in some)
        for clock in (Clock.UTC, Clock.STEP)
    }
    assert said[Clock.UTC] != said[Clock.STEP]


def lonely() -> Subgraph:
    """One transfer between two accounts, one account that pays itself, and one with nothing."""
    return Subgraph(
        accounts=np.arange(4, dtype=np.int32),
        src=np.array([0, 2], np.int32),
        dst=np.array([1, 2], np.int32),
        amount=np.array([1.0, 5.0]),
        asset=np.zeros(2, np.int32),
        time=np.array([1, 2]),
        transfer=np.array([0, 1]),
    )


def test_it_declines_where_nothing_is_known(model: Model) -> None:
    assert score(lonely(), model).abstained[2:].all()


def test_an_empty_graph_has_no_scores(model: Model) -> None:
    none = np.zeros(4, np.bool_)
    found, clusters = score_all(lonely().among(none), np.empty(0, np.int32), model)
    assert (found.accounts.size, found.raw.size, found.reasons, clusters) == (0, 0, (), [])
    bare = score(replace(lonely(), **_no_transfers()), model)
    assert bare.abstained.all()


def _no_transfers() -> dict[str, np.ndarray[tuple[int], np.dtype[np.generic]]]:
    names = ("src", "dst", "amount", "asset", "time", "transfer")
    return {name: getattr(lonely(), name)[:0] for name in names}


def test_amounts_beyond_all_measure_give_scores_nonetheless(world: World, model: Model) -> None:
    amount = world.graph.amount.copy()
    amount[::50] = 1e300
    amount[1::50] = 0.0
    found = score(replace(world.graph, amount=amount), model)
    assert np.isfinite(found.raw).all()
    assert np.isfinite(found.calibrated).all()


def test_clusters_are_scored_by_number(world: World, model: Model) -> None:
    membership = communities(world.graph)
    membership[membership > 10] = -1
    clusters = score_clusters(world.graph, membership, model)
    assert [one.cluster for one in clusters] == list(range(11))
    for one in clusters:
        np.testing.assert_array_equal(one.members, world.graph.accounts[membership == one.cluster])
        assert 0 <= one.score <= 1
        assert 0 <= one.calibrated <= 1
        assert one.reasons
        assert any(f"{one.members.size:,} members" in reason.text for reason in one.reasons)


def test_planted_sets_score_above_sets_drawn_from_ordinary_accounts(world: World, model: Model) -> None:
    rng = np.random.default_rng(0)
    membership = world.pattern.astype(np.int32)
    planted = int(membership.max()) + 1
    ordinary = rng.permutation(np.flatnonzero(world.illicit == 0))[: 8 * planted]
    membership[ordinary] = planted + np.arange(ordinary.size) % planted
    found = np.array([one.score for one in score_clusters(world.graph, membership, model)])
    assert pr_auc((np.arange(found.size) < planted).astype(np.int8), found) > 0.9


def test_one_look_says_what_two_say(scores: Scores, world: World, model: Model) -> None:
    membership = communities(world.graph)
    both, clusters = score_all(world.graph, membership, model)
    np.testing.assert_array_equal(both.raw, scores.raw)
    alone = score_clusters(world.graph, membership, model)
    assert [(one.cluster, one.score, one.reasons) for one in clusters] == [
        (one.cluster, one.score, one.reasons) for one in alone
    ]
    assert score_all(world.graph, None, model)[1] == []


def test_it_can_be_stopped_between_steps(world: World, model: Model) -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if done >= 50:
            raise Cancelled

    with pytest.raises(Cancelled):
        score(world.graph, model, tick)
