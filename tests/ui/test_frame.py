from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget
from pytestqt.qtbot import QtBot

from ui.appearance import Appearance
from ui.choices import Choices
from ui.frame.confirm import Confirm, TitleDialog
from ui.frame.query_field import QueryField
from ui.frame.rail import Rail
from ui.frame.shape import Shape
from ui.frame.stage import Stage
from ui.frame.status import Status, counted
from ui.frame.top_bar import TopBar
from ui.frame.welcome import Welcome
from ui.menus import Menus
from ui.panels.entries import Entry
from ui.theme import LIGHT


@pytest.fixture
def menus(qtbot: QtBot, tmp_path: Path) -> Menus:
    window = QMainWindow()
    qtbot.addWidget(window)
    made = Menus(window, Appearance(Choices(tmp_path), window))
    made.room = window  # type: ignore[attr-defined]
    return made


@pytest.fixture
def field(qtbot: QtBot) -> QueryField:
    window = QWidget()
    qtbot.addWidget(window)
    made = QueryField()
    made.setParent(window)
    made.resize(400, 30)
    made.room = window  # type: ignore[attr-defined]
    window.resize(600, 400)
    window.show()
    window.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_typing_pauses_before_it_filters_and_enter_does_not(qtbot: QtBot, field: QueryField) -> None:
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClicks(field, "asset:ETH")
    assert told.args == ["asset:ETH"]
    with qtbot.waitSignals([field.edited, field.entered]):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_colouring_changes_no_letter(qtbot: QtBot, field: QueryField) -> None:
    field.set_theme(LIGHT)
    qtbot.keyClicks(field, "asset:ETH value>50")
    field.setCursorPosition(3)
    qtbot.keyClicks(field, "X")
    assert field.text() == "assXet:ETH value>50"
    assert field.cursorPosition() == 4


def test_what_is_found_is_taken_by_key_or_left_with_escape(qtbot: QtBot, field: QueryField) -> None:
    field.suggest([Entry(7, "one"), Entry(8, "two")])
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    with qtbot.waitSignal(field.taken) as told:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told.args == [8]
    field.suggest([Entry(7, "one")])
    field.setText("x")
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "x"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_nothing_drops_down_where_nobody_types(field: QueryField) -> None:
    field.clearFocus()
    field.suggest([Entry(7, "one")])
    assert field._drop is None


def test_the_status_bar_says_what_runs_and_what_holds(qtbot: QtBot) -> None:
    status = Status()
    qtbot.addWidget(status)
    status.show()
    status.show_work("Scoring", 62, 100, 1)
    assert status.work.text() == "Scoring… 62% and 1 more"
    assert status.bar.value() == 620
    status.show_work("Scoring", 0, None, 0)
    assert (status.work.text(), status.bar.maximum()) == ("Scoring…", 0)
    status.show_idle()
    assert not status.cancel.isVisible()
    status.show_journal("Journal 214 · verified", "tip", verified=True)
    assert status.journal.text() == "Journal 214 · verified"
    with qtbot.waitSignal(status.journal_asked):
        status.journal.click()


def test_counts_are_always_of_all() -> None:
    assert counted(96, 4118, 148, 21_406, 3) == (
        "96 of 4,118 accounts · 148 of 21,406 transfers shown · 3 neighbours left out"
    )
    assert counted(1, 1, 1, 1, 0) == "1 of 1 account · 1 of 1 transfer shown"


def test_the_rail_names_everything_and_follows_its_actions(qtbot: QtBot, menus: Menus) -> None:
    window = menus.parent()
    assert isinstance(window, QMainWindow)
    rail = Rail(menus.by_id, menus.whole(window), menus._appearance)
    qtbot.addWidget(rail)
    for button in rail.buttons.values():
        assert button.accessibleName()
        assert button.toolTip()
    assert not rail.buttons["chart"].isEnabled()
    menus.by_id["chart"].setEnabled(True)
    assert rail.buttons["chart"].isEnabled()
    with qtbot.waitSignal(menus.triggered) as told:
        rail.buttons["chart"].click()
    assert told.args == ["chart"]


def test_bar_stage_and_welcome_are_made_of_actions(qtbot: QtBot, menus: Menus) -> None:
    bar, stage, welcome = TopBar(menus.by_id), Stage(menus.by_id), Welcome(menus.by_id)
    for part in (bar, stage, welcome):
        qtbot.addWidget(part)
    bar.show_case("Northwind <b>drain</b>", "cut-off block 19")
    assert bar.title.text() == "Northwind <b>drain</b>"
    assert not bar.report.isEnabled()
    stage.show_layout("force")
    assert stage.layouts.text() == "Forces ▾"
    with qtbot.waitSignal(menus.triggered) as told:
        welcome.first.click()
    assert told.args == ["new"]


def test_recent_cases_are_offered_only_if_there_are_any(qtbot: QtBot, menus: Menus, tmp_path: Path) -> None:
    welcome = Welcome(menus.by_id)
    qtbot.addWidget(welcome)
    welcome.show()
    assert not welcome.head.isVisible()
    welcome.show_recent([tmp_path / "a.case"])
    assert welcome.head.isVisible()
    with qtbot.waitSignal(welcome.case_chosen) as told:
        welcome.recent.chosen.emit(welcome.recent.entries()[0].key)
    assert told.args == [tmp_path / "a.case"]


def test_confirm_and_title(qtbot: QtBot) -> None:
    confirm = Confirm(None, "Stop?", "It is lost.", "&Stop", "&Keep")
    title = TitleDialog(None, "Drain", "Who?")
    for dialog in (confirm, title):
        qtbot.addWidget(dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    with qtbot.waitSignal(confirm.accepted_with) as told:
        confirm.primary.click()
    assert told.args == [True]
    title.title.setText(" ")
    assert not title.primary.isEnabled()
    title.title.setText("Drain 2")
    assert title.answer() == ("Drain 2", "Who?")


def test_a_shape_that_cannot_be_read_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    keep = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    window, split, panel = QMainWindow(), QSplitter(), QWidget()
    for part in (window, split, panel):
        qtbot.addWidget(part)
    keep.setValue("geometry", "nonsense")
    keep.setValue("split", b"\x00\x01")
    shape = Shape(window, {"split": split}, {"panel": panel}, keep)
    shape.restore()
    panel.hide()
    shape.save()
    panel.show()
    shape.restore()
    assert panel.isHidden()
