"""What taught which model is kept whole, and found again by label."""

from __future__ import annotations

from dataclasses import replace

import pytest

from investigator.cases.case import Case
from investigator.cases.verify import verify
from investigator.data.queries import lessons
from investigator.data.queries.lessons import LessonRow, TaughtLabel, label_hash
from investigator.data.store import Store
from investigator.records import Address, Label
from tests.makers import Move, case, put

ROW = LessonRow(0, "m-1", "hash", "", "graph", "labels", "features", 5, "")


def taught(account: int, illicit: bool = True, text: str = "theft") -> TaughtLabel:
    label = Label(text, illicit=illicit)
    digest = label_hash(Address(f"bank:{account}"), label)
    return TaughtLabel(
        account, illicit, "train", True, 50, "attribution", text, "unknown", "", "", "me", 3, 9, digest
    )


def keep(store: Store, *labels: TaughtLabel, model_hash: str = "hash") -> LessonRow:
    with store.recorded("train") as recording:
        return lessons.keep_lesson(recording.db, replace(ROW, model_hash=model_hash), labels)


def test_a_lesson_comes_back_as_it_was_kept() -> None:
    store = Store(None)
    first = keep(store, taught(4, False), taught(1))
    second = keep(store, taught(1), model_hash="other")
    empty = keep(store)
    assert lessons.lessons(store) == [first, second, empty]
    assert lessons.lessons(store, "other") == [second]
    assert lessons.labels_of(store, 1) == [taught(1), taught(4, False)]
    assert lessons.labels_of(store, 3) == []
    assert len({first.seal, second.seal, empty.seal}) == 3


def test_a_label_is_found_by_account_and_by_its_very_words() -> None:
    store = Store(None)
    keep(store, taught(1), taught(2))
    keep(store, taught(1, text="scam"))
    assert [row["lesson"] for row in lessons.touched(store, 1)] == [1, 2]
    scam = taught(1, text="scam").label_hash
    assert [row["label"] for row in lessons.touched(store, 1, [scam])] == ["scam"]
    assert lessons.touched(store, 9) == []


def test_a_label_s_hash_is_over_whom_it_is_about_and_all_it_says() -> None:
    a, label = Address("bank:1"), Label("theft", illicit=True)
    other = [
        label_hash(Address("bank:2"), label),
        label_hash(a, replace(label, illicit=False)),
        label_hash(a, replace(label, note="seen", confidence=51)),
    ]
    assert len({label_hash(a, label), *other}) == 4


def test_claims_tell_where_they_come_from() -> None:
    store = Store(None)
    tags: list[dict[str, object]] = [
        {"address": "bank:0", "confidence": 10},
        {"address": "bank:0", "confidence": 90},
    ]
    put(store, [Move(0, 1, 1)], ["bank:0", "bank:1"])
    put(store, [], [], tags=tags, assets=())
    assert lessons.claim_origins(store) == {"bank:0": [1, 1]}
    entries = lessons.claim_entries(store)
    assert [(number, entry[0], entry[1]) for number, entry in entries.items()] == [
        (0, 1, "examiner"),
        (1, 2, "examiner"),
    ]


def test_verdicts_have_one_hash_in_any_order() -> None:
    one = lessons.verdicts_hash([taught(1), taught(2, False)])
    assert one == lessons.verdicts_hash([taught(2, False), taught(1)])
    assert one != lessons.verdicts_hash([taught(1), taught(2)])


def announced(some: Case) -> None:
    labels = [taught(0), taught(1, False)]
    row = replace(ROW, labels=lessons.verdicts_hash(labels))
    with some.store.recorded("train") as recording:
        kept = lessons.keep_lesson(recording.db, row, labels)
        recording.body = {
            "lesson": kept.id, "model": kept.model, "model_hash": kept.model_hash, "seal": kept.seal,
            "started_from": "", "input_hash": kept.graph, "labels_hash": kept.labels, "features_hash": "features",
        }  # fmt: skip


@pytest.mark.parametrize(
    "sql, where",
    [
        ("SELECT 1", None),
        ("UPDATE lesson_label SET illicit = NOT illicit WHERE account = 1", "lesson_label"),
        ("UPDATE lesson_label SET annotator = 'somebody else'", "lesson_label"),
        ("DELETE FROM lesson_label WHERE account = 0", "lesson_label"),
        ("INSERT INTO lesson_label SELECT * REPLACE (3 AS account) FROM lesson_label", "lesson_label"),
        ("INSERT INTO lesson_label SELECT * REPLACE (9 AS lesson) FROM lesson_label", "lesson_label"),
        ("UPDATE lesson SET model_hash = 'x'", "lesson"),
        ("UPDATE lesson SET labels = 'x'", "lesson"),
        ("UPDATE lesson SET seal = 'x'", "lesson"),
        ("INSERT INTO lesson SELECT * REPLACE (2 AS id) FROM lesson", "lesson"),
        ("DELETE FROM lesson_label; DELETE FROM lesson", "lesson"),
    ],
)
def test_verify_finds_a_touched_lesson(sql: str, where: str | None) -> None:
    with case([Move(0, 1, 5)]) as some:
        announced(some)
        with some.store.transaction() as db:
            db.execute(sql)
        assert [misfit.where for misfit in verify(some.store)] == ([where] if where else [])
