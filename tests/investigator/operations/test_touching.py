"""What a label touched, and what to type to be rid of it; the line of models is tested with lineage."""

from __future__ import annotations

from pathlib import Path

from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries.lessons import LessonRow, keep_lesson
from investigator.records import Address, Label
from tests.makers import put

A = Address("bank:0")


def test_the_command_names_the_case_even_with_a_space(tmp_path: Path) -> None:
    with Case.create(tmp_path / "my case.case") as made:
        put(made.store, [], [A], assets=())
        assert operations.put_label(made, A, Label("theft", illicit=True)).sentence == ""
        with made.store.recorded("train") as recording:
            row = LessonRow(0, "m-1", "hash", "", "g", "l", "f", 5, "")
            keep_lesson(recording.db, row, list(operations.taught_labels(made).values()))
        found = operations.touched_by(made, A)
        assert found.command == f'investigator train "{tmp_path / "my case.case"}"'
        assert found.sentence == (
            f"Labels of this account are in m-1. To be rid of what they taught, train again: {found.command}"
        )
        (model,) = found.models
        assert (model.part, model.verdict, model.lesson) == ("", True, 1)


def test_only_a_change_of_meaning_touches(tmp_path: Path) -> None:
    with Case.create(tmp_path / "c.case") as made:
        put(made.store, [], [A], assets=())
        operations.put_label(made, A, Label("theft", confidence=60, illicit=True))
        with made.store.recorded("train") as recording:
            row = LessonRow(0, "m-1", "hash", "", "g", "l", "f", 5, "")
            keep_lesson(recording.db, row, list(operations.taught_labels(made).values()))
        assert not operations.put_label(made, A, Label("seen", confidence=90)).models
        assert not operations.put_label(made, A, Label("shop", confidence=50, illicit=False)).models
        assert operations.put_label(made, A, Label("bank", confidence=70, illicit=False)).models
        assert operations.remove_label(made, A).models
        assert made.facts.labels == {}
