"""What is withheld stays behind, and what is left opens as the case that it would be without it."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from investigator.cases.case import Case
from investigator.cases.edits import Basket, SetFinding, SetLabels, SetNote
from investigator.cases.facts import Exhibit, Finding, item
from investigator.cases.grafting import free
from investigator.cases.history import MAIN, START, UNNAMED
from investigator.data import ledger, unpacking
from investigator.errors import Trouble
from investigator.operations.branching import merge, name_hypothesis, switch
from investigator.operations.packing import misfits_of, open_handed, pack_case, verify_package
from investigator.operations.reporting import write_report
from investigator.package.redacting import Reading, Redaction
from investigator.records import Address, Label, Tier
from investigator.report.content import ReportOptions

ONE, TWO, THREE = (Address(f"bank:{number}") for number in (1, 2, 3))
SECRET = "TLP:RED the informer"


@pytest.fixture
def case() -> Iterator[Case]:
    with Case.create(None) as made:
        made.do(SetNote(ONE, "open to all"))
        yield made


def read_again(case: Case, level: str = "AMBER") -> tuple[Reading, str]:
    """The case as its receiver reads it, and all that was told."""
    with case.store.reading() as db:
        lines = list(ledger.lines(db))
    redaction, reading = Redaction(level, lines), Reading()
    told = [json.loads(json.dumps(redaction.told(line))) for line in lines]
    for row in told:
        reading.line(row)
    return reading, json.dumps(told)


def on_a_secret_branch(case: Case) -> None:
    name_hypothesis(case, SECRET)
    case.do(SetNote(TWO, "on the branch"))
    switch(case, MAIN)
    case.do(SetNote(THREE, "on the main way"))
    switch(case, SECRET)


def with_a_secret_merge(case: Case) -> None:
    name_hypothesis(case, "Other")
    case.do(SetNote(TWO, SECRET))
    case.do(SetLabels(TWO, (Label("shop"),)))
    switch(case, MAIN)
    merge(case, "Other")
    case.do(SetNote(THREE, "after the merge"))


def with_secrets_taken_back(case: Case) -> None:
    case.do(SetNote(ONE, SECRET))
    case.do(SetNote(ONE, "later"))
    case.undo()
    case.redo()
    case.undo()


def with_a_renamed_secret(case: Case) -> None:
    name_hypothesis(case, SECRET)
    case.do(SetNote(TWO, "on the branch"))
    name_hypothesis(case, "Plain", was=SECRET)
    name_hypothesis(case, "Withheld hypothesis 1")


@pytest.mark.parametrize(
    "story, notes, stands",
    [
        (on_a_secret_branch, {ONE: "open to all", TWO: "on the branch"}, {MAIN, "Withheld hypothesis 1"}),
        (with_a_secret_merge, {ONE: "open to all", THREE: "after the merge"}, {MAIN, "Other"}),
        (with_secrets_taken_back, {ONE: "open to all"}, {MAIN}),
        (
            with_a_renamed_secret,
            {ONE: "open to all", TWO: "on the branch"},
            {MAIN, "Plain", "Withheld hypothesis 1"},
        ),
    ],
)
def test_a_receiver_stands_where_the_sender_does(
    case: Case, story: Callable[[Case], None], notes: dict[Address, str], stands: set[str]
) -> None:
    story(case)
    reading, told = read_again(case)
    assert "informer" not in told
    assert reading.history.facts.notes == notes
    assert set(reading.history.stands) == stands
    assert reading.history.here == case.history.here
    assert len(reading.history.steps) == len(case.history.steps)


def test_without_a_level_nothing_is_withheld(case: Case) -> None:
    on_a_secret_branch(case)
    reading, told = read_again(case, "")
    assert "informer" in told
    assert "withheld" not in told
    assert reading.history.facts == case.facts


def test_a_case_that_was_redacted_everywhere_opens_and_reports(case: Case, tmp_path: Path) -> None:
    """In a file: packed, checked by the package's own verifier, opened, and put into a report."""
    case.do(SetFinding("F1", Finding(SECRET, "", Tier.LEAD, (ONE,))))
    case.do(Basket({item("finding", "F1"): Exhibit(1, 0, SECRET), item("account", TWO): Exhibit(2, 1)}))
    on_a_secret_branch(case)
    with_a_secret_merge(case)
    for verb in ("report", "trace"):
        with case.store.recorded(verb) as recording:
            recording.body = {"start": [ONE], "options": {"why": SECRET}}
    made = pack_case(case, tmp_path / "a.zip", level="GREEN")
    with zipfile.ZipFile(made.path) as opened:
        assert b"informer" not in b"".join(opened.read(name) for name in opened.namelist())
    assert verify_package(made.path).problems == []
    with open_handed(made.path) as theirs:
        assert misfits_of(theirs.store) == []
        assert theirs.facts.notes[THREE] == "after the merge"
        assert theirs.facts.findings == {}
        write_report(theirs, tmp_path / "a.html", ReportOptions(form="html"))
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Withheld from this package" in text
    assert "informer" not in text


