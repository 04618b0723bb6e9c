"""Frames of a layout that is still at work, on their way from its thread to the chart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QTimer, Signal

from ui.places import Places
from ui.placing import LONG, OnFrame

EVERY_MS = 50
"""The chart is shown the newest frame so often at most: smooth to the eye, and others get their turn."""


class Live(QObject):
    """Keeps the newest frame; `moved` carries it as `Places`, on the window's thread.

    `began` carries, once, the first picture of accounts that were not on the chart before.
    """

    began = Signal(object)
    moved = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.latest: Places | None = None
        self._first: Any = None
        self._fresh = False
        self._round = 0
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> int:
        """Wait for frames of new work; `frames` wants the number, so that late ones of old work are none."""
        self._round += 1
        self.latest, self._first, self._fresh = None, None, False
        self._timer.start()
        return self._round

    def end(self) -> None:
        """Wait no longer."""
        self._round += 1
        self._timer.stop()
        self._fresh, self._first = False, None

    def frames(self, turn: int, picture: Callable[[Places], object]) -> OnFrame:
        """What takes frames of this work, on any thread; of a large chart it hands over a first picture before them."""
        begun: list[bool] = []

        def frame(accounts: NDArray[np.int32], spots: NDArray[np.float32]) -> None:
            if turn != self._round:
                return
            places = Places(accounts, spots)
            if not begun and accounts.size > LONG:
                self._first = picture(places)
            begun.append(True)
            self.latest, self._fresh = places, True

        return frame

    def _look(self) -> None:
        if self._first is not None:
            first, self._first = self._first, None
            self.began.emit(first)
        if self._fresh and self.latest is not None:
            self._fresh = False
            self.moved.emit(self.latest)
