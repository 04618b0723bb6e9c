"""Moves the span of the timeline through time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.panels.timeline import Timeline

PACE = 400
"""Milliseconds between steps."""


class Player(QObject):
    """Goes on by a step while `busy` says that the last one has been shown; stops at the end."""

    def __init__(self, timeline: Timeline, busy: Callable[[], bool], pace: int = PACE) -> None:
        super().__init__(timeline)
        self._timeline, self._busy = timeline, busy
        self._clock = QTimer(self, interval=pace)
        self._clock.timeout.connect(self._step)
        timeline.played.connect(self._play)

    def _play(self, on: bool) -> None:
        if on:
            self._clock.start()
            self._step()
        else:
            self._clock.stop()

    def _step(self) -> None:
        if not self._busy() and not self._timeline.advance():
            self._timeline.play.setChecked(False)
