"""Draws dear pictures on a thread of its own, so that the window never waits for one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Thread
from time import perf_counter

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.canvas.view import View

Draw = Callable[[View, float], QImage]
"""Draws a view, and a share of its size more on each side, from what no longer changes."""


@dataclass(frozen=True)
class Order:
    """A picture that is wanted. `stamp` says of which state of the scene."""

    view: View
    margin: float
    stamp: int


class Artist(QObject):
    """Draws one picture at a time; of those that are wanted meanwhile only the last.

    `drawn` carries the order, the image and the seconds that it took, on the window's thread. `ready` answers what
    draws the scene as it stands; it is asked on the window's thread.
    """

    drawn = Signal(object, object, float)
    _ended = Signal(object, object, float)

    def __init__(self, ready: Callable[[], Draw], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ready = ready
        self._thread: Thread | None = None
        self._now: Order | None = None
        self._next: Order | None = None
        self._ended.connect(self._end)

    def ask(self, order: Order) -> None:
        """Draw this, as soon as what is being drawn is done."""
        if order in (self._now, self._next):
            return
        if self._now is None:
            self._begin(order)
        else:
            self._next = order

    def wait(self) -> None:
        """Until nothing is being drawn; what is drawn then tells nobody."""
        self._next = None
        if self._thread:
            self._thread.join()

    def _begin(self, order: Order) -> None:
        self._now, draw = order, self._ready()
        self._thread = Thread(target=self._work, args=(order, draw), name="artist")
        self._thread.start()

    def _work(self, order: Order, draw: Draw) -> None:
        started = perf_counter()
        image = draw(order.view, order.margin)
        try:
            self._ended.emit(order, image, perf_counter() - started)
        except RuntimeError:  # the chart is gone: nobody waits for its picture
            return

    def _end(self, order: Order, image: QImage, seconds: float) -> None:
        self._now = self._thread = None
        self.drawn.emit(order, image, seconds)
        if self._next is not None and self._now is None:
            following, self._next = self._next, None
            self._begin(following)
