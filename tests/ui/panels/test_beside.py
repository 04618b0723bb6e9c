"""What stands beside a list."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.panels.test_course import COURSE
from tests.ui.things import HOSTILE, texts
from ui.panels.beside import Beside
from ui.panels.entries import Entry
from ui.panels.result_model import Cell, Line
from ui.theme import LIGHT


def test_a_line_is_told_whole_and_leaves_nothing_behind(qtbot: QtBot) -> None:
    beside = Beside()
    qtbot.addWidget(beside)
    beside.set_theme(LIGHT)
    beside.show_line(Line((Cell("a"),), (HOSTILE, "Second."), (Entry(0, "step"),), COURSE))
    beside.show()
    assert "Second." in texts(beside)
    assert "\u202e" not in texts(beside)
    assert beside.course.isVisible()
    assert beside.steps.isVisible()
    beside.show_line(None)
    assert texts(beside) == ""
    assert not beside.course.isVisible()
    assert not beside.steps.isVisible()
