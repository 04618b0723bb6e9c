"""`lineage` and `unlabel` as they are typed: from a score to labels, and from a label to what it touched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries import results
from investigator.data.queries.lessons import LessonRow, keep_lesson, verdicts_hash
from investigator.records import Scores
from tests.ui.cli.conftest import A, B
from ui.__main__ import main

Ask = Callable[..., Any]


@pytest.fixture
def taught(case: Path, ask: Ask) -> Path:
    """A case whose labels taught a model that has scored it since."""
    ask("label", case, A, "theft", "--illicit")
    ask("label", case, B, "shop", "--licit")
    with Case.open(case) as some:
        labels = list(operations.taught_labels(some).values())
        row = LessonRow(0, "t-1", "hash", "", "graph", verdicts_hash(labels), "features", 5, "")
        with some.store.recorded("train") as recording:
            kept = keep_lesson(recording.db, row, labels)
            recording.body = {
                "lesson": kept.id, "model": "t-1", "model_hash": "hash", "started_from": "", "seal": kept.seal,
                "input_hash": "graph", "labels_hash": kept.labels, "features_hash": "features",
            }  # fmt: skip
        values = np.array([0.5, 0.4, 0.1])
        held = np.zeros(3, np.bool_)
        none = ((),) * 3
        scores = Scores(np.arange(3, dtype=np.int32), values, values, held, none, "t-1", "hash", "graph")
        results.keep_scores(some.store, scores, [])
    return case


def test_a_score_leads_to_the_labels_and_their_writer(taught: Path, ask: Ask) -> None:
    found = ask("lineage", taught, A)
    assert (found["address"], found["run"]["model"]) == (A, "t-1")
    (model,) = found["models"]
    assert not model["at_hand"]
    (lesson,) = model["lessons"]
    assert lesson["whole"] is True
    assert {(one["address"], one["illicit"], one["annotator"]) for one in lesson["labels"]} == {
        (A, True, "Ada"),
        (B, False, "Ada"),
    }
    assert [one["model"] for one in found["touched"]] == ["t-1"]


def test_lineage_in_words(taught: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lineage", str(taught), A]) == 0
    said = capsys.readouterr().out
    assert f"{A} scores" in said
    assert "its 2 labels are kept here as lesson 1, whole" in said
    assert "Ada, journal line" in said
    assert f"train again: investigator train {taught}" in said


def test_taking_a_label_back_says_what_it_touched(
    taught: Path, ask: Ask, capsys: pytest.CaptureFixture[str]
) -> None:
    touched = ask("unlabel", taught, A, "theft")["touched"]
    assert [one["model"] for one in touched["models"]] == ["t-1"]
    assert [run["id"] for run in touched["runs"]] == [1]
    assert touched["retrain"] == f"investigator train {taught}"
    assert ask("lineage", taught, A)["touched"], "what was taken back is still in the model"
    assert main(["unlabel", str(taught), A]) == 2
    assert "has no label of yours" in capsys.readouterr().err
    assert main(["unlabel", str(taught), B]) == 0
    assert "Labels of this account are in t-1" in capsys.readouterr().out
    assert ask("verify", taught)["ok"]


def test_a_label_that_means_the_same_touches_nothing(taught: Path, ask: Ask) -> None:
    assert "touched" not in ask("label", taught, A, "robbery", "--illicit")
    assert "touched" in ask("label", taught, A, "mistake", "--licit", "--confidence", "90")
