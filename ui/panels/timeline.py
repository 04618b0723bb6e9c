"""When the transfers happened: a histogram with a span that can be drawn on it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from ui import words
from ui.panels import parts
from ui.panels.bins import Bins
from ui.panels.time_paint import FOOT, SIDE, TOP, axis, bars, caption
from ui.theme import DARK, Theme, interface_font, tinted

GRIP = 5
"""Pixels around an edge of the span in which the mouse takes hold of it."""


class Timeline(QWidget):
    """`brushed` carries the first and last time of the span, or `None` twice when there is no span; `measured` the key
    of what the bars are to show; `played` whether the span is to move by itself.

    Drag to draw a span, its edges to change it, its middle to move it; double-click or Esc clears it; the
    arrow keys move it, with Shift they widen it; Space plays.
    """

    brushed = Signal(object, object)
    measured = Signal(str)
    played = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        self._bins: Bins | None = None
        self._span: tuple[float, float] | None = None
        self._hold: tuple[str, float, tuple[float, float] | None] | None = None
        self._by_key = False
        self.setAccessibleName("Timeline of transfers")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(72)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.measure = parts.button("Transfers ▾", quiet=True, tip="What the bars show")
        self.measure.setAccessibleName("What the timeline shows")
        self.play = parts.button("▶ Play", quiet=True, tip="Move the span through time (Space)")
        self.play.setCheckable(True)
        self.play.toggled.connect(self._playing)
        controls = parts.line(0, self.play, self.measure, margins=(0, 2, 12, 0))
        self.setLayout(parts.column(controls, 0))

    def sizeHint(self) -> QSize:
        return QSize(600, 116)

    def set_measures(self, measures: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer these measures, by key and name, and say which one the bars show."""
        menu = QMenu(self.measure)
        for key, name in measures:
            row = menu.addAction(words.caption(name))
            row.setCheckable(True)
            row.setChecked(key == chosen)
            row.triggered.connect(lambda _=False, key=key: self.measured.emit(key))
        before = self.measure.menu()
        self.measure.setMenu(menu)
        if before:
            before.deleteLater()
        self.measure.setText(f"{words.caption(dict(measures).get(chosen, 'Transfers'))} ▾")

    def _playing(self, on: bool) -> None:
        self.play.setText("■ Stop" if on else "▶ Play")
        self.played.emit(on)

    def advance(self) -> bool:
        """Move the span on by a quarter of it, or begin with a tenth of the time; whether there was room."""
        bins = self._bins
        if bins is None or bins.last <= bins.first:
            return False
        if self._span and self._span[1] >= bins.last:
            return False
        if self._span is None:
            self._span = (float(bins.first), bins.edge(0.1))
        else:
            after, before = self._span
            shift = min(max(1.0, (before - after) / 4), bins.last - before)
            self._span = (after + shift, before + shift)
        self._announce()
        return True

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self._theme = theme
        self.update()

    def set_bins(self, bins: Bins | None) -> None:
        """Show these counts; a span that lies outside of them goes."""
        self._bins = bins
        if bins is None or (self._span and (self._span[1] < bins.first or self._span[0] > bins.last)):
            self._span = None
        self._describe()

    def set_span(self, after: int | None, before: int | None) -> None:
        """Show a span that was set elsewhere, without announcing it."""
        bins = self._bins
        if bins and (after is not None or before is not None):
            self._span = (
                float(bins.first if after is None else after),
                float(bins.last if before is None else before),
            )
        else:
            self._span = None
        self._describe()

    def span(self) -> tuple[int, int] | None:
        """The first and last time of the span, both included."""
        return (round(self._span[0]), round(self._span[1])) if self._span else None

    def _describe(self) -> None:
        self.setAccessibleDescription(self._caption() or "No time span is chosen.")
        self.update()

    def _caption(self) -> str:
        return caption(self._span, self._bins.clock) if self._bins and self._span else ""

    # Painting

    def _plot(self) -> QRectF:
        return QRectF(SIDE, TOP, max(1, self.width() - 2 * SIDE), max(1, self.height() - TOP - FOOT))

    def _x(self, time: float) -> float:
        plot = self._plot()
        return plot.left() + plot.width() * (self._bins.share(time) if self._bins else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.panel))
        painter.setFont(interface_font(11))
        if self._bins is None:
            painter.setPen(QColor(self._theme.dim))
            place = self.rect().adjusted(SIDE, 0, -SIDE, 0)
            side = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(
                place, side, "When transfers are imported, this shows how many there were at each time."
            )
            return
        self._paint_span(painter)
        bars(painter, self._theme, self._plot(), self._bins, self._span)
        axis(painter, self._theme, self._plot(), self._bins)
        self._paint_caption(painter)
        if self._by_key and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_caption(self, painter: QPainter) -> None:
        metrics = QFontMetrics(painter.font())
        painter.setPen(QColor(self._theme.accent_text))
        room = max(0, self.play.x() - SIDE - 12)
        shown = metrics.elidedText(self._caption(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QPointF(SIDE, 21), shown)

    def _paint_span(self, painter: QPainter) -> None:
        if not self._span:
            return
        left, right = self._x(self._span[0]), self._x(self._span[1])
        plot = self._plot()
        painter.setPen(QPen(QColor(self._theme.accent), 1))
        painter.setBrush(tinted(self._theme.accent, 0.10))
        painter.drawRect(
            QRectF(round(left) + 0.5, TOP - 4.5, max(2, round(right - left)), plot.height() + 4)
        )

    # Gestures

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._by_key = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def _time(self, x: float) -> float:
        plot = self._plot()
        share = min(1.0, max(0.0, (x - plot.left()) / plot.width()))
        return self._bins.edge(share) if self._bins else 0.0

    def _grip(self, x: float) -> str:
        if not self._span:
            return "new"
        left, right = self._x(self._span[0]), self._x(self._span[1])
        if abs(x - left) <= GRIP:
            return "left"
        if abs(x - right) <= GRIP:
            return "right"
        return "move" if left < x < right else "new"

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._bins is None or event.button() != Qt.MouseButton.LeftButton:
            return
        x = event.position().x()
        time = self._time(x)
        self._hold = (self._grip(x), time, self._span)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._hold is None or self._bins is None:
            shapes = {"left": Qt.CursorShape.SizeHorCursor, "right": Qt.CursorShape.SizeHorCursor,
                      "move": Qt.CursorShape.OpenHandCursor}  # fmt: skip
            self.setCursor(shapes.get(self._grip(x), Qt.CursorShape.CrossCursor))
            self._tell(x)
            return
        grip, start, held = self._hold
        after, before = held or (start, start)
        now = self._time(x)
        if grip == "move":
            shift = min(max(now - start, self._bins.first - after), self._bins.last - before)
            self._span = (after + shift, before + shift)
        else:
            other = {"left": before, "right": after}.get(grip, start)
            self._span = (min(now, other), max(now, other))
        self._describe()

    def _tell(self, x: float) -> None:
        if self._bins is None:
            return
        plot, size = self._plot(), self._bins.counts.size
        number = min(size - 1, max(0, int((x - plot.left()) / plot.width() * size)))
        start = words.when_tip(round(self._bins.edge(number / size)), self._bins.clock)
        figure = f"\n{self._bins.told[number]}" if number < len(self._bins.told) else ""
        count = words.plural(int(self._bins.counts[number]), "transfer")
        self.setToolTip(words.tip(f"from {start}\n{count}{figure}"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._hold is None:
            return
        grip, _, before = self._hold
        self._hold = None
        if grip == "new" and self._span and self._x(self._span[1]) - self._x(self._span[0]) < 3:
            self._span = None
        if self._span != before:
            self._announce()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.clear()

    def clear(self) -> None:
        """Take the span away, and say so if there was one."""
        self._hold = None
        if self._span:
            self._span = None
            self._announce()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self._bins:
            self.play.toggle()
            return
        way = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape and self._span:
            self.clear()
        elif way and self._bins:
            self._nudge(way, widen=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _nudge(self, way: int, *, widen: bool) -> None:
        assert self._bins
        step = max(1.0, (self._bins.last - self._bins.first) / self._bins.counts.size)
        after, before = self._span or (float(self._bins.first), self._bins.first + 8 * step)
        before = min(float(self._bins.last), max(after, before + way * step))
        if not widen:
            after = min(before, max(float(self._bins.first), after + way * step))
        self._span = (after, before)
        self._announce()

    def _announce(self) -> None:
        self._describe()
        self.brushed.emit(*(self.span() or (None, None)))
