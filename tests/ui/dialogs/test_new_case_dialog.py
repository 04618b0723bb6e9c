from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.dialogs.new_case_dialog import NewCase, NewCaseDialog


def test_the_file_follows_the_title_until_it_is_changed(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewCaseDialog(None, tmp_path)
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.title, "Northwind: the drain/2")
    assert dialog.place.path() == tmp_path / "northwind-the-drain-2.case"
    dialog.place.edit.setText(str(tmp_path / "mine.case"))
    qtbot.keyClicks(dialog.title, "!")
    dialog.question.setPlainText(" Where did it go?\n")
    with qtbot.waitSignal(dialog.accepted_with) as told:
        qtbot.mouseClick(dialog.primary, Qt.MouseButton.LeftButton)
    assert told.args == [NewCase("Northwind: the drain/2!", "Where did it go?", tmp_path / "mine.case")]


def test_no_title_and_no_overwriting(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewCaseDialog(None, tmp_path)
    qtbot.addWidget(dialog)
    assert "title" in dialog.problem()
    (tmp_path / "x.case").write_bytes(b"")
    qtbot.keyClicks(dialog.title, "x")
    assert "already" in dialog.trouble.text()
    assert not dialog.primary.isEnabled()
