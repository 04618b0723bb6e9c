from __future__ import annotations

import numpy as np

from investigator.cases.verify import verify
from investigator.data.queries import results
from investigator.records import ClusterScore, Reason, Scores
from tests.makers import Move, case

WHY = (
    Reason("received from 41 accounts within 20 minutes", 0.7, "fan_in"),
    Reason("looks like a shop", -0.1),
)


def scores(count: int = 3) -> Scores:
    return Scores(
        accounts=np.arange(count, dtype=np.int32),
        raw=np.linspace(0.1, 0.9, count),
        calibrated=np.linspace(0.2, 0.8, count),
        abstained=np.arange(count) == 1,
        reasons=(WHY, *((),) * (count - 1))[:count],
        model="m",
        model_hash="h",
        input_hash="i",
        baseline=np.linspace(0, 1, count),
    )


CLUSTER = ClusterScore(0, np.array([0, 2], np.int32), 0.4, 0.5, WHY)


def test_scores_come_back_as_they_were_kept() -> None:
    with case([Move(0, 1, 1)]) as made:
        assert results.latest_run(made.store) is None
        results.keep_scores(made.store, scores(), [CLUSTER])
        run = results.latest_run(made.store)
        assert run is not None
        again = results.read_scores(made.store, run)
        for name in ("accounts", "raw", "calibrated", "abstained", "baseline"):
            assert np.array_equal(getattr(again, name), getattr(scores(), name))
        assert again.reasons == scores().reasons
        (cluster,) = results.read_clusters(made.store, run)
        assert cluster.members.tolist() == [0, 2]
        assert cluster.reasons == WHY
        assert verify(made.store) == []


def test_runs_stand_side_by_side_and_the_newest_is_latest() -> None:
    with case() as made:
        results.keep_scores(made.store, scores(), [])
        results.keep_scores(made.store, scores(0), [])
        assert [run["id"] for run in results.runs(made.store)] == [1, 2]
        latest = results.latest_run(made.store)
        assert latest is not None
        assert results.read_scores(made.store, latest).accounts.size == 0


def test_a_changed_score_is_found() -> None:
    with case() as made:
        results.keep_scores(made.store, scores(), [CLUSTER])
        with made.store.transaction() as db:
            db.execute("UPDATE score SET calibrated = 0.99 WHERE account = 2")
        assert [(m.where, m.row) for m in verify(made.store)] == [("score", 1)]