def test_a_figure_of_a_report_stays_behind_with_the_labels_that_it_shows(
    case: Case, tmp_path: Path
) -> None:
    case.do(SetLabels(TWO, (Label("the informer", note="TLP:RED"),)))
    write_report(case, tmp_path / "a.html", ReportOptions(form="html"), "<svg>the informer</svg>")
    for level, there in (("", True), ("RED", True), ("GREEN", False)):
        made = pack_case(case, tmp_path / "a.zip", level=level)
        with zipfile.ZipFile(made.path) as opened:
            assert (b"informer" in b"".join(opened.read(name) for name in opened.namelist())) == there
        found = verify_package(made.path)
        assert found.problems == []
        assert any("figure" in one for one in found.unchecked) != there


def test_a_marked_name_that_was_cut_short_stays_secret(case: Case) -> None:
    """As `grafting.free` cuts it, when a copy's hypothesis has the name of one here."""
    name = "The whole story, as it was told by the informer (TLP:RED)"
    name_hypothesis(case, name)
    cut = free(name, "Ben", {name})
    assert "TLP" not in cut
    name_hypothesis(case, cut)
    switch(case, MAIN)
    reading, told = read_again(case)
    assert "whole story" not in told
    assert set(reading.history.stands) == {MAIN, "Withheld hypothesis 1", "Withheld hypothesis 2"}


@pytest.mark.parametrize(
    "change",
    [
        {"seq": "x"},
        {"done_at": "yesterday"},
        {"verb": "undo", "withheld": "0" * 64},
        {"verb": "switch", "withheld": "0" * 64, "shape": {"name": "nobody", "to": "9"}},
        {"verb": "branch", "withheld": "0" * 64},
        {"verb": "merge", "withheld": "0" * 64, "shape": {"from": 7}},
        {"verb": "graft", "withheld": "0" * 64, "shape": {"steps": [{}], "stands": {}}},
        {"verb": "graft", "withheld": "0" * 64, "shape": []},
        {"body": "[" * 5000},
    ],
)
def test_lines_that_lead_nowhere_are_told_in_a_sentence(change: dict[str, object]) -> None:
    row = {
        "seq": 1,
        "verb": "do",
        "done_at": 1,
        "who": "",
        "tool": "",
        "body": "{}",
        "prev": "",
        "hash": "",
    }
    reading = Reading()
    with pytest.raises(Trouble, match="cannot be read"):
        reading.line({**row, **change})
    assert (reading.history.here, reading.history.on) == (START, MAIN)
    assert UNNAMED not in reading.history.stands


@pytest.mark.parametrize(
    "table, row",
    [
        *(("account", row) for row in ([0, "many", "bank:1"], [0, 1, None], [0, 0])),
        ("seal", {"surprise": 1}),
    ],
)
def test_rows_that_fit_no_table_are_told_in_a_sentence(table: str, row: object) -> None:
    put = unpacking.put_evidence if table == "account" else unpacking.put_objects
    with (
        Case.create(None) as other,
        pytest.raises(ValueError, match=table),
        other.store.transaction() as db,
    ):
        put(db, table, [row])  # type: ignore[arg-type]
