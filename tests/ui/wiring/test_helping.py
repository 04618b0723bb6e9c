"""The tour and the manual, in the real window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from investigator.sample import NAME
from tests.ui.rooms import make_case, make_window, open_window, settle
from ui.dialogs.manual_dialog import ManualDialog


def test_the_tour_begins_by_itself_on_the_sample_case_and_only_once(qtbot: QtBot, tmp_path: Path) -> None:
    window = make_window(qtbot, tmp_path)
    path = make_case(tmp_path / NAME)
    window.open_path(path)
    settle(qtbot, window)
    tour = window.verbs.help.running  # type: ignore[attr-defined]
    assert tour is not None
    assert tour.title.text() == "Rail"
    qtbot.keyClick(tour, Qt.Key.Key_Escape)
    assert window.verbs.help.running is None  # type: ignore[attr-defined]
    window.menus.by_id["close"].trigger()
    window.open_path(path)
    settle(qtbot, window)
    assert window.verbs.help.running is None  # type: ignore[attr-defined]
    window.close()


def test_the_tour_points_at_each_place_and_keeps_within_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    assert window.verbs.help.running is None  # type: ignore[attr-defined]
    window.resize(960, 600)
    window.menus.by_id["tour"].trigger()
    settle(qtbot, window)
    tour = window.verbs.help.running  # type: ignore[attr-defined]
    titles = []
    while window.verbs.help.running:  # type: ignore[attr-defined]
        titles.append(tour.title.text())
        assert tour.rect().contains(tour.card.geometry())
        assert tour.rect().contains(tour.pointed())
        tour.step(1)
    assert titles == ["Rail", "Search and filter", "Case explorer", "Chart", "Inspector", "Status"]
    window.close()


def test_the_manual_does_not_keep_one_from_working(qtbot: QtBot, tmp_path: Path) -> None:
    window = open_window(qtbot, tmp_path)
    window.menus.by_id["manual"].trigger()
    (dialog,) = window.findChildren(ManualDialog)
    assert dialog.isVisible()
    assert not dialog.isModal()
    dialog.primary.click()
    assert not dialog.isVisible()
    window.close()
