from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from investigator.records import Clock
from ui.panels.bins import Bins
from ui.panels.time_paint import SIDE
from ui.panels.timeline import Timeline

DAY = 86_400


@pytest.fixture
def timeline(qtbot: QtBot) -> Timeline:
    made = Timeline()
    qtbot.addWidget(made)
    made.resize(1000 + 2 * SIDE, 120)
    made.set_bins(Bins(0, 1000, np.arange(100), Clock.STEP))
    made.show()
    return made


def drag(qtbot: QtBot, timeline: Timeline, start: int, end: int) -> None:
    """From one step to another, one pixel each."""
    qtbot.mousePress(timeline, Qt.MouseButton.LeftButton, pos=QPoint(SIDE + start, 70))
    qtbot.mouseMove(timeline, QPoint(SIDE + (start + end) // 2, 70))
    qtbot.mouseMove(timeline, QPoint(SIDE + end, 70))
    qtbot.mouseRelease(timeline, Qt.MouseButton.LeftButton, pos=QPoint(SIDE + end, 70))


def test_a_span_is_drawn_moved_widened_and_cleared(timeline: Timeline, qtbot: QtBot) -> None:
    told: list[tuple[object, object]] = []
    timeline.brushed.connect(lambda after, before: told.append((after, before)))
    drag(qtbot, timeline, 200, 400)
    assert told[-1] == (200, 400)
    drag(qtbot, timeline, 300, 350)
    assert told[-1] == (250, 450)
    drag(qtbot, timeline, 450, 600)
    assert told[-1] == (250, 600)
    drag(qtbot, timeline, 400, 999)
    assert told[-1] == (650, 1000), "a span stops at the end"
    qtbot.mouseDClick(timeline, Qt.MouseButton.LeftButton, pos=QPoint(SIDE + 100, 70))
    assert told[-1] == (None, None)
    assert timeline.span() is None


def test_a_click_draws_nothing(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(timeline.brushed):
        drag(qtbot, timeline, 200, 201)
    assert timeline.span() is None


def test_keys_do_what_the_mouse_does(timeline: Timeline, qtbot: QtBot) -> None:
    qtbot.keyClick(timeline, Qt.Key.Key_Right)
    assert timeline.span() == (10, 90)
    qtbot.keyClick(timeline, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert timeline.span() == (10, 100)
    qtbot.keyClick(timeline, Qt.Key.Key_Escape)
    assert timeline.span() is None


def test_a_span_set_elsewhere_is_not_announced(timeline: Timeline, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(timeline.brushed):
        timeline.set_span(None, 300)
        assert timeline.span() == (0, 300)
        timeline.set_bins(Bins(5000, 6000, np.ones(10, np.int64), Clock.STEP))
        assert timeline.span() is None
        timeline.set_bins(None)
    assert not timeline.grab().isNull()


def test_what_is_chosen_is_told_to_a_screen_reader(timeline: Timeline) -> None:
    timeline.set_span(200, 400)
    assert timeline.accessibleDescription() == "step 200 – 400"
    timeline.set_bins(Bins(0, 9 * DAY, np.ones(9, np.int64), Clock.UTC))
    timeline.set_span(DAY, 2 * DAY)
    assert timeline.accessibleDescription() == "1970-01-02 00:00 – 1970-01-03 00:00 UTC"


def test_measures_and_play_are_asked_for(timeline: Timeline, qtbot: QtBot) -> None:
    timeline.set_measures([("count", "Transfers"), ("amount:1", "Amount of ETH")], "amount:1")
    assert timeline.measure.text() == "Amount of ETH ▾"
    with qtbot.waitSignal(timeline.measured) as told:
        timeline.measure.menu().actions()[0].trigger()
    assert told.args == ["count"]
    with qtbot.waitSignal(timeline.played) as told:
        qtbot.keyClick(timeline, Qt.Key.Key_Space)
    assert told.args == [True]
    assert timeline.play.text() == "■ Stop"


def test_bars_say_their_figures(timeline: Timeline, qtbot: QtBot) -> None:
    counts = np.array([4, 1])
    timeline.set_bins(Bins(0, 99, counts, Clock.STEP, counts * 1.0, ("4.5 ETH", "1 ETH"), np.array([1, 0])))
    timeline._tell(SIDE + 10)
    assert "4.5 ETH" in timeline.toolTip()
    assert "4 transfers" in timeline.toolTip()
    assert not timeline.grab().isNull()
