from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.dialogs.sheet import Sheet, field, side_by_side, text_box, text_line
from ui.theme import LIGHT


class Name(Sheet):
    def __init__(self) -> None:
        super().__init__(None, "Name", "&Save")
        self.name = text_line(hint="A name", limit=8)
        self.note = text_box("old", height=40)
        self.build(side_by_side(field("&Name", self.name), field("N&ote", self.note, "As you like.")))
        self.watch(self.name, self.note)
        self.shown_first = self.name

    def problem(self) -> str:
        return "" if self.name.text() else "Give a name."

    def answer(self) -> str:
        return f"{self.name.text()}: {self.note.toPlainText()}"


def opened(qtbot: QtBot) -> tuple[Name, list[object]]:
    dialog = Name()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    told: list[object] = []
    dialog.accepted_with.connect(told.append)
    dialog.set_theme(LIGHT)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog, told


def test_enter_accepts_once_all_is_well(qtbot: QtBot) -> None:
    dialog, told = opened(qtbot)
    assert QApplication.focusWidget() is dialog.name
    assert dialog.trouble.text() == "Give a name."
    assert not dialog.primary.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    qtbot.keyClicks(dialog.name, "Ana\t!")
    assert dialog.trouble.text() == ""
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert told == ["Ana: old"] or told == ["Ana!: old"]
    assert not dialog.isVisible()


def test_escape_decides_nothing(qtbot: QtBot) -> None:
    dialog, told = opened(qtbot)
    qtbot.keyClicks(dialog.name, "Ana")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert told == []
    assert not dialog.isVisible()


def test_fields_are_named_and_bounded(qtbot: QtBot) -> None:
    dialog, _ = opened(qtbot)
    qtbot.keyClicks(dialog.name, "far too long a name")
    assert dialog.name.text() == "far too "
    assert [line.accessibleName() for line in dialog.findChildren(QLineEdit)] == ["Name"]
    assert dialog.note.accessibleName() == "Note"
    dialog.name.setFocus()
    qtbot.keyClick(dialog.name, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.note
    qtbot.keyClick(dialog.note, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not dialog.note, "Tab leaves a field of several lines"
