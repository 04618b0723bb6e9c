"""A day's work at the real window, by keyboard and mouse, from opening a case to its report.

With `INVESTIGATOR_SCREENSHOTS` set to a folder, every place is kept there as a picture, in both themes and three sizes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from numpy.testing import assert_array_equal
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from investigator.cases.case import Case
from investigator.cases.edits import SetTitle
from investigator.settings import read_settings
from tests.flows.test_window_story import Hand, find, name, transfers
from ui.desktop import build
from ui.dialogs.compare_dialog import CompareDialog
from ui.dialogs.group_dialog import GroupDialog
from ui.dialogs.hypothesis_dialog import HypothesisDialog
from ui.dialogs.import_dialog import ImportDialog
from ui.dialogs.report_dialog import ReportDialog
from ui.dialogs.trace_dialog import TraceDialog
from ui.window import Window

SIZES = ((1040, 640), (1440, 900), (1600, 1000))
PLACES = ("chart", "table", "results", "findings", "worklist", "history", "tasks")
ARRAYS = ("account", "x", "y", "kind", "risk", "seed", "src", "dst", "weight", "edge_risk")


@pytest.fixture
def window(qtbot: QtBot, home: Path) -> Iterator[Window]:
    made = build(read_settings())
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    made.activateWindow()
    yield made
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Analyst(Hand):
    """Works by keys: each command is called by its shortcut."""

    def keys(self, action: str) -> None:
        """Press the shortcut of a command, which must act on it."""
        made, called = self.window.menus.by_id[action], list[bool]()
        self.qtbot.waitUntil(made.isEnabled)
        listening = made.triggered.connect(lambda _on=False: called.append(True))
        self.window.raise_()
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        self.window.setFocus()
        QTest.keySequence(self.window, QKeySequence(made.shortcut()))
        made.triggered.disconnect(listening)
        assert called, f"{made.shortcut().toString()} did not call {action}"

    def enter(self, widget: object) -> None:
        QTest.keyClick(widget, Qt.Key.Key_Return)  # type: ignore[call-overload]
        self.rest()


def test_a_day(qtbot: QtBot, window: Window, tmp_path: Path) -> None:
    hand, desk = Analyst(qtbot, window), window.desk
    with Case.create(tmp_path / "theft.case", "Ada") as case:
        case.do(SetTitle("Theft", "Where did it go?"))
    for part in (opening, acquiring, looking, tracing, labelling, grouping):
        part(hand, tmp_path)
    before = scene(window)
    undo_and_redo_all(hand)
    for one in ARRAYS:
        assert_array_equal(getattr(before, one), getattr(scene(window), one), err_msg=one)
    assert before.title == scene(window).title
    branching(hand, tmp_path)
    pictures(hand)
    report(hand, tmp_path)
    assert desk.session.case.facts.title == "Theft"


def scene(window: Window):  # type: ignore[no-untyped-def]
    sight = window.desk.scenery.sight
    assert sight is not None
    return sight.scene


def opening(hand: Analyst, folder: Path) -> None:
    hand.window.open_path(folder / "theft.case")  # the dialog for files is the system's own
    hand.rest()
    assert "Theft" in hand.window.windowTitle()


def acquiring(hand: Analyst, folder: Path) -> None:
    hand.keys("import")
    dialog = hand.dialog(ImportDialog)
    dialog.add([transfers(folder / "peel.csv")])
    hand.qtbot.waitUntil(dialog.primary.isEnabled, timeout=60_000)
    hand.enter(dialog)
    held = hand.window.desk.scenery.held
    assert held is not None
    assert held.counts.transfers == 436


def looking(hand: Analyst, _folder: Path) -> None:
    """Search, expand, filter, and brush a stretch of time."""
    window = hand.window
    find(hand, name(0))
    assert len(window.desk.selection.accounts) == 1
    hand.keys("expand2")
    hand.rest()
    shown = scene(window).account.size
    assert shown > 3
    hand.keys("search")
    hand.qtbot.keyClicks(window.bar.query, "value>100")
    hand.enter(window.bar.query)
    assert window.desk.scenery.sight is not None
    fewer = window.desk.scenery.sight.graph.size
    assert 0 < fewer < 436
    window.bar.query.clear()
    hand.enter(window.bar.query)
    brush(hand, 0.0, 0.5)
    assert "time:" in window.bar.query.text()
    window.bar.query.clear()
    hand.enter(window.bar.query)


def brush(hand: Analyst, start: float, end: float) -> None:
    line = hand.window.stage.timeline
    wide, high = line.width(), line.height()
    at = [QPoint(round(16 + share * (wide - 32)), high // 2) for share in (start, (start + end) / 2, end)]
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=at[0])
    for one in at[1:]:
        QTest.mouseMove(line, one)
        hand.qtbot.wait(5)
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=at[-1])
    hand.rest()


def tracing(hand: Analyst, _folder: Path) -> None:
    find(hand, name(0))
    hand.keys("trace_on")
    dialog = hand.dialog(TraceDialog)
    hand.enter(dialog)
    assert hand.window.stage.results.isVisible()
    hand.keys("chart")
    hand.rest()


def labelling(hand: Analyst, _folder: Path) -> None:
    """Score, and decide on ten accounts by single keys."""
    window = hand.window
    hand.keys("score")
    hand.rest()
    hand.keys("worklist")
    hand.rest()
    assert window.worklist.isVisible()
    before = len(window.desk.session.case.facts.labels)
    for turn in range(10):
        window.worklist.list.setFocus()
        QTest.keyClick(window.worklist.list, Qt.Key.Key_I if turn % 3 == 0 else Qt.Key.Key_L)
        hand.rest()
    assert len(window.desk.session.case.facts.labels) == before + 10


def grouping(hand: Analyst, _folder: Path) -> None:
    window = hand.window
    hand.keys("chart")
    window.desk.selection.choose(scene(window).account[:3].tolist())
    hand.keys("group")
    dialog = hand.dialog(GroupDialog)
    dialog.name.selectAll()
    hand.qtbot.keyClicks(dialog.name, "Peelers")
    hand.enter(dialog)
    assert any(
        "Peelers" in text
        for text in map(str, (scene(window).title, scene(window).caption, scene(window).text))
    )


def undo_and_redo_all(hand: Analyst) -> None:
    session = hand.window.desk.session
    while session.undoable():
        hand.keys("undo")
    hand.rest()
    assert session.case.facts.shown == frozenset()
    while session.redoable():
        hand.keys("redo")
    hand.rest()


def branching(hand: Analyst, _folder: Path) -> None:
    window = hand.window
    hand.keys("branch")
    dialog = hand.dialog(HypothesisDialog)
    hand.qtbot.keyClicks(dialog.name, "An insider")
    hand.enter(dialog)
    window.desk.selection.choose(scene(window).account[-1:].tolist())
    hand.keys("licit")
    hand.rest()
    assert window.desk.session.case.history.on == "An insider"
    hand.keys("compare")
    sides = hand.dialog(CompareDialog)
    hand.rest()
    keep(hand, "compare", sides.grab)
    sides.close()
    hand.rest()


def report(hand: Analyst, folder: Path) -> None:
    hand.keys("report")
    dialog = hand.dialog(ReportDialog)
    dialog.place.edit.setText(str(folder / "theft.pdf"))
    hand.enter(dialog)
    assert (folder / "theft.pdf").read_bytes().startswith(b"%PDF")


def pictures(hand: Analyst) -> None:
    """Every place in both themes and three sizes: nothing lies outside of the window."""
    window = hand.window
    window.desk.selection.choose(scene(window).account[:1].tolist())
    hand.rest()
    asked = os.environ.get("INVESTIGATOR_SCREENSHOTS", "")
    for wide, high in SIZES if asked else SIZES[:1]:
        window.resize(wide, high)
        for theme in ("dark", "light"):
            window.desk.appearance.choose(theme)
            for place in PLACES:
                window.view.place(place)
                hand.rest()
                keep(hand, f"{place}-{theme}-{wide}x{high}", window.grab)
                assert window.rect().contains(
                    window.status.geometry().translated(window.centralWidget().pos())
                )
    window.view.place("chart")


def keep(hand: Analyst, title: str, grab: Callable[[], object]) -> None:
    folder = os.environ.get("INVESTIGATOR_SCREENSHOTS")
    if folder:
        hand.qtbot.wait(100)
        Path(folder).mkdir(parents=True, exist_ok=True)
        QApplication.processEvents()
        grab().save(str(Path(folder) / f"day-{title}.png"))  # type: ignore[attr-defined]
