from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.rooms import make_window
from ui.frame.confirm import TitleDialog


def test_a_dialog_is_shown_in_the_theme(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    window.desk.appearance.choose("light")
    dialog = TitleDialog(window, "Drain", "")
    window.desk.ask(dialog)
    assert dialog.isVisible()
    assert dialog.theme.name == "light"
    dialog.close()
    window.close()
