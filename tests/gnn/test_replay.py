"""A case worked out again: the same everywhere where nothing was touched, and what differs named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path

import pytest

from gnn.casework import score_case
from gnn.model import Model
from gnn.recipe import Recipe
from gnn.replay import DIFFERS, OPEN, SAME, Compared, replay
from gnn.shelf import Shelf
from investigator import operations
from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.custody import keys, signing
from investigator.cases.edits import SetExhibits, SetLabels, SetSeeds, Show
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.data import ledger
from investigator.data.ledger import GENESIS
from investigator.data.queries import accounts
from investigator.operations import noting
from investigator.operations.patterns import look_for_patterns
from investigator.operations.tracing import TraceOptions, books, trace_money
from investigator.records import Label
from investigator.report import ReportOptions
from tests.gnn.here import Here

A, B, C, D = ("0x" + digit * 40 for digit in "abcd")
ROWS = [
    (A, B, 900, 100),
    (B, C, 500, 200),
    (B, D, 390, 300),
    (C, D, 480, 400),
    (A, D, 7, 500),
    (D, C, 20, 600),
]


@pytest.fixture
def models(model: Model, tmp_path: Path) -> Path:
    Shelf(tmp_path / "shelf").save(model.package())
    return tmp_path / "shelf"


@pytest.fixture
def worker(models: Path, recipe: Recipe) -> Here:
    return Here(Shelf(models), recipe)


def table(path: Path, rows: list[tuple[str, str, int, int]]) -> Path:
    lines = [f"{source},{target},{value},{time}" for source, target, value, time in rows]
    path.write_text("from,to,value,timestamp\n" + "\n".join(lines) + "\n")
    return path


@pytest.fixture
def case(tmp_path: Path, worker: Here, models: Path) -> Iterator[Case]:
    """Evidence, scores, more evidence, a trace, patterns, and a report written twice."""
    with Case.create(tmp_path / "theft.case", "Ada") as made:
        ingest(made.store, open_sources([table(tmp_path / "a.csv", ROWS[:4])], ImportOptions()))
        score_case(made, operations.columns(made), worker, str(Shelf(models).list()[-1].path))
        ingest(made.store, open_sources([table(tmp_path / "b.csv", ROWS[4:])], ImportOptions()))
        found = accounts.find(made.store, [f"eip155:1:{one}" for one in (A, B, C, D)])
        made.do(SetSeeds(tuple(found)[:1]))
        made.do(Show(AccountSet.of(found.values())))
        made.do(SetLabels(next(iter(found)), (Label("Thief", illicit=True),)))
        made.undo()
        made.do(SetExhibits((1,)))
        traced = trace_money(made, books(made), [A])
        noting.note_trace(made, [A], TraceOptions(), traced)
        noting.note_patterns(made, [], look_for_patterns(made, operations.columns(made)))
        signing.sign(made.store, keys.fresh(), "Ada")
        for name, drawn in (("one.pdf", True), ("two.pdf", False)):
            figure = operations.figure_of(made) if drawn else "<svg xmlns='http://www.w3.org/2000/svg'/>"
            operations.write_report(made, tmp_path / name, ReportOptions("Ada"), figure, drawn=drawn)
        yield made


def outcomes(found: list[Compared]) -> dict[str, str]:
    return {one.what.split()[0] + str(one.line): one.outcome for one in found}


def test_an_untouched_case_comes_out_the_same(case: Case, worker: Here, models: Path) -> None:
    with case.store.reading() as db:
        before = [astuple(line) for line in ledger.lines(db)]
    found = replay(case, worker, models)
    assert {one.outcome for one in found} == {SAME}, found
    assert {one.what.split()[0] for one in found} == {
        "scores", "trace", "patterns:", "report", "evidence", "what", "the",
    }  # fmt: skip
    with case.store.reading() as db:
        assert [astuple(line) for line in ledger.lines(db)] == before
    assert verify(case.store) == []


def test_scores_are_of_what_was_there_when_they_were_made(case: Case, worker: Here, models: Path) -> None:
    """Evidence that came later takes no part: with it, the graph that was scored would be another."""
    found = next(one for one in replay(case, worker, models) if one.what.startswith("scores"))
    assert found.outcome == SAME
    assert case.store.path is not None


def rewritten(case: Case, verb: str, **changes: object) -> None:
    """Somebody changes what a journal line claims, and makes all hashes fit again."""
    with case.store.transaction() as db:
        lines, prev = list(ledger.lines(db)), GENESIS
        db.execute("DELETE FROM journal")
        for line in lines:
            body = line.body
            if line.verb == verb:
                body = ledger.canonical(json.loads(body) | changes)
            made = replace(line, body=body, prev=prev, hash="")
            made = replace(made, hash=made.expected_hash())
            prev = made.hash
            ledger.insert(db, made)


@pytest.mark.parametrize("verb", ["trace", "patterns", "report"])
def test_a_result_that_was_never_reached_is_named(
    case: Case, worker: Here, models: Path, verb: str
) -> None:
    changes = {"sha256": "0" * 64} if verb == "report" else {"result": "0" * 64}
    rewritten(case, verb, **changes)
    found = [one for one in replay(case, worker, models) if one.what.startswith(verb)]
    assert {one.outcome for one in found} == {DIFFERS}


def test_scores_that_no_model_gave_are_named_with_how_far_they_are_off(
    case: Case, worker: Here, models: Path
) -> None:
    from investigator.data.queries import results

    with case.store.transaction() as db:
        db.execute("UPDATE score SET calibrated = calibrated / 2 WHERE account = 0")
        seal = results.run_seal(db, 1)
        db.execute("UPDATE score_run SET seal = ?", [seal])
    rewritten(case, "score", seal=seal)
    found = next(one for one in replay(case, worker, models) if one.what.startswith("scores"))
    assert found.outcome == DIFFERS
    assert found.detail.startswith("1 of 4 accounts differ, by at most")


def test_without_the_model_scores_are_not_compared(case: Case, worker: Here, tmp_path: Path) -> None:
    found = replay(case, worker, tmp_path / "elsewhere")
    assert outcomes(found)["scores3"] == OPEN
    assert {one.outcome for one in found if not one.what.startswith("scores")} == {SAME}


def test_evidence_that_was_changed_changes_what_follows(case: Case, worker: Here, models: Path) -> None:
    """Even where row, seal and journal were all made to fit, the trace is another."""
    from investigator.data import sealing
    from investigator.data.evidence import table_named

    with case.store.transaction() as db:
        text = table_named("transfer").text
        db.execute("UPDATE transfer SET a0 = a0 // 2 WHERE id = 0")
        db.execute(f"UPDATE transfer SET digest = unhex(substr(sha256({text}), 1, 32)) WHERE id = 0")
        db.execute("DELETE FROM seal WHERE acquisition = 1")
        seal = sealing.seal(db, 1)
        db.execute("UPDATE acquisition SET seal = ? WHERE id = 1", [seal])
    found = outcomes(replay(case, worker, models))
    assert {name for name, outcome in found.items() if outcome == DIFFERS} >= {
        "scores3",
        "trace10",
        "evidence0",
    }


def test_reports_of_the_same_case_are_the_same(case: Case, tmp_path: Path) -> None:
    figure = operations.figure_of(case)
    made = [
        operations.write_report(case, tmp_path / name, ReportOptions("Ada"), figure, drawn=True)
        for name in ("three.pdf", "four.pdf")
    ]
    assert {one.sha256 for one in made} == {hashlib.sha256((tmp_path / "one.pdf").read_bytes()).hexdigest()}
