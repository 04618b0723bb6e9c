from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.actions import ACTIONS
from ui.palette import Palette, matching, sheet_rows
from ui.theme import DARK


def test_a_few_letters_find_a_command() -> None:
    assert matching("expand")[0].id == "expand"
    assert matching("two hops")[0].id == "expand2"
    assert [row.id for row in matching("typhoon")] == []
    assert len(matching("")) == len(ACTIONS)


def test_every_action_is_on_the_sheet_of_keys() -> None:
    assert len(sheet_rows()) == len(ACTIONS)
    assert all(keys for row, (_, _, keys) in zip(ACTIONS, sheet_rows(), strict=True) if row.shortcut)


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    window = QWidget()
    qtbot.addWidget(window)
    actions = {row.id: QAction(row.text, window) for row in ACTIONS}
    actions["train"].setEnabled(False)
    made = Palette(window, actions, DARK)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    window.keep = made  # type: ignore[attr-defined]
    made.room = window  # type: ignore[attr-defined]
    return made


def test_typing_and_enter_choose(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.text, "verify")
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette.text, Qt.Key.Key_Return)
    assert told.args == ["verify"]


def test_arrows_move_and_wrap(qtbot: QtBot, palette: Palette) -> None:
    first = palette.list.current()
    qtbot.keyClick(palette.text, Qt.Key.Key_Down)
    assert palette.list.current() != first
    qtbot.keyClick(palette.text, Qt.Key.Key_Up)
    qtbot.keyClick(palette.text, Qt.Key.Key_Up)
    assert palette.list.currentIndex().row() == len(ACTIONS) - 1


def test_what_cannot_be_done_now_is_not_chosen(qtbot: QtBot, palette: Palette) -> None:
    qtbot.keyClicks(palette.text, "train a model")
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.text, Qt.Key.Key_Return)
