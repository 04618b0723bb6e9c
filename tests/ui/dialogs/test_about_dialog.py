from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from investigator.settings import TOOL
from ui.dialogs.about_dialog import AboutDialog, ShortcutsDialog

ROWS = (("Case", "New case", "Ctrl+N"), ("Case", "Unbound", ""), ("Chart", "Expand", "E"))


def test_versions_can_be_copied(qtbot: QtBot) -> None:
    dialog = AboutDialog(None, [("Qt", "6.11.3")])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == f"{TOOL}\nQt 6.11.3"
    assert dialog.isVisible()
    qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_keys_are_found_by_action_and_by_key(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog(None, ROWS)
    qtbot.addWidget(dialog)
    assert [row[1] for row in dialog.shown()] == ["New case", "Expand"]
    qtbot.keyClicks(dialog.search, "ctrl")
    assert [row[1] for row in dialog.shown()] == ["New case"]
    qtbot.keyClicks(dialog.search, "zzz")
    assert dialog.shown() == []
