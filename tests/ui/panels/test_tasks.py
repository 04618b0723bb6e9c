from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.things import HOSTILE
from ui.panels.tasks import KEPT, TasksPanel


def test_work_shows_how_far_it_is_and_can_be_cancelled(qtbot: QtBot) -> None:
    panel = TasksPanel()
    qtbot.addWidget(panel)
    panel.show()
    assert panel.empty.isVisible()
    panel.add("a", HOSTILE)
    panel.rows["a"]._pace.note(monotonic() - 10, 0)
    panel.show_progress("a", 50, 100, "Reading")
    assert panel.rows["a"].note.text() == "Reading · 50% · 50 of 100 · 5 a second · 10 s left"
    panel.show_progress("a", 7, None, "Counting")
    assert panel.rows["a"].note.text() == "Counting · 7"
    with qtbot.waitSignal(panel.cancel_asked, check_params_cb=lambda key: key == "a"):
        qtbot.mouseClick(panel.rows["a"].cancel, Qt.MouseButton.LeftButton)
    assert not panel.rows["a"].cancel.isEnabled()
    assert panel.running() == ["a"]


def test_the_end_is_a_sentence_and_old_ends_go(qtbot: QtBot) -> None:
    panel = TasksPanel()
    qtbot.addWidget(panel)
    for number in range(KEPT + 4):
        panel.add(number, "Import")
        panel.show_end(number, "21,406 transfers added.", ok=number > 0)
    panel.add("last", "Score")
    assert panel.rows[10].note.text() == "21,406 transfers added."
    assert panel.rows[10].note.property("tone") == "verified"
    assert len(panel.rows) == KEPT + 1
    assert panel.running() == ["last"]
    panel.show_progress("nobody", 1)
    panel.show_end("nobody", "")
