from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.messages import LOG_LIMIT, FaultLog, Messages
from ui.tasks import Failure


@pytest.fixture
def messages(qtbot: QtBot, tmp_path: Path) -> Messages:
    window = QWidget()
    window.resize(900, 600)
    qtbot.addWidget(window)
    window.show()
    made = Messages(window, FaultLog(tmp_path / "logs" / "faults.log"))
    made.room = window  # type: ignore[attr-defined]
    return made


def test_a_note_goes_by_itself_and_trouble_stays(messages: Messages) -> None:
    messages.note("3 transfers added.")
    assert messages.banner._pause.isActive()
    messages.trouble("x.csv is empty.")
    assert not messages.banner._pause.isActive()
    assert messages.banner.isVisible()
    assert messages.banner.text.text() == "x.csv is empty."
    messages.banner.dismiss.click()
    assert not messages.banner.isVisible()


def test_an_action_of_a_note_runs_and_the_note_goes(messages: Messages) -> None:
    ran: list[int] = []
    messages.note("Written.", "Open it", lambda: ran.append(1))
    messages.banner.act.click()
    assert ran == [1]
    assert not messages.banner.isVisible()


def test_trouble_is_told_as_it_is_and_a_bug_is_logged(messages: Messages) -> None:
    messages.failure(Failure("The disk is full."))
    assert messages.banner.text.text() == "The disk is full."
    assert not messages.log.path.exists()
    messages.failure(Failure("Something in the program went wrong: KeyError: 'x'", "Traceback …"))
    assert str(messages.log.path) in messages.banner.text.text().replace("\n", "")
    assert "Traceback …" in messages.log.path.read_text(encoding="utf-8")


def test_the_log_does_not_grow_for_ever(tmp_path: Path) -> None:
    log = FaultLog(tmp_path / "faults.log")
    for _ in range(6):
        log.write("x" * (LOG_LIMIT // 3))
    assert log.path.stat().st_size < 2 * LOG_LIMIT


def test_a_log_that_cannot_be_written_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    FaultLog(tmp_path / "file" / "faults.log").write("x")


def test_foreign_text_in_a_message_is_harmless(messages: Messages) -> None:
    messages.trouble("<img src=x>\x00\u202e")
    assert messages.banner.text.text() == "<img src=x>␀‹U+202E›"


def test_the_banner_stays_over_the_lower_edge(messages: Messages) -> None:
    messages.trouble("A sentence. " * 30)
    room = messages.banner.parentWidget()
    assert room is not None
    room.resize(700, 400)
    box = messages.banner.geometry()
    assert room.rect().contains(box)
    assert box.bottom() > 300
