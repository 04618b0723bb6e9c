"""Verification names what was touched, and never fails on what it is there to find."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from investigator.cases.case import Case
from investigator.cases.edits import SetNote
from investigator.cases.verify import verify, verify_file
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.data.queries import results
from investigator.data.store import Store
from investigator.errors import Trouble
from investigator.progress import Cancelled
from investigator.records import Address, ClusterScore, Reason, Scores

A, B = ("0x" + digit * 40 for digit in "ab")
SCORES = Scores(
    accounts=np.array([0, 1], np.int32),
    raw=np.array([0.1, 0.9]),
    calibrated=np.array([0.2, 0.8]),
    abstained=np.array([True, False]),
    reasons=((), (Reason("fans out", 0.5),)),
    model="m",
    model_hash="h",
    input_hash="i",
)


def fill(case: Case, folder: Path) -> None:
    path = folder / "t.csv"
    path.write_text(f"from,to,amount\n{A},{B},1\n{A},{B}\n", encoding="utf-8")
    ingest(case.store, open_sources([path], ImportOptions()))
    case.do(SetNote(Address("bank:1"), "x"))
    results.keep_scores(case.store, SCORES, [ClusterScore(0, np.array([0, 1], np.int32), 0.4, 0.5, ())])


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Case]:
    with Case.create(None) as case:
        fill(case, tmp_path)
        yield case


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.create(tmp_path / "a.case") as case:
        fill(case, tmp_path)
    return tmp_path / "a.case"


def touch(case: Case, sql: str) -> list[tuple[str, int | None]]:
    with case.store.transaction() as db:
        db.execute(sql)
    return [(misfit.where, misfit.row) for misfit in verify(case.store)]


def test_an_untouched_case_fits(made: Case) -> None:
    assert verify(made.store) == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE raw_answer SET content = content || '\\x00'::BLOB",
        "UPDATE raw_answer SET content = ''::BLOB",
        "UPDATE raw_answer SET content = 'abc'::BLOB",
        "UPDATE raw_answer SET part = 1",
        "UPDATE raw_answer SET size = size - 1",
        "UPDATE raw_answer SET size = size + 1",
        "UPDATE raw_answer SET size = -1",
        "UPDATE raw_answer SET size = 4611686018427387904",
        "UPDATE raw_answer SET sha256 = 'x'",
        "DELETE FROM raw_answer",
        "INSERT INTO raw_answer SELECT sha256, 1, codec, size, content FROM raw_answer",
    ],
)
def test_a_touched_raw_answer_is_found(made: Case, sql: str) -> None:
    assert touch(made, sql) == [("raw_answer", None)]


@pytest.mark.parametrize(
    "sql, where",
    [
        ("UPDATE score SET calibrated = 0.81 WHERE account = 1", "score"),
        ("UPDATE score SET abstained = NOT abstained WHERE account = 0", "score"),
        ("UPDATE score SET reasons = '[]' WHERE account = 1", "score"),
        ("DELETE FROM score WHERE account = 0", "score"),
        ("INSERT INTO score SELECT * REPLACE (5 AS account) FROM score WHERE account = 0", "score"),
        ("UPDATE cluster_score SET members = '[0]'", "score"),
        ("DELETE FROM cluster_score", "score"),
        ("UPDATE score_run SET model = 'better'", "score_run"),
        ("UPDATE score_run SET input_hash = 'x'", "score_run"),
        ("UPDATE score_run SET seal = 'x'", "score_run"),
        ("UPDATE score_run SET id = 2", "score_run"),
        ("INSERT INTO score_run SELECT * REPLACE (2 AS id) FROM score_run", "score_run"),
    ],
)
def test_a_touched_run_of_scores_is_found(made: Case, sql: str, where: str) -> None:
    ((found, _),) = touch(made, sql)
    assert found == where


def test_a_run_that_was_taken_away_is_found(made: Case) -> None:
    assert touch(made, "DELETE FROM score; DELETE FROM cluster_score; DELETE FROM score_run") == [
        ("score_run", 1)
    ]


@pytest.mark.parametrize(
    "body",
    ["", "no json", "3", "null", "[]", "{}", '{"acquisition":[]}', '{"acquisition":"1"}', "[" * 9000],
)
@pytest.mark.parametrize("verb, row", [("import", 2), ("do", 3), ("score", 4)])
def test_a_touched_line_is_named_whatever_it_says(made: Case, verb: str, row: int, body: str) -> None:
    found = touch(made, f"UPDATE journal SET body = '{body}' WHERE verb = '{verb}'")
    assert found[0] == ("journal", row)


@pytest.mark.parametrize(
    "sql, where, row",
    [
        ("UPDATE acquisition SET sha256 = 'x'", "acquisition", 1),
        ("UPDATE acquisition SET seal = 'x'", "acquisition", 1),
        ("INSERT INTO acquisition SELECT * REPLACE (2 AS id) FROM acquisition", "acquisition", 2),
        ("DELETE FROM acquisition", "acquisition", 1),
        ("UPDATE acquisition SET source = 'other.csv'", "acquisition", 1),
        ("UPDATE acquisition SET kind = 'blocks'", "acquisition", 1),
        ("UPDATE acquisition SET request = '{}'", "acquisition", 1),
        ("UPDATE acquisition SET acquired_at = acquired_at - 1", "acquisition", 1),
        ("UPDATE acquisition SET tool = 'x'", "acquisition", 1),
        ("UPDATE acquisition SET pin = '[]'", "acquisition", 1),
        ("UPDATE acquisition SET bytes = 1", "acquisition", 1),
        ("UPDATE bad_row SET reason = 'fine'", "bad_row", 0),
    ],
)
def test_what_the_journal_did_not_announce_is_found(made: Case, sql: str, where: str, row: int) -> None:
    assert (where, row) in touch(made, sql)


def test_a_case_file(path: Path) -> None:
    steps: list[tuple[int, int | None]] = []

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        steps.append((done, total))

    assert verify_file(path, tick).problems == []
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1][0] == steps[-1][1]
    path.rename(path.with_name("moved.case"))  # nothing holds it open


def test_a_file_that_is_missing_or_no_case(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="There is no case file"):
        verify_file(tmp_path / "gone.case")
    (tmp_path / "diary.case").write_text("dear diary", encoding="utf-8")
    with pytest.raises(Trouble, match="is not a case file"):
        verify_file(tmp_path / "diary.case")


@pytest.mark.parametrize("part", [0.25, 0.5, 0.75])
def test_a_file_cut_short_is_a_problem_of_its_own(path: Path, part: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])
    ((where, row, reason),) = [(m.where, m.row, m.reason) for m in verify_file(path).problems]
    assert (where, row) == ("file", None)
    assert "damaged" in reason


def test_a_file_touched_from_outside(path: Path) -> None:
    store = Store(path)
    with store.transaction() as db:
        db.execute("UPDATE transfer SET a0 = 2")
    store.close()
    assert [(m.where, m.row) for m in verify_file(path).problems] == [("transfer", 0)]


def test_verifying_can_be_cancelled(path: Path) -> None:
    def stop(*_: object) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        verify_file(path, stop)
    Store(path).close()
