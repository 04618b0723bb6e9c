"""The whole chart in a corner, with a frame around what is seen; there while something is out of sight."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from investigator import drawing
from ui.canvas.picture import Paint, number
from ui.canvas.view import View, fitting
from ui.theme import tinted

WIDE, HIGH, EDGE = 176, 120, 16
ROOM = (480, 320)
"""A chart smaller than this has no room for a map."""


class Minimap(QWidget):
    """`sought` carries the world point that was pointed at."""

    sought = Signal(float, float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(WIDE, HIGH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName("Map of the whole chart")
        self.setToolTip("The whole chart; point or drag to look elsewhere")
        self._wanted = True
        self._paint: Paint | None = None
        self._image: QImage | None = None
        self._whole = View(1, 0, 0, WIDE, HIGH)
        self._view: View | None = None
        self._seen = QRectF()
        self.hide()

    def show_scene(self, paint: Paint) -> None:
        """Show another scene; it is drawn when it is next seen."""
        self._paint, self._image = paint, None
        box = drawing.extent(paint.scene.x, paint.scene.y)
        self._whole = fitting(box, WIDE, HIGH, 10, 1.5 * drawing.SPACING / paint.spread)
        self.update()

    def follow(self, view: View) -> None:
        """Frame what a view shows, in the corner of a chart of its size."""
        self._view = view
        self.move(view.width - WIDE - EDGE, EDGE)
        left, top = self._spot(*view.to_world(0, 0))
        right, bottom = self._spot(*view.to_world(view.width, view.height))
        self._seen = QRectF(QPointF(left, top), QPointF(right, bottom))
        inside = self.rect().adjusted(8, 8, -8, -8)
        some = self._paint is not None and len(self._paint.order) > 1
        fits = view.width >= ROOM[0] and view.height >= ROOM[1]
        self.setVisible(self._wanted and some and fits and not self._seen.contains(QRectF(inside)))
        self.update()

    def turn(self) -> None:
        """Hide the map, or show it again where it is of use."""
        self._wanted = not self._wanted
        if self._view:
            self.follow(self._view)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._paint is None:
            return
        theme = self._paint.theme
        if self._image is None:
            self._image = self._drawn(self._paint)
        painter = QPainter(self)
        painter.drawImage(0, 0, self._image)
        painter.setPen(QPen(QColor(theme.accent), 1))
        painter.setBrush(tinted(theme.accent, 0.1))
        painter.drawRect(self._seen.intersected(QRectF(self.rect()).adjusted(1, 1, -2, -2)))
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._seek(event)

    def _seek(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton or event.button() == Qt.MouseButton.LeftButton:
            self.sought.emit(*self._whole.to_world(event.position().x(), event.position().y()))
        event.accept()

    def _spot(self, x: float, y: float) -> tuple[float, float]:
        whole = self._whole
        return (x - whole.x) * whole.scale + WIDE / 2, (y - whole.y) * whole.scale + HIGH / 2

    def _drawn(self, paint: Paint) -> QImage:
        """Every node as four pixels of its colour, the most important on top."""
        pixels = np.full((HIGH, WIDE), number(paint.theme.panel), np.uint32)
        x, y = self._whole.to_screen(paint.scene.x[paint.order], paint.scene.y[paint.order])
        left, top = x.astype(np.int64).clip(0, WIDE - 2), y.astype(np.int64).clip(0, HIGH - 2)
        color = paint.color[paint.order]
        for across in (0, 1):
            for down in (0, 1):
                pixels[top + down, left + across] = color
        return QImage(pixels.data, WIDE, HIGH, WIDE * 4, QImage.Format.Format_RGB32).copy()
