"""A few steps through the places of the window, each pointed at; it can be left at any time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from ui.panels import parts
from ui.theme import Theme

WIDE, AIR = 340, 16


@dataclass(frozen=True)
class Step:
    """What is pointed at, and what is said of it."""

    target: QWidget
    title: str
    text: str


class Tour(QWidget):
    """Lies over the whole window and dims all but what is pointed at. `left` says that it is over."""

    left = Signal()

    def __init__(self, window: QWidget, steps: Sequence[Step], theme: Theme) -> None:
        super().__init__(window)
        self._window, self._steps, self._theme, self.at = window, tuple(steps), theme, 0
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName("Tour of the window")
        self.card = QFrame(self)
        self.card.setObjectName("panel")
        self.card.setProperty("role", "banner")
        self.card.setFixedWidth(WIDE)
        self.title, self.text = parts.label("", "title", wrap=True), parts.label("", wrap=True)
        self.count = parts.label("", "dim")
        self.back = parts.button("&Back", lambda: self.step(-1))
        self.forth = parts.button("&Next", lambda: self.step(1))
        self.forth.setProperty("primary", True)
        self.end = parts.button("&Leave the tour", self.leave, quiet=True)
        self.card.setLayout(
            parts.column(
                self.title, 8, self.text, 16, parts.line(self.count, 0, self.back, self.forth),
                8, parts.line(self.end, 0), margins=(AIR, AIR, AIR, 12),
            )
        )  # fmt: skip
        window.installEventFilter(self)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self._point()

    def step(self, by: int) -> None:
        """Point at the next place, or the one before; after the last the tour is over."""
        if self.at + by >= len(self._steps):
            self.leave()
        elif self.at + by >= 0:
            self.at += by
            self._point()

    def leave(self) -> None:
        """End the tour."""
        self._window.removeEventFilter(self)
        self.left.emit()
        self.close()

    def pointed(self) -> QRect:
        """What is pointed at, in the window."""
        target = self._steps[self.at].target
        return QRect(target.mapTo(self._window, QPoint(0, 0)), target.size())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.setGeometry(self._window.rect())
            self._place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Left: -1}
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in step:
            self.step(step[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        hole = QRectF(self.pointed()).adjusted(1, 1, -1, -1)
        around, inner = QPainterPath(), QPainterPath()
        around.addRect(QRectF(self.rect()))
        inner.addRoundedRect(hole, 6, 6)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(around.subtracted(inner), QColor(0, 0, 0, 130))
        painter.setPen(QPen(QColor(self._theme.accent), 2))
        painter.drawPath(inner)

    def _point(self) -> None:
        step = self._steps[self.at]
        self.title.setText(step.title)
        self.text.setText(step.text)
        self.count.setText(f"{self.at + 1} of {len(self._steps)}")
        self.back.setEnabled(self.at > 0)
        last = self.at == len(self._steps) - 1
        self.forth.setText("&Done" if last else "&Next")
        self.forth.setAccessibleName("Done" if last else "Next")
        self.card.setAccessibleName(f"{step.title}. {step.text}")
        self._place()
        self.forth.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """The card stands beside what is pointed at, where there is room, and within the window."""
        layout = self.card.layout()
        high = layout.heightForWidth(WIDE) if layout else 0
        self.card.resize(WIDE, max(high, 150))
        place, room = self.pointed(), self.rect().adjusted(AIR, AIR, -AIR, -AIR)
        spots = (
            QPoint(place.right() + AIR, place.top() + AIR),
            QPoint(place.left() - WIDE - AIR, place.top() + AIR),
            QPoint(place.left(), place.bottom() + AIR),
            QPoint(place.left(), place.top() - self.card.height() - AIR),
        )
        fit = (spot for spot in spots if room.contains(QRect(spot, self.card.size())))
        middle = place.center() - QPoint(WIDE // 2, self.card.height() // 2)
        spot = next(fit, middle)
        left = min(max(spot.x(), room.left()), room.right() - WIDE)
        self.card.move(left, min(max(spot.y(), room.top()), room.bottom() - self.card.height()))
        self.update()
