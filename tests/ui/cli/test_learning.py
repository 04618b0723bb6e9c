"""How scores, cards and models are told; the work itself is in tests/flows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from investigator.records import ClusterScore, Reason, Scores
from ui.__main__ import main
from ui.cli.learning import _accounts, _clusters

WHY = (Reason("received from 41 accounts", 0.5, "fan_in"),)


def test_accounts_come_highest_first() -> None:
    scores = Scores(
        accounts=np.array([0, 1, 2], np.int32),
        raw=np.array([0.1, 0.9, 0.5]),
        calibrated=np.array([0.2, 0.7, 0.7]),
        abstained=np.array([False, True, False]),
        reasons=((), WHY, ()),
        model="m",
        model_hash="",
        input_hash="",
    )
    rows = _accounts(scores, ["x", "y", "z"])
    assert [row["address"] for row in rows] == ["y", "z", "x"]
    assert rows[0] == {
        "address": "y",
        "score": 0.9,
        "calibrated": 0.7,
        "abstained": True,
        "model": "m",
        "reasons": [{"text": "received from 41 accounts", "weight": 0.5, "feature": "fan_in"}],
    }


def test_clusters_name_their_members() -> None:
    low = ClusterScore(0, np.array([0], np.int32), 0.1, 0.1, ())
    high = ClusterScore(1, np.array([1, 2], np.int32), 0.9, 0.8, WHY)
    rows = _clusters([low, high], ["x", "y", "z"])
    assert [(row["cluster"], row["members"], row["score"]) for row in rows] == [
        (1, ["y", "z"], 0.9),
        (0, ["x"], 0.1),
    ]


def test_a_model_that_there_is_not(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["models", "nothing-00000000"]) == 2
    assert "There is no model" in capsys.readouterr().err
    assert main(["score", str(case), "--model", "nothing-00000000"]) == 2
    assert "There is no model" in capsys.readouterr().err
