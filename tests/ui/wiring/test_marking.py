"""Marks in the real window: exhibits, bookmarks, colours, drawings, and what the inspector tells of an account."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from investigator.cases.facts import Facts, Shape, item
from investigator.colours import COLOURS
from investigator.records import Address
from tests.ui.rooms import open_window, settle
from tests.ui.things import texts
from ui.dialogs.shape_dialog import ShapeDialog
from ui.window import Window
from ui.wiring.claims import UNDECIDED

ZERO, ONE, TWO = (Address(f"bank:{number}") for number in range(3))
Rest = Callable[[], None]


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


@pytest.fixture
def rest(qtbot: QtBot, window: Window) -> Rest:
    return lambda: settle(qtbot, window)


def facts(window: Window) -> Facts:
    return window.desk.session.case.facts


def press(window: Window, name: str) -> None:
    assert window.menus.by_id[name].isEnabled(), name
    window.menus.by_id[name].trigger()


def test_exhibits_are_kept_ordered_noted_and_taken_out(window: Window, rest: Rest) -> None:
    window.desk.selection.choose_transfers([1])
    press(window, "exhibit")
    window.desk.selection.choose([0])
    press(window, "exhibit")
    basket, account = window.findings.basket, item("account", ZERO)
    rest()
    assert [entry.text[:2] for entry in basket.list.entries()] == ["1.", "2."]
    assert "exhibit 2" in texts(window.inspector.account.head)
    basket.move_asked.emit(account, -1)
    basket.note_written.emit(account, "The *first*.")
    assert facts(window).items[0] == account
    assert facts(window).basket[account].note == "The *first*."
    window.desk.selection.clear()
    basket.chosen.emit(item("transfer", 1))
    assert window.desk.selection.transfers == (1,)
    basket.remove_asked.emit(account)
    assert account not in facts(window).basket
    for _ in range(5):
        window.desk.session.undo()
    assert facts(window) == Facts()
    window.close()


def test_bookmarks_are_listed_and_jumped_to(window: Window, rest: Rest) -> None:
    press(window, "whole")
    window.desk.selection.choose([1, 2])
    press(window, "bookmark")
    rest()
    assert facts(window).bookmarks == {ONE: "", TWO: ""}
    assert [entry.key for entry in window.explorer.bookmarks.list.entries()] == [ONE, TWO]
    window.desk.selection.clear()
    press(window, "bookmark_next")
    assert window.desk.selection.accounts == (1,)
    press(window, "bookmark_next")
    press(window, "bookmark_next")
    press(window, "bookmark_before")
    assert window.desk.selection.accounts == (2,)
    window.explorer.bookmark_clicked.emit(ONE)
    assert window.desk.selection.accounts == (1,)
    press(window, "bookmark")
    assert facts(window).bookmarks == {TWO: ""}
    window.close()


def test_what_is_bookmarked_but_not_on_the_chart_is_offered(window: Window, rest: Rest) -> None:
    window.hands.marks.set_bookmarks([ONE], True)
    window.explorer.bookmark_clicked.emit(ONE)
    assert facts(window).shown == frozenset()
    window.desk.messages.banner.act.click()
    assert facts(window).shown == {1}
    window.close()


def test_a_colour_is_seen_on_the_chart_and_undone(window: Window, rest: Rest) -> None:
    press(window, "whole")
    window.desk.selection.choose([1])
    press(window, "colour")
    menu = window.findChildren(QMenu)[-1]
    next(one for one in menu.actions() if "Teal" in one.text()).trigger()
    menu.close()
    rest()
    scene = window.stage.chart.scene
    assert scene.tint[scene.account == 1].tolist() == [COLOURS["teal"]]
    window.desk.session.undo()
    rest()
    assert COLOURS["teal"] not in window.stage.chart.scene.tint
    window.close()


def test_shapes_are_drawn_worded_moved_and_undone(qtbot: QtBot, window: Window, rest: Rest) -> None:
    press(window, "whole")
    rest()
    sketch = window.stage.chart.sketch
    press(window, "draw_next")
    press(window, "draw_rectangle")
    qtbot.keyClick(window.stage.chart._stage, Qt.Key.Key_Return)
    assert [one.figure for one in facts(window).shapes.values()] == ["rectangle"]
    assert sketch.current == "S1"
    qtbot.keyClick(window.stage.chart._stage, Qt.Key.Key_Right)
    moved = facts(window).shapes["S1"]
    press(window, "draw_edit")
    (dialog,) = window.findChildren(ShapeDialog)
    dialog.text.setPlainText("loot")
    dialog.primary.click()
    assert facts(window).shapes["S1"] == Shape(*(getattr(moved, name) for name in ("figure", "x0", "y0", "x1", "y1")), "loot")  # fmt: skip
    press(window, "draw_text")
    qtbot.keyClick(window.stage.chart._stage, Qt.Key.Key_Return)
    (written,) = (one for one in window.findChildren(ShapeDialog) if one.isVisible())
    written.text.setPlainText("Here")
    written.primary.click()
    assert facts(window).shapes["S2"].text == "Here"
    rest()
    assert [key for key, _ in window.stage.chart.scene.shapes] == ["S1", "S2"]
    press(window, "draw_remove")
    assert list(facts(window).shapes) == ["S1"]
    for _ in range(5):
        window.desk.session.undo()
    rest()
    assert facts(window).shapes == {}
    assert sketch.shapes == {}
    window.close()


def test_an_account_s_depths_are_filled_in_and_follow_the_case(window: Window, rest: Rest) -> None:
    window.desk.selection.choose([1])
    rest()
    page = window.inspector.account
    assert "3 transfers" in page.balances.said.text()
    assert page.balances.plot.told(0).endswith("5 EUR")
    assert "unlabelled" in texts(page.exposure)
    assert "Nothing in this case links it" in texts(page.entity)
    assert "Nothing was done about this account yet." in texts(page.history)
    window.hands.claims.judge([ZERO], True)
    window.hands.claims.write_note(ONE, "look")
    rest()
    assert "illicit" not in texts(page.history)
    assert "Write the note of" in page.history.list.entries()[0].text
    window.desk.selection.choose([4])
    rest()
    assert "1 transfer" in page.balances.said.text()
    window.close()


def test_the_next_of_the_worklist_is_selected_and_on_the_chart(window: Window, rest: Rest) -> None:
    window.worklist.left_open.emit(ONE)
    assert facts(window).labels[ONE][0].text == UNDECIDED
    assert facts(window).labels[ONE][0].illicit is None
    window.worklist.taken_up.emit(TWO)
    assert window.desk.selection.accounts == (2,)
    assert facts(window).shown == {2}
    window.worklist.judged.emit(ONE, True)
    assert [label.text for label in facts(window).labels[ONE]] == ["illicit"]
    window.close()
