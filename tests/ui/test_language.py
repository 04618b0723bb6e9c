from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ui.language import say, speak, spoken


def test_english_needs_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    app = QCoreApplication.instance()
    assert app is not None
    assert speak(app, "") is None
    assert speak(app, "de", tmp_path) is None
    assert spoken(tmp_path) == []
    assert say("Tasks") == "Tasks"
