from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.file_dialog import ask_file


def test_a_file_that_is_there_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    room, chosen = QWidget(), list[str]()
    qtbot.addWidget(room)
    asked = ask_file(room, "Open", str(tmp_path), "All (*)", chosen.append)
    assert asked.fileMode() == QFileDialog.FileMode.ExistingFile
    asked.fileSelected.emit("here")
    assert chosen == ["here"]


def test_a_file_to_be_written_gets_its_ending(qtbot: QtBot, tmp_path: Path) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    asked = ask_file(room, "Save", str(tmp_path), "Tables (*.csv)", print, saves="csv")
    assert (asked.acceptMode(), asked.defaultSuffix()) == (QFileDialog.AcceptMode.AcceptSave, "csv")


def test_nothing_is_left_of_it_once_closed(qtbot: QtBot, tmp_path: Path) -> None:
    room = QWidget()
    qtbot.addWidget(room)
    ask_file(room, "Open", str(tmp_path), "All (*)", print).close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert room.findChildren(QFileDialog) == []
