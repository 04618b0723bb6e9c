from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetExhibits, SetLabels, SetNote, SetSeeds
from investigator.cases.facts import Finding
from investigator.chain.ingest import Report
from investigator.data.queries.results import keep_scores
from investigator.data.sealing import Misfit
from investigator.graph.expand import Filter
from investigator.records import Address, ClusterScore, Label, Reason, Scores, Tier
from tests.makers import case as made_case
from tests.ui.rooms import MOVES, open_window, settle
from ui.dialogs.expand_dialog import ExpandDialog, ExpandOrder
from ui.dialogs.finding_dialog import FindingDialog
from ui.dialogs.label_dialog import LabelDialog
from ui.held import hold
from ui.tasks import Failure
from ui.window import Window
from ui.wiring.inspecting import account_view, several_view, transfer_view
from ui.wiring.learning import counted
from ui.wiring.outline import outline
from ui.wiring.standing import cut_off

ZERO, ONE, TWO = (Address(f"bank:{number}") for number in range(3))
SHOP = Label("Corner shop", "shop", illicit=False)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


@pytest.fixture
def rest(qtbot: QtBot, window: Window) -> Callable[[], None]:
    return lambda: settle(qtbot, window)


def scores(count: int = 6) -> Scores:
    values = np.linspace(0.9, 0.1, count)
    reasons = ((Reason("fans out", 0.5),),) * count
    silent = np.zeros(count, np.bool_)
    return Scores(
        np.arange(count, dtype=np.int32), values, values, silent, reasons, "m1", "h", "i", values / 2
    )


def facts(window: Window):  # type: ignore[no-untyped-def]
    return window.desk.session.case.facts


def said(window: Window) -> str:
    return window.desk.messages.banner.text.text()


# What is read for the panels


def test_an_account_with_everything_known_about_it() -> None:
    case = made_case(MOVES, 6)
    case.do(SetLabels(ONE, (SHOP,)))
    case.do(SetNote(ONE, "look"))
    case.do(SetSeeds((ONE,)))
    keep_scores(case.store, scores(), [])
    view = account_view(case.at_rest(), hold(case), 1)
    assert (view.title, view.note, view.seed) == ("Corner shop", "look", True)
    assert view.counterparty_total == 3
    assert view.score is not None
    assert view.score.reasons[0].text == "fans out"
    assert view.score.baseline == pytest.approx(view.score.raw / 2)
    assert account_view(case.at_rest(), None, 1).score is None


def test_a_transfer_with_its_source_and_number_as_exhibit() -> None:
    case = made_case(MOVES, 6)
    case.do(SetExhibits((3, 0)))
    view = transfer_view(case.at_rest(), 0)
    assert view is not None
    assert view.acquisition is not None
    assert (view.acquisition.source, view.exhibit) == ("made.csv", 2)
    assert transfer_view(case.at_rest(), 99) is None
    assert several_view(case.at_rest(), (2, 1)).addresses == (TWO, ONE)


def test_the_outline_offers_what_has_no_label_the_highest_score_first() -> None:
    case = made_case(MOVES, 6)
    case.do(SetLabels(ZERO, (SHOP,)))
    keep_scores(case.store, scores(), [])
    seen = outline(case.at_rest(), hold(case))
    assert [one.address for one in seen.candidates][:2] == [ONE, TWO]
    assert seen.unlabelled == 5
    assert seen.intact
    assert [step.verb for step in seen.steps] == ["create", "import", "do", "score"]


def test_labels_are_counted_by_what_they_say() -> None:
    case = made_case(MOVES, 6, tags=[{"address": "bank:3", "illicit": True}])
    case.do(SetLabels(ONE, (SHOP,)))
    found = counted(case)
    assert (found.illicit, found.licit, found.claimed_illicit, found.claimed_licit) == (0, 1, 1, 0)


def test_up_to_where_a_case_reaches() -> None:
    assert cut_off(hold(made_case(MOVES, 6))) == "up to 1970-01-01 00:00:50 UTC"
    assert cut_off(hold(made_case())) == "no transfers yet"
    assert cut_off(None) == ""


