from __future__ import annotations

import numpy as np
from pytestqt.qtbot import QtBot

from ui.live import Live
from ui.placing import LONG

IDS = np.array([1, 2], np.int32)


def spots(value: float, count: int = 2) -> np.ndarray:
    return np.full((count, 2), value, np.float32)


def test_only_the_newest_frame_is_shown(qtbot: QtBot) -> None:
    live, seen = Live(), []
    live.moved.connect(seen.append)
    frame = live.frames(live.begin(), lambda _places: "picture")
    for value in (1, 2, 3):
        frame(IDS, spots(value))
    qtbot.waitUntil(lambda: bool(seen))
    live.end()
    assert [float(one.spots[0, 0]) for one in seen] == [3.0]


def test_a_large_chart_is_pictured_before_its_frames(qtbot: QtBot) -> None:
    live, heard = Live(), []
    live.began.connect(heard.append)
    live.moved.connect(lambda _places: heard.append("frame"))
    frame = live.frames(live.begin(), lambda places: int(places.accounts.size))
    many = np.arange(LONG + 1, dtype=np.int32)
    frame(many, spots(1, many.size))
    frame(many, spots(2, many.size))
    qtbot.waitUntil(lambda: len(heard) == 2)
    live.end()
    assert heard == [LONG + 1, "frame"]


def test_frames_of_work_that_is_over_are_none() -> None:
    live = Live()
    old = live.frames(live.begin(), lambda _places: "picture")
    live.begin()
    old(IDS, spots(1))
    assert live.latest is None
    live.end()
