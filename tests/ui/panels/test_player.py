from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from investigator.records import Clock
from ui.panels.bins import Bins
from ui.panels.player import Player
from ui.panels.timeline import Timeline


def test_the_span_moves_to_the_end_and_stops(qtbot: QtBot) -> None:
    timeline = Timeline()
    qtbot.addWidget(timeline)
    timeline.set_bins(Bins(0, 100, np.ones(10, np.int64), Clock.STEP))
    busy = [True]
    told: list[tuple[int, int]] = []
    timeline.brushed.connect(lambda after, before: told.append((after, before)))
    Player(timeline, lambda: busy[0], pace=1)
    timeline.play.click()
    qtbot.wait(10)
    assert told == [], "it waits for what is shown"
    busy[0] = False
    qtbot.waitUntil(lambda: not timeline.play.isChecked())
    assert told[0] == (0, 10)
    assert told[-1] == (90, 100)
    assert len(told) > 10
