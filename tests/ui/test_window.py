from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.errors import Trouble
from investigator.progress import Tick
from tests.ui.rooms import make_case, make_window, open_window, settle
from ui.dialogs.import_dialog import ImportDialog
from ui.frame.confirm import Confirm
from ui.window import Window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Window:
    return open_window(qtbot, tmp_path)


def test_the_window_says_which_case_and_what_is_shown(window: Window) -> None:
    assert window.windowTitle() == "small – Investigator"
    assert window.pages.currentIndex() == 1
    assert window.status.shown.text().startswith("0 of 6 accounts · 0 of 5 transfers shown")
    assert window.status.journal.text() == "Journal 2 · chain holds"
    window.close()


def test_closing_the_case_leads_back_to_the_welcome(qtbot: QtBot, window: Window) -> None:
    window.menus.by_id["close"].trigger()
    settle(qtbot, window)
    assert window.pages.currentIndex() == 0
    assert window.windowTitle() == "Investigator"
    assert [entry.text for entry in window.welcome.recent.entries()] == ["small.case"]
    assert not window.menus.by_id["import"].isEnabled()
    window.close()


def test_the_window_comes_back_as_it_was(qtbot: QtBot, tmp_path: Path) -> None:
    first = make_window(qtbot, tmp_path)
    first.resize(1040, 640)
    first.view.panel("inspector")
    first.desk.appearance.choose("light")
    first.close()
    again = make_window(qtbot, tmp_path)
    assert (again.width(), again.height()) == (1040, 640)
    assert again.inspector.isHidden()
    assert not again.left.isHidden()
    assert again.desk.appearance.theme.name == "light"
    again.close()


def stuck(window: Window) -> threading.Event:
    begun = threading.Event()

    def work(tick: Tick) -> None:
        begun.set()
        while True:
            tick(0, None, "Waiting")

    window.desk.runner.start("Waiting", work)
    assert begun.wait(5)
    return begun


def test_closing_with_work_running_asks_once(qtbot: QtBot, window: Window) -> None:
    stuck(window)
    assert not window.close()
    (dialog,) = window.findChildren(Confirm)
    assert "Waiting" in "".join(label.text() for label in dialog.findChildren(type(dialog.heading)))
    dialog.cancel.click()
    assert window.isVisible()
    assert window.desk.session.is_open
    assert not window.close()
    window.findChildren(Confirm)[-1].primary.click()
    qtbot.waitUntil(lambda: not window.isVisible())
    Case.open(window.files.recent()[0]).close()


def test_work_is_seen_and_can_be_cancelled(qtbot: QtBot, window: Window) -> None:
    stuck(window)
    assert window.status.work.text() == "Waiting…"
    assert len(window.tasks.running()) == 1
    window.status.cancel.click()
    settle(qtbot, window)
    assert window.tasks.running() == []
    assert not window.status.bar.isVisible()
    window.close()


def drop(window: Window, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_dropped_files_are_imported_and_a_dropped_case_is_opened(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    table = tmp_path / "more.csv"
    table.write_text("from,to,amount\nbank:8,bank:9,5\n", encoding="utf-8")
    drop(window, table)
    settle(qtbot, window)
    (dialog,) = window.findChildren(ImportDialog)
    assert [entry.text for entry in dialog.files.entries()] == ["more.csv"]
    dialog.close()
    drop(window, make_case(tmp_path / "other.case"))
    settle(qtbot, window)
    assert window.windowTitle() == "other – Investigator"
    window.close()


def test_files_dropped_without_a_case_say_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    drop(window, tmp_path / "x.csv")
    assert "Open a case" in window.desk.messages.banner.text.text()
    window.close()


def test_trouble_of_a_verb_is_a_sentence(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise Trouble("The disk is full.")

    monkeypatch.setattr(window.files, "verify", refuse)
    window.menus.by_id["verify"].trigger()
    assert window.desk.messages.banner.text.text() == "The disk is full."
    window.close()


def test_a_case_that_cannot_be_opened_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    (tmp_path / "no.case").write_text("nothing of the kind", encoding="utf-8")
    window.open_path(tmp_path / "no.case")
    settle(qtbot, window)
    assert window.desk.messages.banner.text.text() == "no.case is not a case file of Investigator."
    window.close()


@pytest.mark.parametrize("place, page", [("findings", 1), ("worklist", 2), ("history", 3), ("tasks", 4)])
def test_the_rail_leads_to_its_places(window: Window, place: str, page: int) -> None:
    window.rail.buttons[place].click()
    assert window.left.currentIndex() == page
    assert [name for name, button in window.rail.buttons.items() if button.isChecked()] == [place]
    window.close()


def test_the_table_can_have_all_the_room(window: Window) -> None:
    window.rail.buttons["table"].click()
    assert window.stage.chart.isHidden()
    window.stage.tabs.tabBarClicked.emit(0)
    assert not window.stage.chart.isHidden()
    window.close()
