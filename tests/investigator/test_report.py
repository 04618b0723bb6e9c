"""Whole reports: the same bytes for the same case, and nothing in a case can break one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
import numpy as np
import pytest

from investigator.cases.accountset import AccountSet
from investigator.cases.case import Case
from investigator.cases.edits import SetExhibits, SetFinding, SetLabels, SetNote, SetSeeds, SetTitle, Show
from investigator.cases.facts import Finding
from investigator.data.queries import results
from investigator.errors import Trouble
from investigator.progress import Cancelled
from investigator.records import Address, ClusterScore, Label, Reason, Scores, Tier
from investigator.report import ReportOptions, content, make_report, report_bytes
from investigator.report.document import Chart, Document, Entry, Section, Table
from investigator.report.typeset import typeset
from investigator.report.webpage import webpage
from tests.makers import Move, case

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><text y="8">a 中</text></svg>'
CARD = {"id": "worlds-1", "metrics": {"pr_auc": 0.83125, "errors": [1, 2]}, "seed": 7, "data": "ab" * 32}
HOSTILE = [
    '#panic("no") #read("/etc/passwd") $ x $ *b* _i_ `c` <label> @ref \\u{41} // /* */ [](){}',
    "<script>alert(1)</script> &amp; </svg> <!-- ]]>",
    "\x00\x07\x1b[31m\x7f\x9f\ufeff\ufffe\U0010ffff",
    "\u202egnp.exe\u2066\u200f\u200d\u2029",
    "مرحبا עולם 中文 日本語 👩‍👩‍👧 e\u0301\u0323 \u0489",
    "W" * 3_000,
    "x" * 99_000,
    "a\n" * 3_000,
    " ",
]


def full() -> Case:
    """A small case with something in every section."""
    made = case(
        [
            Move(0, 1, 2**256 - 1, tx_hash=b"\x07" * 32, block=12),
            Move(1, 2, 4_125_001, 60),
            Move(2, 0, 5, 90),
        ],
        tags=[
            {"address": "bank:1", "label": "A shop", "category": "shop", "source": "list A"},
            {"address": "bank:1", "label": "A scam", "category": "scam", "source": "list B"},
        ],
    )
    made.do(SetTitle("A case", "Where did it go?\nAnd when?"))
    made.do(SetSeeds((Address("bank:0"),)))
    made.do(SetLabels(Address("bank:2"), (Label("mule", "money_laundering", illicit=True),)))
    made.do(SetNote(Address("bank:2"), "Paid at once."))
    made.do(Show(AccountSet.of([0, 1]), why="1 hop from bank:0"))
    made.do(SetExhibits((1, 0)))
    for tier in Tier:
        rests = ((Address("bank:1"),), (0, 2, 99))
        made.do(SetFinding(tier.value, Finding(f"What is {tier.value}", "Because.", tier, *rests)))
    made.undo()
    made.redo()
    reasons = ((Reason("sends on all it gets", 0.6),), (Reason("few partners", -0.2),), (), ())
    scored = Scores(
        accounts=np.arange(4, dtype=np.int32),
        raw=np.array([0.9, 0.8, 0.1, 0.2]),
        calibrated=np.array([0.91, 0.7, 0.1, 0.2]),
        abstained=np.array([False, False, True, False]),
        reasons=reasons,
        model="worlds-1",
        model_hash="ab" * 32,
        input_hash="cd" * 32,
    )
    results.keep_scores(
        made.store,
        scored,
        [ClusterScore(1, np.array([0, 1], np.int32), 0.8, 0.75, (Reason("a ring", 1.0),))],
    )
    return made


@pytest.fixture
def opened() -> Iterator[Case]:
    with full() as made:
        yield made


def told(document: Document | Section) -> str:
    """Every text of a document, to look things up in."""
    return "\n".join(_texts(msgspec.to_builtins(document)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list | tuple):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def section(document: Document, title: str) -> Section:
    (found,) = [one for one in document.sections if one.title == title]
    return found


def test_the_same_case_gives_the_same_bytes(tmp_path: Path) -> None:
    with Case.create(tmp_path / "a.case") as made:
        made.do(SetTitle("A case", "Why?"))
    with Case.open(tmp_path / "a.case") as again:
        first = report_bytes(again, ReportOptions(card=CARD), SVG)
        assert report_bytes(again, ReportOptions(card=CARD), SVG) == first
    (tmp_path / "a.case").rename(tmp_path / "b.case")
    with Case.open(tmp_path / "b.case") as moved:
        written = make_report(moved, tmp_path / "b.pdf", ReportOptions(card=CARD), SVG)
    assert (tmp_path / "b.pdf").read_bytes() == first
    assert written.sha256 == hashlib.sha256(first).hexdigest()
    assert written.pages > 4
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_it_is_a_tagged_archive_pdf(opened: Case) -> None:
    raw = report_bytes(opened, ReportOptions(card=CARD), SVG)
    assert raw.startswith(b"%PDF-1.7")
    for mark in (b"<pdfaid:part>2<", b"<pdfaid:conformance>A<", b"<pdfuaid:part>1<", b"A case"):
        assert mark in raw


def test_an_empty_case_says_what_is_missing() -> None:
    with Case.create(None) as made:
        document = content(made, ReportOptions())
        assert len(document.missing) == 8
        assert "Nothing has been imported" in told(section(document, "Sources"))
        assert report_bytes(made).startswith(b"%PDF")


def test_everything_has_its_place(opened: Case) -> None:
    document = content(opened, ReportOptions("A. Examiner", "An agency", CARD), SVG)
    assert document.missing == ()
    assert [one.title for one in document.sections if not one.annex] == [
        "The question",
        "How to read the claims",
        "Scope and cut-off",
        "Sources",
        "Method",
        "Custody",
        "Completeness",
        "Findings",
        "The chart",
        "Exhibits",
        "Sensitivity to the tracing convention",
        "Labels and their sources",
        "Leads from the model",
        "The model and its error rates",
        "The rules and their error rates",
        "What was not covered",
        "Alternative explanations",
        "Limits",
        "How to verify this report",
        "Glossary",
        "Examiner's statement and certificates",
    ]
    everything = told(document)
    head = opened.store
    with head.reading() as db:
        last = db.execute("SELECT hash FROM journal ORDER BY seq DESC LIMIT 1").fetchone()
    assert last is not None
    for words in (str(last[0]), "A. Examiner, An agency", "worlds-1", "0.831", "sends on all it gets"):
        assert words in everything


def test_every_finding_names_its_tier(opened: Case) -> None:
    document = content(opened, ReportOptions())
    entries = [one for one in section(document, "Findings").blocks if isinstance(one, Entry)]
    assert [(one.number, one.tier) for one in entries] == [
        ("F1", "structural"),
        ("F2", "attribution"),
        ("F3", "lead"),
    ]
    rests = told(section(document, "Findings"))
    assert "Exhibit 2: " in rests
    assert "row 99, which is not in this case" in rests


def test_exhibits_are_exact(opened: Case) -> None:
    document = content(opened, ReportOptions())
    exhibits = section(document, "Exhibits")
    words = told(exhibits)
    assert "41,250.01 EUR" in words
    assert str(2**256 - 1) in words
    assert f"{(2**256 - 1) // 100:,}.35 EUR" in words
    assert "0x" + "07" * 32 in words
    with opened.store.reading() as db:
        row = db.execute("SELECT lower(hex(digest)) FROM transfer WHERE id = 0").fetchone()
    assert row is not None
    assert row[0] in words
    assert typeset(document)[1] > 5


def test_a_hundred_exhibits_take_pages_and_none_is_lost() -> None:
    with case([Move(i % 4, (i + 1) % 4, 10**i, i) for i in range(77)] * 2) as made:
        made.do(SetExhibits(tuple(range(100))))
        document = content(made, ReportOptions(exhibits=90))
        table, *entries, note = section(document, "Exhibits").blocks
        assert isinstance(table, Table)
        assert len(table.rows) == 100
        assert [one.number for one in entries if isinstance(one, Entry)] == [
            f"Exhibit {i}" for i in range(1, 91)
        ]
        assert "10 further exhibits" in note.text  # type: ignore[union-attr]
        assert typeset(document)[1] > 20


def test_conflicting_claims_stand_side_by_side(opened: Case) -> None:
    words = told(section(content(opened, ReportOptions()), "Labels and their sources"))
    assert "≠ A shop" in words
    assert "≠ A scam" in words
    assert "≠ mule" not in words


def test_leads_leave_out_those_on_which_the_model_abstains(opened: Case) -> None:
    words = told(section(content(opened, ReportOptions()), "Leads from the model"))
    assert "1: the model declines" in words
    assert words.index("bank:0") < words.index("bank:1")
    assert "bank:2" not in words


def test_without_a_card_the_error_rates_are_said_to_be_unknown(opened: Case) -> None:
    words = told(section(content(opened, ReportOptions()), "The model and its error rates"))
    assert "error rates are not known" in words


def test_a_card_of_the_shelf_becomes_tables(opened: Case) -> None:
    interval = {"value": 0.8312, "low": 0.79, "high": 0.86}
    sets = [
        {"set": "test", "choice": choice, "pr_auc": interval, "right": [0.9, 0.95]}
        for choice in ("graph", "trees")
    ]
    given = {
        "measured": sets,
        "threshold": 0.43,
        "limits": [],
        "started_from": None,
        "model_sha256": "ef" * 32,
    }
    found = section(content(opened, ReportOptions(card=given)), "The model and its error rates")
    measured, errors, rest = [block for block in found.blocks if isinstance(block, Table)]
    assert measured.head == ("set", "choice", "pr auc", "right")
    assert [cell.text for cell in measured.rows[1]] == [
        "test",
        "trees",
        "0.831 (0.790–0.860)",
        "0.900, 0.950",
    ]
    assert [[cell.text for cell in row] for row in errors.rows] == [["threshold", "0.430"]]
    assert ["limits", "none"] in [[cell.text for cell in row] for row in rest.rows]
    assert "1 is perfect" in told(found)
    assert typeset(content(opened, ReportOptions(card=given)))[1] > 5


@pytest.mark.parametrize(
    "given", [{"a": {"b": {"c": [[1, 2], {"d": True}]}}}, {"measured": [{}, {"x": 1}]}]
)
def test_any_card_can_be_printed(opened: Case, given: dict[str, Any]) -> None:
    assert report_bytes(opened, ReportOptions(card=given)).startswith(b"%PDF")


def test_the_frontier_of_the_chart_is_counted(opened: Case) -> None:
    words = told(section(content(opened, ReportOptions()), "What was not covered"))
    assert "2 transfers of 3 that touch the accounts on the chart lead off it" in words


def test_the_chart_is_a_figure(opened: Case) -> None:
    (chart,) = [
        one
        for one in section(content(opened, ReportOptions(), SVG), "The chart").blocks
        if isinstance(one, Chart)
    ]
    assert chart.svg == SVG
    assert "left out of this report" in told(section(content(opened, ReportOptions()), "The chart"))


def test_a_long_journal_shows_its_beginning_and_its_end() -> None:
    with Case.create(None) as made:
        for i in range(30):
            made.do(SetNote(Address("bank:0"), f"note {i}"))
        (table,) = section(content(made, ReportOptions(journal_lines=10)), "The journal").blocks
    assert isinstance(table, Table)
    assert [row[0].text for row in table.rows] == ["1", "2", "3", "4", "5", "27", "28", "29", "30", "31"]
    assert table.left_out == 21


@pytest.mark.parametrize("most", [0, 1, 2, 3])
def test_a_journal_of_no_lines_may_be_asked_for(opened: Case, most: int) -> None:
    document = content(opened, ReportOptions(journal_lines=most, exhibits=0))
    (table,) = section(document, "The journal").blocks
    assert isinstance(table, Table)
    assert len(table.rows) == most
    assert typeset(document)[1] > 4


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_printed_and_nothing_else(text: str) -> None:
    tag = {"address": "bank:1", "label": text[:5_000], "source": text[:5_000], "note": text[:5_000]}
    named = f"bank:{text[:60]}"
    with case([Move(0, 1, 7)], tags=[tag], assets=[("bank/x", text[:200], None)]) as made:
        who = Address("bank:1")
        made.do(SetTitle(text, text))
        made.do(SetSeeds((Address(named),)))
        made.do(SetLabels(who, (Label(text if text.strip() else "x", text[:50], note=text, source=text),)))
        made.do(SetNote(who, text))
        made.do(SetExhibits((0,)))
        made.do(SetFinding(text[:50], Finding(text, text, Tier.LEAD, (who, Address(named)), (0,))))
        made.do(Show(AccountSet.of([0, 1]), why=text))
        options = ReportOptions(text, text, {text: text, "metrics": {text: [text]}})
        raw = report_bytes(made, options, SVG.replace("a 中", "".join(c for c in text if c.isalnum())[:99]))
    assert raw.startswith(b"%PDF-1.7")
    assert len(raw) < 3_000_000


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "text",
    [
        "W" * MEGABYTE,
        "<script>alert(1)</script>#panic() $x$ \\u{41} " * (MEGABYTE // 44),
        "\u202egnp.exe\u2066中" * (MEGABYTE // 10),
        "=cmd|'/c calc'!A1\n" * (MEGABYTE // 18),
    ],
    ids=["one word", "markup", "direction", "lines"],
)
def test_a_megabyte_of_anything_is_cut_and_harmless(text: str) -> None:
    """From a source nothing is too long to be kept as it is; the page shows the beginning, and says how much there is."""
    tag = {"address": "bank:1", "label": text, "source": text, "note": text, "category": text[:100]}
    with case([Move(0, 1, 7)], tags=[tag], assets=[("bank/" + text[:50], text, None)]) as made:
        made.do(SetSeeds((Address("bank:1"),)))
        made.do(SetExhibits((0,)))
        made.do(SetFinding("F1", Finding("It went", "", Tier.LEAD, (Address("bank:1"),), (0,))))
        document = content(made, ReportOptions(text, text, {text: text, "metrics": {text: [text, text]}}))
        raw, pages = typeset(document)
        page = webpage(document)
    assert raw.startswith(b"%PDF-1.7")
    assert pages < 60
    assert len(raw) < 3_000_000
    assert len(page) < 1_000_000
    assert f"{len(text):,} characters" in page.decode()
    assert b"<script" not in page
    assert "\u202e" not in page.decode()


def test_a_place_that_cannot_be_written_is_said(opened: Case, tmp_path: Path) -> None:
    with pytest.raises(Trouble, match="cannot be written"):
        make_report(opened, tmp_path / "none" / "a.pdf")


def test_progress_is_told_and_may_cancel(opened: Case, tmp_path: Path) -> None:
    seen: list[int] = []

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        seen.append(done)
        assert total == 5

    make_report(opened, tmp_path / "a.pdf", tick=tick)
    assert seen == sorted(seen)
    assert {*seen} == {1, 2, 3, 4, 5}


@pytest.mark.parametrize("form", ["pdf", "html"])
@pytest.mark.parametrize("stop", [Cancelled, KeyboardInterrupt])
def test_what_is_stopped_leaves_nothing_behind(
    opened: Case, tmp_path: Path, form: Literal["pdf", "html"], stop: type[BaseException]
) -> None:
    (tmp_path / "a.pdf").write_bytes(b"what was there before")

    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if done == 4:
            raise stop

    with pytest.raises(stop):
        make_report(opened, tmp_path / "a.pdf", ReportOptions(form=form), tick=tick)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"what was there before"
