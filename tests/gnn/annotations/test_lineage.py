"""From a score to the labels behind it, and from a label to what it touched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest

from gnn.annotations.lineage import lineage, touched
from gnn.card import Lesson
from gnn.model import Model
from gnn.shelf import Package, Shelf
from investigator import operations
from investigator.cases.case import Case
from investigator.data.queries import results
from investigator.data.queries.lessons import LessonRow, keep_lesson, verdicts_hash
from investigator.errors import Trouble
from investigator.records import Address, Label, Scores
from tests.makers import Move, case

A, B = Address("bank:0"), Address("bank:1")


@pytest.fixture
def some() -> Iterator[Case]:
    with case([Move(0, 1, 5), Move(1, 2, 5)]) as made:
        operations.put_label(made, A, Label("theft", illicit=True))
        operations.put_label(made, B, Label("shop", illicit=False))
        yield made


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "shelf", tmp_path / "shipped")


def teach(some: Case, model: str, model_hash: str, start: str = "") -> LessonRow:
    labels = list(operations.taught_labels(some).values())
    row = LessonRow(0, model, model_hash, start, "graph", verdicts_hash(labels), "features", 5, "")
    with some.store.recorded("train") as recording:
        return keep_lesson(recording.db, row, labels)


def score(some: Case, model: str, model_hash: str) -> int:
    values, held = np.array([0.9, 0.2, 0.1, 0.1]), np.zeros(4, np.bool_)
    found = Scores(
        np.arange(4, dtype=np.int32), values, values, held, ((),) * 4, model, model_hash, "graph"
    )
    return results.keep_scores(some.store, found, [])


def put(shelf: Shelf, model: Model, row: LessonRow | None, start: str = "") -> tuple[str, str]:
    """The model under another card: what taught it is this case's lesson."""
    taught = (Lesson("a case", row.graph, row.labels, row.features, 1, 1),) if row else ()
    card = msgspec.structs.replace(
        model.card, name="heir" if start else "mine", lessons=taught, started_from=start
    )
    tensors = model.package().tensors
    if start:
        name = next(iter(sorted(tensors)))
        tensors = {**tensors, name: tensors[name].copy()}
        card = msgspec.structs.replace(card, created="2001-01-01T00:00:00Z")
    kept = shelf.load(shelf.save(Package(card, tensors))).card
    return kept.id, kept.model_sha256


def test_nothing_scored_has_no_lineage(some: Case, shelf: Shelf) -> None:
    with pytest.raises(Trouble, match="Nothing has been scored"):
        lineage(some, shelf)
    score(some, "m-1", "hash")
    with pytest.raises(Trouble, match="no run 7"):
        lineage(some, shelf, run=7)
    with pytest.raises(Trouble, match="no score of this account"):
        lineage(some, shelf, account=99)


def test_a_score_leads_to_the_card_and_the_very_labels(some: Case, shelf: Shelf, model: Model) -> None:
    draft = teach(some, "mine", "?")
    name, digest = put(shelf, model, draft)
    with some.store.transaction() as db:
        db.execute("UPDATE lesson SET model = ?, model_hash = ?", [name, digest])
    score(some, name, digest)
    found = lineage(some, shelf, account=0)
    assert found.score == 0.9
    (one,) = found.line
    assert one.card
    assert one.card.id == name
    (taught,) = one.taught
    assert (taught.here, taught.whole) == (1, True)
    assert [(label.account, label.illicit, label.annotator) for label in taught.labels] == [
        (0, True, "examiner"),
        (1, False, "examiner"),
    ]
    with some.store.transaction() as db:
        db.execute("UPDATE lesson_label SET illicit = NOT illicit WHERE account = 0")
    assert not lineage(some, shelf).line[0].taught[0].whole


def test_a_model_that_is_not_at_hand_still_has_its_labels_here(some: Case, shelf: Shelf) -> None:
    teach(some, "gone-1", "hash")
    score(some, "gone-1", "hash")
    (one,) = lineage(some, shelf).line
    assert one.card is None
    assert "no model 'gone-1'" in one.missing
    assert len(one.taught[0].labels) == 2


def test_another_model_of_the_same_name_is_not_taken_for_it(some: Case, shelf: Shelf, model: Model) -> None:
    name, _ = put(shelf, model, None)
    score(some, name, "another hash")
    (one,) = lineage(some, shelf).line
    assert one.card is None
    assert "another one" in one.missing


def test_a_label_touches_what_it_taught_what_grew_from_that_and_their_scores(
    some: Case, shelf: Shelf, model: Model
) -> None:
    row = teach(some, "mine", "first")
    teach(some, "second-1", "second", start="mine")
    put(shelf, model, replace(row), start="second-1")
    heir = next(entry.card for entry in shelf.list() if entry.card)
    for named, digest in (("mine", "first"), ("other", "none"), (heir.id, heir.model_sha256)):
        score(some, named, digest)
    operations.put_label(some, B, Label("bank", illicit=False))
    removed = operations.remove_label(some, A)
    assert [one.model for one in removed.models] == ["mine", "second-1"]
    found = touched(some, A, shelf=shelf)
    assert [one.model for one in found.models] == ["mine", "second-1", heir.id]
    assert [run["id"] for run in found.runs] == [3, 1]
    assert "2 runs of scores" in found.sentence
    assert touched(some, A, "shop").models == ()
    assert touched(some, A, "theft", shelf).models == found.models


def test_a_label_that_taught_nothing_touched_nothing(some: Case, shelf: Shelf) -> None:
    found = touched(some, "bank:2", shelf=shelf)
    assert (found.models, found.runs, found.sentence, found.command) == ((), (), "", "")
    assert touched(some, "bank:99").models == ()
    assert operations.put_label(some, A, Label("worse", illicit=True)).models == ()
    with pytest.raises(Trouble, match="has no label 'nothing' of yours"):
        operations.remove_label(some, A, "nothing")
