from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.things import ALICE, BOB
from ui.panels import parts
from ui.panels.note import NoteEditor


def test_a_note_is_saved_when_left_and_at_ctrl_enter(qtbot: QtBot) -> None:
    held, note, other = QWidget(), NoteEditor(), QLineEdit()
    held.setLayout(parts.column(note, other))
    qtbot.addWidget(held)
    told: list[tuple[object, str]] = []
    note.written.connect(lambda key, text: told.append((key, text)))
    note.show_note(ALICE, "old")
    held.show()
    held.activateWindow()
    qtbot.waitUntil(held.isActiveWindow)
    note.setFocus()
    qtbot.keyClicks(note, "A ")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told == [(ALICE, "A old")]
    qtbot.keyClicks(note, "B ")
    note.show_note(ALICE, "A old")
    assert note.toPlainText() == "A B old", "a refresh does not disturb the writing"
    other.setFocus()
    assert told[1:] == [(ALICE, "A B old")]
    note.save()
    assert len(told) == 2


def test_turning_to_another_account_saves_first(qtbot: QtBot) -> None:
    note = NoteEditor()
    qtbot.addWidget(note)
    told: list[tuple[object, str]] = []
    note.written.connect(lambda key, text: told.append((key, text)))
    note.show_note(ALICE, "")
    note.setPlainText("seen twice")
    note.show_note(BOB, "other")
    assert told == [(ALICE, "seen twice")]
    assert note.toPlainText() == "other"
