"""Following the money in the window: ask, list, draw, export; and stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from investigator.cases.edits import SetFinding, SetLabels
from investigator.cases.facts import Finding
from investigator.errors import Trouble
from investigator.records import Address, Label, Tier
from tests.ui.rooms import open_window, settle
from tests.ui.things import HOSTILE, texts
from ui.dialogs.exposure_dialog import ExposureDialog
from ui.dialogs.paths_dialog import PathsDialog
from ui.dialogs.trace_dialog import TraceDialog
from ui.panels.results import ResultsPage
from ui.tasks import Task
from ui.window import Window
from ui.wiring.following import MOST_STARTS, FollowVerbs


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


def page(window: Window) -> ResultsPage:
    return window.stage.results


def answer(qtbot: QtBot, window: Window, kind: type[QDialog]) -> None:
    """Take a dialog as it stands."""
    dialog = window.findChild(kind)
    assert dialog is not None
    dialog._finish()  # type: ignore[attr-defined]
    settle(qtbot, window)


def trace(qtbot: QtBot, window: Window, name: str = "trace_on") -> None:
    window.menus.by_id[name].trigger()
    settle(qtbot, window)
    answer(qtbot, window, TraceDialog)


def listed(window: Window) -> list[str]:
    return [line.cells[0].whole for line in page(window).model.results.lines]


def test_a_trace_is_listed_and_then_drawn(window: Window, qtbot: QtBot) -> None:
    desk = window.desk
    desk.selection.choose([0])
    assert not desk.session.case.facts.shown
    trace(qtbot, window)
    assert page(window).isVisible()
    assert not window.stage.table.isVisible()
    assert listed(window) == ["bank:3", "bank:1"]
    assert "structural" in texts(page(window))
    assert not desk.session.case.facts.shown
    page(window).draw.click()
    settle(qtbot, window)
    assert desk.session.case.facts.shown == {0, 1, 2, 3}
    assert set(desk.selection.transfers) == {0, 1, 2, 3}
    marked = window.stage.chart._board
    assert sorted(marked.accounts().tolist()) == [0, 1, 2, 3]
    assert marked.flows is not None
    assert sorted(map(tuple, marked.flows.tolist())) == [(0, 1), (1, 2), (1, 3), (2, 3)]
    window.menus.by_id["undo"].trigger()
    settle(qtbot, window)
    assert not desk.session.case.facts.shown


def test_transfers_are_traced_back_too(window: Window, qtbot: QtBot) -> None:
    window.desk.selection.choose_transfers([3])
    trace(qtbot, window, "trace_back")
    assert page(window).model.results.title.startswith("Trace back from transfer:3")
    assert listed(window)


def test_the_books_are_read_once_for_the_same_evidence(window: Window, qtbot: QtBot) -> None:
    following = window.verbs.following
    assert isinstance(following, FollowVerbs)
    window.desk.selection.choose([0])
    trace(qtbot, window)
    assert following._book is not None
    first = following._book[1]
    trace(qtbot, window, "trace_back")
    assert following._book[1] is first


def test_paths_are_found_and_drawn(window: Window, qtbot: QtBot) -> None:
    window.desk.selection.choose([0, 3])
    window.menus.by_id["paths"].trigger()
    settle(qtbot, window)
    answer(qtbot, window, PathsDialog)
    assert page(window).title.text() == "Paths from bank:0 to bank:3"
    page(window)._draw_all()
    settle(qtbot, window)
    assert {0, 1, 3} <= set(window.desk.session.case.facts.shown)
    assert window.desk.selection.transfers


def test_what_the_query_shuts_out_is_stated(window: Window, qtbot: QtBot) -> None:
    window.bar.query.set_text("value>2")
    settle(qtbot, window)
    window.desk.selection.choose([0, 3])
    window.menus.by_id["paths"].trigger()
    settle(qtbot, window)
    answer(qtbot, window, PathsDialog)
    assert "of at least 2" in " ".join(page(window).model.results.stated)


def test_patterns_are_listed_or_none(window: Window, qtbot: QtBot) -> None:
    window.menus.by_id["patterns"].trigger()
    settle(qtbot, window)
    assert page(window).title.text() == "Patterns"
    assert page(window).isVisible()


def test_names_of_the_case_are_shown_as_text(window: Window, qtbot: QtBot) -> None:
    label = Label(HOSTILE, "exchange", Tier.ATTRIBUTION, 90, HOSTILE)
    window.desk.session.do(SetLabels(Address("bank:3"), (label,)))
    settle(qtbot, window)
    window.desk.selection.choose([0])
    trace(qtbot, window)
    shown = texts(page(window)) + page(window).model.data(page(window).model.index(0, 0))
    assert "\u202e" not in shown
    assert "‹U+202E›" in shown


def test_results_give_the_table_its_place_back(window: Window, qtbot: QtBot) -> None:
    window.menus.by_id["timeline"].trigger()
    assert not window.stage.timeline.isVisible()
    window.menus.by_id["results"].trigger()
    assert page(window).isVisible()
    window.menus.by_id["chart"].trigger()
    assert not page(window).isVisible()
    assert window.stage.table.isVisible()
    assert not window.stage.timeline.isVisible()
    window.menus.by_id["results"].trigger()
    window.menus.by_id["table"].trigger()
    assert window.stage.table.isVisible()
    assert not window.stage.chart.isVisible()


def test_work_that_is_cancelled_leaves_the_list_as_it_was(window: Window, qtbot: QtBot) -> None:
    window.desk.runner.started.connect(lambda task: task.cancel())
    ended: list[Task] = []
    window.desk.runner.started.connect(lambda task: task.ended.connect(lambda _f: ended.append(task)))
    window.menus.by_id["patterns"].trigger()
    settle(qtbot, window)
    assert [task.cancelled for task in ended] == [True]
    assert page(window).model.results.title == ""


def test_too_much_at_once_is_said(window: Window) -> None:
    window.desk.selection.choose_transfers(range(MOST_STARTS + 1))
    with pytest.raises(Trouble, match="too many to trace from at once"):
        window.verbs.following.trace(False)
    window.desk.selection.clear()
    with pytest.raises(Trouble, match="Nothing is selected"):
        window.verbs.following.trace(False)


def test_another_case_has_no_results_yet(window: Window, qtbot: QtBot) -> None:
    window.desk.selection.choose([0])
    trace(qtbot, window)
    window.desk.session.close()
    settle(qtbot, window)
    assert page(window).model.results.title == ""
    page(window).draw_asked.emit([0])
    assert window.desk.runner.idle()


def test_entities_are_listed_and_two_are_kept_apart(window: Window, qtbot: QtBot) -> None:
    window.menus.by_id["entities"].trigger()
    settle(qtbot, window)
    assert page(window).model.results.title == "Entities"
    window.desk.selection.choose([0, 1])
    window.menus.by_id["why"].trigger()
    settle(qtbot, window)
    assert "says that bank:0 and bank:1 are one entity" in page(window).model.results.empty
    facts = window.desk.session.case.facts
    window.menus.by_id["part"].trigger()
    assert facts.apart == {("bank:0", "bank:1")}
    window.desk.selection.choose([1, 0])
    window.menus.by_id["part"].trigger()
    assert not facts.apart
    window.desk.selection.choose([1])
    assert not window.menus.by_id["why"].isEnabled()
    with pytest.raises(Trouble, match="select the two"):
        window.verbs.following.why()


def test_exposure_of_one_account_is_listed(window: Window, qtbot: QtBot) -> None:
    window.desk.selection.choose([1])
    window.menus.by_id["exposure"].trigger()
    settle(qtbot, window)
    answer(qtbot, window, ExposureDialog)
    assert page(window).title.text() == "Exposure of bank:1"
    assert page(window).model.rowCount()
    page(window).draw.click()
    settle(qtbot, window)
    assert 1 in window.desk.session.case.facts.shown
    window.desk.selection.choose([1, 2])
    with pytest.raises(Trouble, match="select the one"):
        window.verbs.following.expose()


def test_what_would_be_said_against_findings_and_accounts(window: Window, qtbot: QtBot) -> None:
    oppose = window.menus.by_id["oppose"]
    oppose.trigger()
    settle(qtbot, window)
    assert "No finding is stated in this case" in texts(window)
    window.desk.session.do(
        SetFinding("F1", Finding("Paid", "x", Tier.STRUCTURAL, (Address("bank:4"),), (4,)))
    )
    oppose.trigger()
    settle(qtbot, window)
    assert {line.cells[0].whole for line in page(window).model.results.lines} == {"F1"}
    page(window).draw.click()
    settle(qtbot, window)
    assert window.desk.session.case.facts.shown == {4, 5}
    window.desk.selection.choose([1])
    oppose.trigger()
    settle(qtbot, window)
    assert {line.cells[0].whole for line in page(window).model.results.lines} == {"bank:1"}
    page(window)._draw_all()
    settle(qtbot, window)
    assert window.desk.session.case.facts.shown == {1, 4, 5}


def test_accounts_worth_a_look_first_are_ranked(window: Window, qtbot: QtBot) -> None:
    window.desk.selection.choose([0])
    window.menus.by_id["rank"].trigger()
    settle(qtbot, window)
    assert "lead" in texts(page(window))
    assert page(window).model.results.lines[0].cells[0].text == "1"
    page(window).draw.click()
    settle(qtbot, window)
    assert window.desk.session.case.facts.shown
