"""A case worked out again: the same everywhere where nothing was touched, and what differs named."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from dataclasses import astuple, replace
from pathlib import Path
from typing import Literal

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
from investigator.cases.edits import SetExhibits, SetLabels, SetNote, SetSeeds, Show
from investigator.cases.verify import verify
from investigator.chain.files import open_sources
from investigator.chain.ingest import ingest
from investigator.chain.source import ImportOptions
from investigator.data import ledger
from investigator.data.ledger import GENESIS
from investigator.data.queries import accounts
from investigator.operations import branching, noting
from investigator.operations.copying import take_in_copy
from investigator.operations.patterns import look_for_patterns
from investigator.operations.proving import prove
from investigator.operations.tracing import TraceOptions, books, trace_money
from investigator.records import Address, Label
from investigator.report import ReportOptions
from investigator.report.template import Template
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


AGENCY = Template(agency="Office <b>", marking="TLP:AMBER", titles={"exhibits": "Beweise"})


@pytest.mark.parametrize("form", ["pdf", "html"])
def test_reports_by_a_template_come_out_the_same(
    case: Case, worker: Here, models: Path, tmp_path: Path, form: Literal["pdf", "html"]
) -> None:
    options = ReportOptions("Ada", "Lab", form=form, template=AGENCY, left_out=("journal",))
    operations.write_report(case, tmp_path / f"three.{form}", options)
    found = [one for one in replay(case, worker, models) if one.what.startswith("report")]
    assert [one.outcome for one in found] == [SAME] * 3


def test_hypotheses_and_a_colleague_s_copy_come_out_the_same(
    case: Case, worker: Here, models: Path, tmp_path: Path
) -> None:
    """Two hypotheses merged with a conflict decided, another copy taken in, and what was worked out on each."""
    account = next(iter(accounts.find(case.store, [f"eip155:1:{B}"])))
    assert case.store.path is not None
    with case.store.reading() as db:
        db.execute("CHECKPOINT")  # so that the file holds all of it
    shutil.copyfile(case.store.path, tmp_path / "theirs.case")
    with Case.open(tmp_path / "theirs.case", "Robin") as theirs:
        theirs.do(SetNote(account, "seen by Robin"))
        ingest(theirs.store, open_sources([table(tmp_path / "c.csv", [(C, A, 33, 700)])], ImportOptions()))
    branching.name_hypothesis(case, "Paid")
    case.do(SetLabels(account, (Label("Mixer", "mixing_service"),)))
    noting.note_trace(case, [A], TraceOptions(), trace_money(case, books(case), [A]))
    branching.switch(case, "Main")
    case.do(SetLabels(account, (Label("Shop", "shop"),)))
    (conflict,) = branching.look_at_merge(case, "Paid").conflicts
    branching.merge(case, "Paid", {conflict.id: "both"})
    take_in_copy(case, tmp_path / "theirs.case")
    noting.note_trace(case, [A], TraceOptions(), trace_money(case, books(case), [A]))
    operations.write_report(case, tmp_path / "four.pdf", ReportOptions("Ada"))
    assert verify(case.store) == []
    found = replay(case, worker, models)
    assert {one.outcome for one in found} == {SAME}, found
    assert sum(one.what.startswith("trace") for one in found) == 3


@pytest.mark.real_data
def test_a_case_of_real_blocks_comes_out_the_same(
    worker: Here, models: Path, real_data: Path, tmp_path: Path
) -> None:
    """A mainnet block with its receipts and an exploit's flows: scored, traced, proved and reported."""
    blocks = real_data / "eth_blocks" / "mainnet_blocks"
    files = [blocks / "eth_18090206.json", blocks / "eth_18090206_receipts.json"]
    exploiter = "0x8b3cb6bf982798fba233bca56749e22eec42dcf3"
    with Case.create(tmp_path / "real.case", "Ada") as made:
        ingest(made.store, open_sources(files, ImportOptions()))
        flows = real_data / "lifi_exploit" / "LIFI.csv"
        ingest(made.store, open_sources([flows], ImportOptions(asset="USD", decimals=18)))
        columns = operations.columns(made)
        score_case(made, columns, worker, str(Shelf(models).list()[-1].path))
        operations.expand_on_chart(made, columns, [exploiter], hops=2)
        made.do(SetLabels(Address(f"eip155:1:{exploiter}"), (Label("Exploiter", illicit=True),)))
        with made.store.reading() as db:
            ((sent,),) = db.execute(
                "SELECT '0x' || lower(hex(tx_hash)) FROM transfer WHERE id = 0"
            ).fetchall()
        prove(made, sent)
        made.do(SetExhibits((0,)))
        for options in (TraceOptions(), TraceOptions(conventions=("fifo",), depth=2)):
            noting.note_trace(
                made, [exploiter], options, trace_money(made, books(made), [exploiter], options)
            )
        only = ["fan-in", "peel chain"]
        noting.note_patterns(made, only, look_for_patterns(made, columns, only))
        for name, form in (("real.pdf", "pdf"), ("real.html", "html")):
            chosen = ReportOptions("Ada", form=form, template=AGENCY)  # type: ignore[arg-type]
            operations.write_report(made, tmp_path / name, chosen, operations.figure_of(made), drawn=True)
        found = replay(made, worker, models)
    assert {one.outcome for one in found} == {SAME}, found
    assert len(found) == 9
