"""When the transfers happened: a histogram with a span that can be drawn on it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
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
from PySide6.QtWidgets import QSizePolicy, QWidget

from investigator.records import Clock
from ui import words
from ui.theme import DARK, Theme, interface_font, tinted

SIDE, TOP, FOOT = 16, 10, 22
GRIP = 5
"""Pixels around an edge of the span in which the mouse takes hold of it."""


@dataclass(frozen=True)
class Bins:
    """Numbers of transfers in equal stretches of time from `first` to `last`, both included."""

    first: int
    last: int
    counts: NDArray[np.int64]
    clock: Clock = Clock.UTC

    def edge(self, at: float) -> float:
        """The time at a share of the width, 0 to 1."""
        return self.first + at * (self.last - self.first)

    def share(self, time: float) -> float:
        """Where a time lies, 0 to 1."""
        return (time - self.first) / max(1, self.last - self.first)


def bin_times(times: NDArray[np.int64], clock: Clock, most: int = 96) -> Bins | None:
    """Count times, shape (m,), into at most `most` bins; `None` where there are none.

    Costs a few milliseconds for a million: call it where the times are read.
    """
    if not times.size:
        return None
    first, last = int(times.min()), int(times.max())
    wanted = min(most, last - first + 1)
    place = (times - first) * wanted // max(1, last - first + 1)
    return Bins(first, last, np.bincount(place, minlength=wanted).astype(np.int64), clock)


class Timeline(QWidget):
    """`brushed` carries the first and last time of the span, or `None` twice when there is no span.

    Drag to draw a span, its edges to change it, its middle to move it; double-click or Esc clears it; the
    arrow keys move it, with Shift they widen it.
    """

    brushed = Signal(object, object)

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

    def sizeHint(self) -> QSize:
        return QSize(600, 92)

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
        if not self._bins or not self._span:
            return ""
        clock = self._bins.clock
        after, before = (words.when(round(end), clock) for end in self._span)
        if clock != Clock.UTC:
            return f"{after} – {before.rpartition(' ')[2]}"
        if after[:10] == before[:10]:
            return f"{after} – {before[11:]} UTC"
        return f"{after[:16]} – {before[:16]} UTC"

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
        self._paint_bars(painter, self._bins)
        self._paint_words(painter, self._bins)
        if self._by_key and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

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

    def _paint_bars(self, painter: QPainter, bins: Bins) -> None:
        """Heights are of the square root of the count, so that quiet times beside a peak can be seen."""
        plot, size = self._plot(), bins.counts.size
        heights = np.sqrt(bins.counts / max(1, int(bins.counts.max()))) * (plot.height() - 2)
        step = plot.width() / size
        on, off = QColor(self._theme.accent), QColor(self._theme.node)
        for number, height in enumerate(heights.tolist()):
            if height <= 0:
                continue
            middle = bins.edge((number + 0.5) / size)
            inside = self._span is None or self._span[0] <= middle <= self._span[1]
            left = plot.left() + number * step
            gap = 2 if step > 5 else 0
            bar = QRectF(left, plot.bottom() - max(2, height), max(1.0, step - gap), max(2, height))
            painter.fillRect(bar, on if inside and self._span else off)

    def _paint_words(self, painter: QPainter, bins: Bins) -> None:
        metrics = QFontMetrics(painter.font())
        base = self.height() - 7
        first, last = (words.when(end, bins.clock) for end in (bins.first, bins.last))
        if bins.clock == Clock.UTC and bins.last - bins.first > 3 * 86400:
            first, last = first[:10], last[:10]
        caption = self._caption()
        wide = metrics.horizontalAdvance(caption)
        start = min(max(SIDE, self._x(self._span[0]) if self._span else 0), self.width() - SIDE - wide)
        painter.setPen(QColor(self._theme.accent_text))
        painter.drawText(QPointF(start, base), caption)
        painter.setPen(QColor(self._theme.dim))
        if not caption or start > SIDE + metrics.horizontalAdvance(first) + 12:
            painter.drawText(QPointF(SIDE, base), first)
        end = self.width() - SIDE - metrics.horizontalAdvance(last)
        if not caption or start + wide + 12 < end:
            painter.drawText(QPointF(end, base), last)

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
        start = words.when(round(self._bins.edge(number / size)), self._bins.clock)
        self.setToolTip(words.tip(f"{start}\n{words.plural(int(self._bins.counts[number]), 'transfer')}"))

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
