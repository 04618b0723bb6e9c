"""The picture on the screen: a pyqtgraph view box that shows the whole graph as one item.

While the view moves, the last picture is moved and scaled with it; once the view has been still for a
moment it is drawn exactly, and then once more with a margin, so that the next movement bares no border.
What is quickly drawn is simply drawn for every step; what is dear is drawn on another thread.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QPolygonF, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsView, QStyleOptionGraphicsItem, QWidget

from ui.canvas.artist import Artist, Draw, Order
from ui.canvas.surface import accelerated, smooth
from ui.canvas.view import View
from ui.theme import Theme, tinted

STILL_MS = 80
MARGIN = 0.25
"""Share of the screen that a picture reaches beyond it on each side."""
QUICK, SLOW = 0.008, 0.04
"""Seconds that a picture may cost to be drawn for every step of a movement, and on the window's thread at all."""

Overlay = Callable[[QPainter, View], None]


class _Sheet(pg.GraphicsObject):  # type: ignore[misc]
    """The one item in the view box: paints the last picture where the view now wants it."""

    def __init__(self, stage: Stage) -> None:
        super().__init__()
        self._stage = stage
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption, False)

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        painter.save()
        painter.resetTransform()
        self._stage.paint_picture(painter)
        painter.restore()


class Stage(pg.GraphicsView):  # type: ignore[misc]
    """Shows pictures and says when it wants an exact one.

    `exact` draws the picture of a view, and a share of its size more on each side; `overlay` paints on top
    (the legend, the empty state) in screen pixels; `looked` says that the view moved. `later` answers what draws the scene as it stands on another
    thread; without it all is drawn on the window's.
    """

    resized = Signal()
    looked = Signal()

    def __init__(
        self, theme: Theme, exact: Draw, overlay: Overlay, later: Callable[[], Draw] | None = None
    ) -> None:
        super().__init__(useOpenGL=accelerated(), background=theme.ground)
        smooth(self.viewport())
        self._theme, self._exact, self._overlay = theme, exact, overlay
        self._image: QImage | None = None
        self._drawn: View | None = None
        self._stale, self._cost, self._margin, self._heavy = True, 0.0, 0.0, False
        self._stamp = 0
        self._artist = Artist(later, self) if later else None
        if self._artist:
            self._artist.drawn.connect(self._arrived)
        self._outline = QPolygonF()
        self._box = pg.ViewBox(lockAspect=True, invertY=True, enableMenu=False, enableMouse=False)
        self._box.disableAutoRange()
        self._sheet = _Sheet(self)
        self._box.addItem(self._sheet, ignoreBounds=True)
        self.setCentralItem(self._box)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(pg.GraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self._timer = QTimer(self, singleShot=True, interval=STILL_MS)
        self._timer.timeout.connect(self._settle)
        self._box.sigRangeChanged.connect(self._moved)

    @property
    def view(self) -> View:
        """Where the chart looks, in screen pixels."""
        (left, right), (top, bottom) = self._box.viewRange()
        wide, high = max(round(self._box.width()), 1), max(round(self._box.height()), 1)
        return View(wide / (right - left), (left + right) / 2, (top + bottom) / 2, wide, high)

    def look(self, view: View) -> None:
        """Look elsewhere; only scale and centre of `view` count."""
        wide, high = self._box.width() / view.scale / 2, self._box.height() / view.scale / 2
        x, y = (view.x - wide, view.x + wide), (view.y - high, view.y + high)
        self._box.setRange(xRange=x, yRange=y, padding=0, disableAutoRange=True)

    def expect(self, seconds: float) -> None:
        """Say about how long a picture of the whole of another scene takes."""
        self._heavy = seconds >= SLOW
        self._cost = max(self._cost, seconds) if self._heavy else min(self._cost, SLOW / 2)

    def invalidate(self) -> None:
        """Have the picture drawn exactly when the screen is next painted, or soon after if it is dear."""
        self._stale = True
        self._stamp += 1
        self._timer.stop()
        self.viewport().update()

    def redraw(self) -> None:
        """Draw everything anew now, on the window's thread."""
        self._stamp += 1
        self._draw_here(self.view)
        self.viewport().update()

    def show_outline(self, outline: QPolygonF) -> None:
        """Show a lasso or rubber band, in screen pixels; an empty one for none."""
        self._outline = outline
        self.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Change the ground; the owner draws the picture anew."""
        self._theme, self._image = theme, None
        self.setBackground(theme.ground)

    def paint_picture(self, painter: QPainter) -> None:
        """Called by the item in the view box: the picture, then what lies over it."""
        view = self.view
        painter.fillRect(QRectF(0, 0, view.width, view.height), QColor(self._theme.ground))
        if self._stale or (view != self._drawn and self._cost < QUICK and not self._farther(view)):
            self._draw(view)
        if self._image is not None and self._drawn is not None:
            painter.drawImage(_target(self._drawn, self._margin, view), self._image)
        self._overlay(painter, view)
        if not self._outline.isEmpty():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.accent), 1, Qt.PenStyle.DashLine))
            painter.setBrush(tinted(self._theme.accent, 0.12))
            painter.drawPolygon(self._outline)

    def close(self) -> bool:
        """Close as any widget does: pyqtgraph's own frees items that Python still holds, and crashes."""
        if self._artist:
            self._artist.wait()
        return bool(QGraphicsView.close(self))

    def resizeEvent(self, event: QResizeEvent | None) -> None:
        """Keep scale and centre; the view box alone would stretch."""
        if event is None or not self._box.width():  # pyqtgraph's own call while it is built
            super().resizeEvent(event)
            return
        before = self.view
        super().resizeEvent(event)
        self.look(before)
        self.resized.emit()

    def _farther(self, view: View) -> bool:
        """Whether more of a large scene comes into sight, which what was drawn last says nothing about."""
        return self._heavy and self._drawn is not None and view.scale < self._drawn.scale

    def _draw(self, view: View) -> None:
        # Only what is dear by its size: a small scene that was slow once, on a busy machine, is drawn at once.
        if self._artist and self._heavy and (self._cost >= SLOW or self._farther(view)):
            self._artist.ask(Order(view, 0.0, self._stamp))
        else:
            self._draw_here(view)

    def _draw_here(self, view: View) -> None:
        started = perf_counter()
        self._image = self._exact(view, 0.0)
        self._drawn, self._margin, self._stale = view, 0.0, False
        self._cost = perf_counter() - started
        if self._cost >= QUICK:
            self._timer.start()

    def _settle(self) -> None:
        """The view has been still: draw it exactly, or, where that is done, add the margin."""
        if self._stale or self._drawn != self.view or self._image is None:
            self.invalidate()
        elif not self._margin and self._artist:
            self._artist.ask(Order(self._drawn, MARGIN, self._stamp))
        elif not self._margin:
            self._widen(self._exact(self._drawn, MARGIN))

    def _widen(self, image: QImage) -> None:
        """Take a picture with a margin around the exact one."""
        if self._image is None:
            return
        # The middle stays as it was, pixel by pixel: with more in sight, labels would choose other places.
        middle = self._image.copy()
        self._image, self._margin = image, MARGIN
        painter = QPainter(self._image)
        left, top = self._image.width() - middle.width(), self._image.height() - middle.height()
        painter.drawImage(left // 2, top // 2, middle)
        painter.end()

    def _arrived(self, order: Order, image: QImage, seconds: float) -> None:
        """A picture from the other thread: of an older state it is better than none, and another is on its way."""
        fresh = order.stamp == self._stamp
        if order.margin and fresh and order.view == self._drawn and not self._margin and not self._stale:
            self._widen(image)
        elif not order.margin or not fresh or not self._covers():
            self._image, self._drawn, self._margin = image, order.view, order.margin
            self._stale = not fresh
        if not order.margin:
            self._cost = seconds
            self._timer.start()
        self.viewport().update()

    def _covers(self) -> bool:
        """Whether the last picture reaches all of the screen."""
        if self._drawn is None:
            return False
        return _target(self._drawn, self._margin, self.view).contains(QRectF(self.rect()))

    def _moved(self) -> None:
        view = self.view
        self.looked.emit()
        if self._drawn == view:
            return
        if self._artist and (self._cost >= QUICK or self._farther(view)):
            if not self._covers():
                self._artist.ask(Order(view, MARGIN, self._stamp))
            self._timer.start()
            self.viewport().update()
        elif self._covers() or self._cost > SLOW:
            self._timer.start()
            self.viewport().update()
        else:
            self.invalidate()


def _target(drawn: View, margin: float, view: View) -> QRectF:
    """Where on the screen of `view` a picture of view `drawn` with its margin belongs."""
    share = view.scale / drawn.scale
    wide = (drawn.width + 2 * round(drawn.width * margin)) * share
    high = (drawn.height + 2 * round(drawn.height * margin)) * share
    x = (drawn.x - view.x) * view.scale + view.width / 2 - wide / 2
    y = (drawn.y - view.y) * view.scale + view.height / 2 - high / 2
    return QRectF(round(x), round(y), wide, high) if share == 1 else QRectF(x, y, wide, high)
