from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.rooms import make_window, settle
from tests.ui.things import texts
from ui.window import Window


def long_work(qtbot: QtBot, window: Window, said: str = "") -> None:
    """Work that has been going on for a minute, and ends now."""
    note = window.desk.messages.note
    task = window.desk.runner.start("Counting", lambda _tick: 7, lambda _seven: said and note(said))
    task.begun -= 60
    settle(qtbot, window)


def test_long_work_that_is_done_says_so_and_leads_to_the_tasks(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    long_work(qtbot, window)
    banner = window.desk.messages.banner
    assert banner.text.text() == "Counting: done."
    banner.act.click()
    assert window.left.currentWidget() is window.tasks
    window.close()


def test_what_is_said_of_a_result_stays_beside_the_task_and_is_said_once(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window(qtbot, tmp_path)
    long_work(qtbot, window, "21,406 transfers added.")
    assert window.desk.messages.banner.text.text() == "21,406 transfers added."
    (row,) = window.tasks.rows.values()
    assert row.note.text() == "21,406 transfers added."
    window.close()


def test_short_work_is_not_announced(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    window.desk.runner.start("Counting", lambda _tick: 7)
    settle(qtbot, window)
    assert "Counting: done." not in texts(window)
    (row,) = window.tasks.rows.values()
    assert row.note.text() == "Done."
    window.close()


def test_the_work_in_the_status_bar_leads_to_the_tasks(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    window.status.show_work("Counting", 1, 2, 0)
    qtbot.mouseClick(window.status.work, Qt.MouseButton.LeftButton)
    assert window.left.currentWidget() is window.tasks
    window.close()
