"""An explanation says what the score says, points at what carries it, and is the same when asked again."""

from __future__ import annotations

import numpy as np
import pytest

from gnn.explaining import MOST, explain, looked, summary
from gnn.explanation import Explanation
from gnn.model import Model, Seen
from gnn.scoring import score
from gnn.worlds import World
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph
from investigator.progress import Cancelled
from investigator.records import Clock, Reason


@pytest.fixture(scope="module")
def look(model: Model, world: World) -> Seen:
    return looked(world.graph, model)


@pytest.fixture(scope="module")
def labels(world: World) -> dict[int, bool]:
    rows = range(0, world.graph.order, 5)
    return {int(world.graph.accounts[i]): bool(world.illicit[i] == 1) for i in rows}


@pytest.fixture(scope="module")
def suspect(model: Model, world: World, look: Seen) -> int:
    """The highest score among accounts of a few transfers."""
    raw = model.judge.raw(look.net, look.trees)
    deals = np.bincount(world.graph.src, minlength=world.graph.order)
    return int(world.graph.accounts[np.where(deals < 8, raw, 0.0).argmax()])


@pytest.fixture(scope="module")
def found(model: Model, world: World, look: Seen, labels: dict[int, bool], suspect: int) -> Explanation:
    return explain(world.graph, model, suspect, labels, Clock.STEP, look=look)


def test_it_says_what_scoring_says(found: Explanation, model: Model, world: World, suspect: int) -> None:
    scores = score(world.graph, model, clock=Clock.STEP)
    row = int(np.searchsorted(world.graph.accounts, suspect))
    np.testing.assert_allclose(
        [found.score, found.calibrated], [scores.raw[row], scores.calibrated[row]], atol=1e-5
    )
    assert found.abstained == scores.abstained[row]
    assert [reason.text for reason in found.reasons] == [reason.text for reason in scores.reasons[row]]
    assert (found.model, found.model_hash, found.input_hash) == (
        scores.model, scores.model_hash, scores.input_hash,
    )  # fmt: skip


def test_its_transfers_carry_it(found: Explanation, world: World, suspect: int) -> None:
    strength = [abs(carrier.weight) for carrier in found.carriers]
    assert strength == sorted(strength, reverse=True)
    assert 1 <= len(strength) <= MOST
    rows = {int(transfer): i for i, transfer in enumerate(world.graph.transfer)}
    for carrier in found.carriers:
        row = rows[carrier.transfer]
        ends = {
            int(world.graph.accounts[world.graph.src[row]]),
            int(world.graph.accounts[world.graph.dst[row]]),
        }
        assert (carrier.hop == 0) == (suspect in ends)
    assert found.transfer_fidelity is not None
    assert found.transfer_fidelity.size == len(found.carriers)
    assert found.transfer_fidelity.removed_beats >= 0.9
    assert found.transfer_fidelity.removed < found.transfer_fidelity.score


def test_its_features_are_weighed(found: Explanation) -> None:
    assert found.feature_fidelity.size >= len(found.reasons)
    np.testing.assert_allclose(found.feature_fidelity.score, found.score, atol=1e-4)


def test_its_kin_are_labelled(found: Explanation, labels: dict[int, bool], suspect: int) -> None:
    assert len(found.kin) == 3
    assert all(labels[one.account] == one.illicit for one in found.kin)
    assert suspect not in {one.account for one in found.kin}


def test_asked_again_it_says_the_same(
    found: Explanation, model: Model, world: World, labels: dict[int, bool], suspect: int
) -> None:
    assert explain(world.graph, model, suspect, labels, Clock.STEP) == found


def test_other_numbers_for_the_accounts_change_nothing(
    found: Explanation, model: Model, world: World, suspect: int
) -> None:
    graph, rng = world.graph, np.random.default_rng(8)
    new = rng.permutation(graph.order).astype(np.int32)
    renamed = Subgraph(
        np.sort(graph.accounts),
        new[graph.src],
        new[graph.dst],
        *(getattr(graph, name).copy() for name in ("amount", "asset", "time", "transfer")),
    )
    row = int(np.searchsorted(graph.accounts, suspect))
    other = explain(renamed, model, int(renamed.accounts[new[row]]), {}, Clock.STEP)
    assert other.summary == found.summary
    assert [one.transfer for one in other.carriers] == [one.transfer for one in found.carriers]
    np.testing.assert_allclose(
        [one.weight for one in other.carriers], [one.weight for one in found.carriers], atol=1e-2
    )


def test_an_account_by_itself_has_no_transfers_to_name(model: Model) -> None:
    none = np.empty(0, np.int32)
    graph = Subgraph(
        np.array([4], np.int32), none, none, np.empty(0), none, np.empty(0, np.int64), np.empty(0, np.int64)
    )
    found = explain(graph, model, 4, {})
    assert (found.carriers, found.transfer_fidelity, found.kin) == ((), None, ())
    assert found.abstained
    assert (found.surroundings.accounts, found.surroundings.transfers) == (1, 0)
    assert found.surroundings.score == found.score


def test_an_account_that_is_not_there_is_trouble(model: Model, world: World, look: Seen) -> None:
    for account in (-1, 10**6):
        with pytest.raises(Trouble, match="not among those"):
            explain(world.graph, model, account, {}, look=look)


def test_it_can_be_stopped(model: Model, world: World, look: Seen, suspect: int) -> None:
    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if note == "Weighing transfers":
            raise Cancelled

    with pytest.raises(Cancelled):
        explain(world.graph, model, suspect, {}, tick=stop, look=look)


FOR, AGAINST = Reason("received from 41 accounts", 2.0), Reason("ordinary: active for years", -1.0)


@pytest.mark.parametrize(
    ("score_", "abstained", "text"),
    [
        (
            0.9,
            False,
            "Suspicious (score 0.90, suspicious from 0.50 on): received from 41 accounts; on the other side: active for years.",
        ),
        (
            0.1,
            False,
            "Not suspicious (score 0.10, suspicious from 0.50 on): active for years; on the other side: received from 41 accounts.",
        ),
        (
            0.9,
            True,
            "The model declines to say (score 0.90, suspicious from 0.50 on): received from 41 accounts;"
            " on the other side: active for years.",
        ),
    ],
)
def test_the_summary_says_both_sides(score_: float, abstained: bool, text: str) -> None:
    assert summary(score_ >= 0.5, abstained, score_, 0.5, (FOR, AGAINST)) == text


def test_the_summary_of_nothing_is_the_score() -> None:
    assert summary(True, False, 0.9, 0.5, ()) == "Suspicious (score 0.90, suspicious from 0.50 on)."
    assert summary(True, False, 0.54, 0.54, ()) == "Suspicious (score 0.54, just over the line)."
    assert summary(False, False, 0.54, 0.54, ()) == "Not suspicious (score 0.54, just under the line)."
    assert summary(True, False, 0.9, 0.5, (AGAINST,)) == (
        "Suspicious (score 0.90, suspicious from 0.50 on), although: active for years."
    )
