"""The page of results: a list, what it rests on, and a way onto the chart."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.panels.test_course import COURSE
from tests.ui.things import HOSTILE, texts
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Column, Line, Results
from ui.panels.results import NOTHING, ResultsPage
from ui.theme import LIGHT

LIST = Results(
    HOSTILE,
    "lead",
    (Column("Account", "0x0000…0000"), Column("What", least=300)),
    (
        Line((Cell("B"), Cell("second")), (HOSTILE, "An ordinary explanation."), (Entry(0, "one → two"),)),
        Line((Cell("A"), Cell("first")), course=COURSE),
    ),
    stated=("An assumption.",),
    summary="Two in all.",
    noun="finding",
)


@pytest.fixture
def page(qtbot: QtBot) -> ResultsPage:
    made = ResultsPage()
    qtbot.addWidget(made)
    made.resize(760, 340)
    made.show()
    made.show_results(LIST)
    return made


def test_a_list_comes_with_its_tier_and_what_it_rests_on(page: ResultsPage) -> None:
    shown = texts(page)
    for said in ("lead", "2 findings", "Two in all. An assumption.", "An ordinary explanation."):
        assert said in shown
    assert "\u202e" not in shown
    assert not page.more.isVisible()
    assert page.chosen() == [0]


def test_the_first_line_is_moved_to_while_ctrl_of_a_shortcut_is_held(
    page: ResultsPage, qtbot: QtBot
) -> None:
    qtbot.keyPress(page, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.keyboardModifiers() == Qt.KeyboardModifier.ControlModifier
    for _ in range(2):
        page.show_results(LIST)
        assert page.chosen() == [0]


def test_long_assumptions_are_unfolded_on_demand(page: ResultsPage) -> None:
    page.show_results(Results("x", "structural", LIST.columns, LIST.lines, ("Word by word. " * 40,)))
    assert page.stated.text().endswith("…")
    page.more.click()
    assert page.stated.text().count("Word by word.") == 40
    page.more.click()
    assert page.stated.text().endswith("…")


def test_what_a_line_consists_of_stands_beside_it(page: ResultsPage) -> None:
    assert [entry.text for entry in page.beside.steps.entries()] == ["one → two"]
    assert not page.beside.course.isVisible()
    page.view.selectRow(1)
    assert not page.beside.steps.isVisible()
    assert page.beside.course.isVisible()


def test_lines_are_drawn_by_button_key_and_double_click(page: ResultsPage, qtbot: QtBot) -> None:
    told: list[list[int]] = []
    page.draw_asked.connect(told.append)
    page.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    page.view.selectRow(0)
    page.draw.click()
    page.view.doubleClicked.emit(page.model.index(1, 0))
    page.view.selectAll()
    page.draw.click()
    menu = page.others.menu()
    assert menu is not None
    menu.actions()[0].trigger()
    assert told == [[1], [1], [1, 0], [1, 0]]


def test_a_narrowed_list_is_counted_drawn_and_copied_as_it_is(page: ResultsPage) -> None:
    page.filter.setText("first")
    assert page.count.text() == "1 of 2 findings"
    told: list[list[int]] = []
    page.draw_asked.connect(told.append)
    menu = page.others.menu()
    assert menu is not None
    every, copy, export = menu.actions()
    every.trigger()
    assert told == [[1]]
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "Account\tWhat\nA\tfirst\n"
    written: list[str] = []
    page.exported.connect(written.append)
    export.trigger()
    assert written[0].startswith("Account,What\nA,first\n# Two in all.")


def test_selected_rows_are_copied(page: ResultsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.copied) as signal:
        page.copy_rows()
    assert signal.args == [1]
    assert QGuiApplication.clipboard().text() == "Account\tWhat\nB\tsecond\n"


def test_a_column_of_sentences_takes_the_room_that_is_left(page: ResultsPage, qtbot: QtBot) -> None:
    page.resize(1600, 340)
    qtbot.wait(20)
    wide = page.view.columnWidth(1)
    assert wide + page.view.columnWidth(0) == page.view.viewport().width()
    page.resize(560, 340)
    qtbot.wait(20)
    assert page.view.columnWidth(1) == 300


def test_a_list_in_another_order_starts_from_its_top(page: ResultsPage) -> None:
    page.view.sortByColumn(0, Qt.SortOrder.AscendingOrder)
    assert page.chosen() == [1]
    page.filter.setText("second")
    assert page.chosen() == [0]
    page.filter.setText("none of them")
    assert page.chosen() == []


def test_in_little_room_the_list_matters_most(page: ResultsPage, qtbot: QtBot) -> None:
    page.resize(420, 340)
    qtbot.wait(20)
    assert page.view.isVisible()
    assert page.draw.isVisible()
    assert not page.filter.isVisible()
    assert not page.beside.isVisible()
    page.resize(800, 340)
    qtbot.wait(20)
    assert page.filter.isVisible()
    assert page.count.isVisible()
    assert page.beside.isVisible()


def test_nothing_says_what_would_be_here(page: ResultsPage) -> None:
    page.show_results(Results("Paths", "structural", LIST.columns, (), empty="No path as asked."))
    assert page.empty.text() == "No path as asked."
    assert not page.draw.isVisible()
    page.clear()
    assert page.empty.text() == NOTHING
    page.draw_asked.connect(lambda _lines: pytest.fail("nothing can be drawn"))
    page.draw.click()


def test_a_theme_is_worn(page: ResultsPage) -> None:
    page.set_theme(LIGHT)
    assert page.model.theme is LIGHT
