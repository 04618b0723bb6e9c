from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.appearance import Appearance
from ui.theme import DARK, LIGHT, Theme


@pytest.fixture
def keep(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


def test_a_choice_is_worn_at_once_and_kept(qtbot: QtBot, keep: QSettings) -> None:
    appearance, worn = Appearance(keep), list[Theme]()
    appearance.changed.connect(worn.append)
    appearance.choose("dark")
    appearance.choose("light")
    appearance.toggle()
    assert worn[-2:] == [LIGHT, DARK]
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert DARK.ground in app.styleSheet()
    assert Appearance(keep).theme is DARK
    app.setStyleSheet("")


def test_without_a_choice_the_system_decides(qtbot: QtBot, keep: QSettings) -> None:
    keep.setValue("theme", "system")
    assert Appearance(keep).theme in {DARK, LIGHT}


def test_icons_are_made_once_for_each_theme(qtbot: QtBot, keep: QSettings) -> None:
    appearance = Appearance(keep)
    assert appearance.icon("tag") is appearance.icon("tag")
    assert appearance.icon("").isNull()