# The chart


def test_search_expand_hide_and_back(window: Window, rest: Callable[[], None]) -> None:
    window.bar.query.set_text("bank:0")
    window.bar.query.returnPressed.emit()
    rest()
    assert window.desk.selection.accounts == (0,)
    assert facts(window).shown == {0}
    window.menus.by_id["expand"].trigger()
    rest()
    assert facts(window).shown == {0, 1}
    assert facts(window).seeds == (ZERO,)
    assert said(window) == "1 account added."
    window.desk.selection.choose([1])
    window.menus.by_id["hide"].trigger()
    window.menus.by_id["undo"].trigger()
    rest()
    assert facts(window).shown == {0, 1}
    window.close()


def test_a_double_click_expands_and_a_drag_is_one_edit(window: Window, rest: Callable[[], None]) -> None:
    window.menus.by_id["whole"].trigger()
    rest()
    chart = window.stage.chart
    chart.moved.emit([(1, 5.5, -2.25, 0.0, 0.0)])
    assert facts(window).places == {1: (550, -225)}
    chart.activated.emit(4)
    rest()
    chart.edge_selected.emit((0, 1))
    assert window.desk.selection.transfers == (0,)
    rest()
    assert window.inspector.currentIndex() == 2
    window.close()


def test_only_the_selected_and_their_neighbours(window: Window, rest: Callable[[], None]) -> None:
    window.menus.by_id["whole"].trigger()
    rest()
    window.desk.selection.choose([4])
    window.menus.by_id["neighbours"].trigger()
    assert set(window.desk.selection.accounts) == {4, 5}
    window.menus.by_id["only"].trigger()
    assert facts(window).shown == {4, 5}
    rest()
    window.menus.by_id["all"].trigger()
    assert set(window.desk.selection.accounts) == {4, 5}
    window.menus.by_id["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "bank:4\nbank:5"
    window.menus.by_id["none"].trigger()
    assert window.desk.selection.accounts == ()
    window.close()


def test_expanding_as_asked_keeps_the_filter(window: Window, rest: Callable[[], None]) -> None:
    window.bar.query.set_text("value>=4")
    window.desk.selection.choose([0])
    window.menus.by_id["expand_as"].trigger()
    (dialog,) = window.findChildren(ExpandDialog)
    order = dialog.answer()
    assert order == ExpandOrder((ZERO,), 1, Filter(min_amount=4.0), 50)
    dialog.hops.setValue(3)
    dialog.primary.click()
    rest()
    assert facts(window).shown == {0, 1}
    window.close()


def test_a_query_narrows_chart_and_table_alike(window: Window, rest: Callable[[], None]) -> None:
    window.menus.by_id["whole"].trigger()
    rest()
    window.bar.query.set_text("value>=3")
    rest()
    assert window.stage.table.model.rowCount() == 4
    assert window.bar.query.count.text().startswith("4 of 5 transfers")
    window.bar.query.set_text("time:..30")
    rest()
    assert window.stage.table.model.rowCount() == 3
    assert window.stage.timeline.span() == (10, 30)
    window.stage.timeline.brushed.emit(40, 50)
    rest()
    assert window.bar.query.text() == "time:1970-01-01T00:00:40..1970-01-01T00:00:50"
    assert window.stage.table.model.rowCount() == 2
    window.bar.query.set_text("asset:XMR")
    assert "There is no asset XMR" in window.bar.query.toolTip()
    window.close()


def test_the_table_s_choice_is_everybody_s(window: Window, rest: Callable[[], None]) -> None:
    window.menus.by_id["whole"].trigger()
    rest()
    window.stage.table.view.selectRow(1)
    rest()
    assert window.desk.selection.transfers == (1,)
    assert window.inspector.currentIndex() == 2
    window.menus.by_id["exhibit"].trigger()
    assert facts(window).exhibits == (1,)
    window.menus.by_id["exhibit"].trigger()
    assert facts(window).exhibits == ()
    window.inspector.account.head.transfers_asked.emit(Address("bank:4"))
    rest()
    assert window.stage.table.model.rowCount() == 1
    window.close()


# What the analyst says


def test_marks_replace_each_other_and_can_be_cleared(window: Window) -> None:
    window.desk.selection.choose([1, 2])
    window.menus.by_id["illicit"].trigger()
    assert [label.text for label in facts(window).labels[ONE]] == ["illicit"]
    window.menus.by_id["licit"].trigger()
    assert [label.text for label in facts(window).labels[TWO]] == ["licit"]
    assert facts(window).labels[TWO][0].illicit is False
    window.menus.by_id["unmark"].trigger()
    assert facts(window).labels == {}
    window.close()


def test_label_note_seed_and_finding(window: Window, rest: Callable[[], None]) -> None:
    window.desk.selection.choose([1])
    rest()
    window.menus.by_id["label"].trigger()
    (dialog,) = window.findChildren(LabelDialog)
    dialog.accepted_with.emit(SHOP)
    dialog.close()
    assert facts(window).labels == {ONE: (SHOP,)}
    window.inspector.account.note_written.emit(ONE, "look")
    assert facts(window).notes == {ONE: "look"}
    window.menus.by_id["seed"].trigger()
    assert facts(window).seeds == (ONE,)
    window.menus.by_id["seed"].trigger()
    assert facts(window).seeds == ()
    for _ in range(2):
        window.menus.by_id["finding"].trigger()
        finding = window.findChildren(FindingDialog)[-1]
        finding.accepted_with.emit(Finding("Peel", "Five hops.", Tier.LEAD, (ONE,)))
        finding.close()
    assert list(facts(window).findings) == ["F1", "F2"]
    window.findings.withdraw_asked.emit("F1")
    rest()
    window.desk.selection.clear()
    window.explorer.finding_clicked.emit("F2")
    assert window.desk.selection.accounts == (1,)
    window.close()


def test_the_worklist_decides_and_skips(window: Window, rest: Callable[[], None]) -> None:
    cluster = ClusterScore(0, np.array([4, 5], np.int32), 0.9, 0.9, ())
    keep_scores(window.desk.session.case.store, scores(), [cluster])
    from investigator.cases.edits import Changed

    window.desk.session.touch(Changed.SCORES)
    rest()
    first, second = (Address(str(entry.key)) for entry in window.worklist.list.entries()[:2])
    assert "unsure" in window.worklist.why.text()
    window.worklist.judged.emit(first, None)
    rest()
    assert window.worklist.list.entries()[-1].key == first
    window.worklist.judged.emit(second, True)
    rest()
    assert facts(window).labels[second][0].illicit is True
    assert second not in [entry.key for entry in window.worklist.list.entries()]
    window.explorer.cluster_clicked.emit(cluster)
    assert said(window) == "2 accounts of cluster 0 are not on the chart."
    window.desk.messages.banner.act.click()
    assert facts(window).shown == {4, 5}
    window.close()


# What happened


def test_an_import_is_told_in_a_sentence(window: Window) -> None:
    window.files._taken(Report(transfers=3, bad_rows=1, duplicates=2))
    assert said(window) == "3 transfers added; 2 rows were here already; 1 row could not be read."
    window.close()


def test_verify_says_what_does_not_fit(window: Window, rest: Callable[[], None]) -> None:
    window.menus.by_id["verify"].trigger()
    rest()
    assert window.status.journal.text() == "Journal 2 · verified"
    window.desk.session.do(SetNote(ONE, "later"))
    rest()
    assert window.status.journal.text() == "Journal 3 · verified to 2"
    window.files.verified.emit(3, [Misfit("transfer", 1, "it was changed")])
    assert window.status.journal.text() == "Journal 3 · does not fit"
    window.close()


def test_a_failed_task_is_told_and_listed(window: Window, rest: Callable[[], None]) -> None:
    window.desk.runner.start("Breaking", lambda _tick: {}["x"])
    rest()
    assert "Something in the program went wrong: KeyError" in said(window)
    (row,) = (row for row in window.tasks.rows.values() if "Breaking" in row.title.text())
    assert "KeyError" in row.note.text()
    window.desk.messages.failure(Failure("x"))
    window.close()
