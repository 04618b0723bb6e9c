"""The window in a language of long words: what is fixed is translated, what comes from a case is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.rooms import open_window, settle
from tests.ui.test_actions import dismiss
from ui.actions import ACTIONS
from ui.language import speak
from ui.translations.__main__ import main

ASKING = (
    "preferences",
    "about",
    "keys",
    "label",
    "expand_as",
    "trace_on",
    "finding",
    "report",
    "pull",
    "models",
    "import",
)


@pytest.fixture
def long_words(tmp_path: Path) -> Iterator[None]:
    main(["zz"], tmp_path)
    app = QCoreApplication.instance()
    assert app is not None
    spoken = speak(app, "zz", tmp_path)
    assert spoken is not None
    yield
    app.removeTranslator(spoken)


def test_the_window_speaks_another_language(qtbot: QtBot, tmp_path: Path, long_words: None) -> None:
    window = open_window(qtbot, tmp_path)
    window.resize(1440, 900)
    folder = os.environ.get("INVESTIGATOR_SCREENSHOTS")
    assert all(window.menus.by_id[row.id].text().startswith("[") for row in ACTIONS)
    assert window.tasks.empty.text().startswith("[")
    for place in ("findings", "worklist", "history", "tasks", "chart"):
        window.view.place(place)
        settle(qtbot, window)
        if folder:
            window.grab().save(str(Path(folder) / f"long-words-{place}.png"))
    window.desk.selection.choose([0])
    settle(qtbot, window)
    names = [one.text() for one in window.inspector.findChildren(QLabel)]
    assert any(name.startswith("[") for name in names)
    assert not any("bàñk" in name for name in names)  # never the evidence itself
    for name in ASKING:
        window.menus.by_id[name].trigger()
        settle(qtbot, window)
        (dialog,) = [one for one in window.findChildren(QDialog) if one.isVisible()]
        buttons = [one.text() for one in dialog.findChildren(QPushButton) if one.text()]
        assert any(text.startswith("[") for text in buttons), name
        if folder:
            dialog.grab().save(str(Path(folder) / f"long-words-{name}.png"))
        dismiss(window)
        settle(qtbot, window)
    window.close()
