from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.appearance import Appearance
from ui.choices import Choices
from ui.theme import DARK, LIGHT, Theme


@pytest.fixture
def choices(tmp_path: Path) -> Choices:
    return Choices(tmp_path)


def test_a_choice_is_worn_at_once_and_kept(qtbot: QtBot, choices: Choices, tmp_path: Path) -> None:
    appearance, worn = Appearance(choices), list[Theme]()
    appearance.changed.connect(worn.append)
    appearance.choose("dark")
    appearance.choose("light")
    appearance.toggle()
    assert worn[-2:] == [LIGHT, DARK]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert DARK.ground in app.styleSheet()
    assert Appearance(Choices(tmp_path)).theme is DARK
    app.setStyleSheet("")


def test_without_a_choice_the_system_decides(qtbot: QtBot, choices: Choices) -> None:
    assert Appearance(choices).theme in {DARK, LIGHT}


def test_icons_are_made_once_for_each_theme(qtbot: QtBot, choices: Choices) -> None:
    appearance = Appearance(choices)
    assert appearance.icon("tag") is appearance.icon("tag")
    assert appearance.icon("").isNull()


def test_a_window_on_the_screen_changes_in_steps_and_what_is_hidden_follows(
    qtbot: QtBot, choices: Choices
) -> None:
    appearance = Appearance(choices)
    appearance.choose("dark")
    window = QWidget()
    qtbot.addWidget(window)
    seen, hidden = QLabel("seen", window), QLabel("hidden", window)
    window.show()
    hidden.hide()
    with qtbot.waitSignal(appearance.changed) as worn:
        appearance.choose("light")
        assert not window.updatesEnabled()  # the picture on the screen is that from before
        appearance.toggle()
        appearance.toggle()
    assert worn.args == [LIGHT]
    assert window.updatesEnabled()
    assert seen.palette().windowText().color().name() == LIGHT.text
    qtbot.waitUntil(lambda: hidden.palette().windowText().color().name() == LIGHT.text)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    app.setStyleSheet("")
