"""How something went in time: what moved as bars, what was away as a line."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import words
from ui.language import say
from ui.theme import DARK, Theme, interface_font, tinted

HEIGHT, CAPTION, FOOT = 96, 18, 16


@dataclass(frozen=True)
class Span:
    """One stretch of time, by its share of the whole (0 to 1), with what moved in it and was away at its end."""

    start: float
    end: float
    moved: float
    away: float
    tip: str = ""


@dataclass(frozen=True)
class Course:
    """A time course; `first` and `last` are words for where it begins and ends. Figures are for drawing only."""

    caption: str
    first: str
    last: str
    spans: tuple[Span, ...]


class CourseChart(QWidget):
    """Shows a course, each of its two measures on a scale of its own, or takes no room."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        self._course: Course | None = None
        self.setAccessibleName(say("Time course"))
        self.setMouseTracking(True)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self._theme = theme
        self.update()

    def show_course(self, course: Course | None) -> None:
        """Show a course, or nothing."""
        self._course = course if course and course.spans else None
        self.setVisible(self._course is not None)
        told = [span.tip for span in self._course.spans] if self._course else []
        self.setAccessibleDescription("; ".join([self._course.caption, *told]) if self._course else "")
        self.setToolTip(words.tip("\n".join(told)) if told else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        course = self._course
        if course is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, CAPTION, self.width(), self.height() - CAPTION - FOOT)
        most = max((span.moved for span in course.spans), default=0.0) or 1.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tinted(self._theme.dim, 0.45))
        for span in course.spans:
            left, right = (box.left() + at * box.width() for at in (span.start, span.end))
            high = max(1.0, box.height() * span.moved / most) if span.moved else 0.0
            painter.drawRect(QRectF(left, box.bottom() - high, max(2.0, right - left - 1), high))
        self._line(painter, box, course)
        painter.setPen(QPen(QColor(self._theme.line)))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        self._words(painter, course)
        painter.end()

    def _line(self, painter: QPainter, box: QRectF, course: Course) -> None:
        low = min(0.0, *(span.away for span in course.spans))
        most = max(0.0, *(span.away for span in course.spans))
        if most == low:
            return
        before = box.bottom() + box.height() * low / (most - low)
        path = [QPointF(box.left(), before)]
        for span in course.spans:
            level = box.bottom() - box.height() * (span.away - low) / (most - low)
            path.append(QPointF(box.left() + span.start * box.width(), before))
            path.append(QPointF(box.left() + span.end * box.width(), level))
            before = level
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.drawPolyline(QPolygonF(path))

    def _words(self, painter: QPainter, course: Course) -> None:
        painter.setFont(interface_font(11))
        painter.setPen(QColor(self._theme.dim))
        whole = QRectF(self.rect())
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(
            words.plain(course.caption, 200), Qt.TextElideMode.ElideRight, self.width()
        )
        painter.drawText(whole, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, shown)
        painter.drawText(whole, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, course.first)
        painter.drawText(whole, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignRight, course.last)
