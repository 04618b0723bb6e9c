"""What an account held over time, asset by asset: a step line over the transfers in the case."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QComboBox, QSizePolicy, QToolTip, QWidget

from investigator.records import Clock
from ui import words
from ui.language import say
from ui.panels import parts
from ui.theme import DARK, Theme, interface_font, tinted

HEIGHT, FOOT, HEAD = 92, 16, 14
BELOW = "Below zero: it sent more than the case shows it to have received, so that something is missing."


@dataclass(frozen=True)
class AssetCourse:
    """One asset's balance: `times` ascending, `levels` after them, for drawing only."""

    symbol: str
    transfers: int
    times: tuple[int, ...]
    levels: tuple[float, ...]


@dataclass(frozen=True)
class CourseView:
    """The balances of an account, the busiest asset first, between its first and its last transfer."""

    first: int
    last: int
    transfers: int
    clock: Clock
    assets: tuple[AssetCourse, ...]


class BalancePlot(QWidget):
    """The plot of one asset. A tool tip tells the balance at the time under the mouse."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = DARK
        self._view: CourseView | None = None
        self._course: AssetCourse | None = None
        self.setAccessibleName(say("Balance over time"))
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self._theme = theme
        self.update()

    def show_course(self, view: CourseView | None, course: AssetCourse | None) -> None:
        """Show one of the view's courses, or an empty box."""
        self._view, self._course = view, course
        said = ""
        if view and course:
            top, end = max(course.levels), course.levels[-1]
            said = f"{course.symbol}: highest {_figure(top)}, {_figure(end)} at the end"
        self.setAccessibleDescription(words.plain(said))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, HEIGHT)

    def told(self, x: float) -> str:
        """The balance at the time under a pixel, in words."""
        view, course = self._view, self._course
        if view is None or course is None:
            return ""
        share = min(max(x / max(self.width(), 1), 0.0), 1.0)
        time = view.first + round(share * (view.last - view.first))
        at = bisect_right(course.times, time) - 1
        level = course.levels[at] if at >= 0 else 0.0
        below = f"\n{BELOW}" if level < 0 else ""
        return f"{words.when(time, view.clock)}\n{_figure(level)} {words.plain(course.symbol, 24)}{below}"

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), words.tip(self.told(event.pos().x())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        view, course = self._view, self._course
        if view is None or course is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0.5, HEAD, self.width() - 1.0, self.height() - HEAD - FOOT)
        low, high = min(0.0, *course.levels), max(0.0, *course.levels)
        path, zero = _path(view, course, box, low, (high - low) or 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tinted(self._theme.accent, 0.14))
        ends = [QPointF(path[-1].x(), zero), QPointF(path[0].x(), zero)]
        painter.drawPolygon(QPolygonF([*path, *ends]))
        painter.setPen(QPen(QColor(self._theme.line)))
        painter.drawLine(QPointF(box.left(), zero), QPointF(box.right(), zero))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(self._theme.accent), 1.5))
        painter.drawPolyline(QPolygonF(path))
        self._words(painter, view, low, high)
        painter.end()

    def _words(self, painter: QPainter, view: CourseView, low: float, high: float) -> None:
        painter.setFont(interface_font(11))
        whole = QRectF(self.rect())
        top, bottom = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        painter.setPen(QColor(self._theme.dim))
        painter.drawText(whole, top | left, f"highest {_figure(high)}")
        if low < 0:
            painter.setPen(QColor(self._theme.mid_text))
            painter.drawText(whole, top | right, f"lowest {_figure(low)}")
            painter.setPen(QColor(self._theme.dim))
        brief = 10 if view.clock is Clock.UTC and view.last - view.first > 172_800 else 16
        painter.drawText(whole, bottom | left, words.when(view.first, view.clock)[:brief])
        painter.drawText(whole, bottom | right, words.when(view.last, view.clock)[:brief])


def _path(
    view: CourseView, course: AssetCourse, box: QRectF, low: float, span: float
) -> tuple[list[QPointF], float]:
    """The step line, and where zero is."""
    wide = max(view.last - view.first, 1)
    zero = box.bottom() + box.height() * low / span
    path, before = [QPointF(box.left(), zero)], zero
    for time, level in zip(course.times, course.levels, strict=True):
        x = box.left() + box.width() * (time - view.first) / wide
        y = box.bottom() - box.height() * (level - low) / span
        path += [QPointF(x, before), QPointF(x, y)]
        before = y
    path.append(QPointF(box.right(), before))
    return path, zero


def _figure(level: float) -> str:
    """A float for reading at a glance."""
    if abs(level) >= 1000:
        return f"{level:,.0f}"
    return f"{level:.4g}" if abs(level) >= 1e-6 else "0" if abs(level) < 1e-12 else f"{level:.1e}"


class Balances(QWidget):
    """When the account was active, and the plot of the asset that is chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._view: CourseView | None = None
        self.said = parts.label("", "dim", wrap=True, copy=True)
        self.plot = BalancePlot()
        self.assets = QComboBox()
        self.assets.setAccessibleName(say("Asset of the plot"))
        self.assets.currentIndexChanged.connect(self._choose)
        self.setLayout(parts.column(self.said, 6, self.plot, 4, parts.line(self.assets, 0), 4))
        self.show_waiting("")

    def show_waiting(self, said: str) -> None:
        """Say what is going on, with the room for the plot kept so that nothing jumps."""
        self._view = None
        self.said.setText(said)
        self.plot.show_course(None, None)
        self.assets.hide()

    def show_course(self, view: CourseView | None) -> None:
        """Show an account's course; `None` where it moved nothing."""
        held = self.assets.currentText()
        self._view = view
        self.plot.setVisible(view is not None)
        names = (
            [f"{words.plain(one.symbol, 24)} · {one.transfers:,}" for one in view.assets] if view else []
        )
        self.assets.blockSignals(True)
        self.assets.clear()
        self.assets.addItems(names)
        self.assets.setCurrentIndex(max(0, _same(names, held)))
        self.assets.blockSignals(False)
        self.assets.setVisible(len(names) > 1)
        if view:
            span = f"{words.when(view.first, view.clock)} to {words.when(view.last, view.clock)}"
            zone = " UTC" if view.clock is Clock.UTC else ""
            self.said.setText(f"{words.plural(view.transfers, 'transfer')}\n{span}{zone}")
        else:
            self.said.setText("")
        self.said.setVisible(view is not None)
        self._choose(self.assets.currentIndex())

    def _choose(self, at: int) -> None:
        some: Sequence[AssetCourse] = self._view.assets if self._view else ()
        self.plot.show_course(self._view, some[at] if 0 <= at < len(some) else None)


def _same(names: Sequence[str], held: str) -> int:
    """The asset that was chosen before, where this account has it too."""
    symbol = held.partition(" · ")[0]
    return next((at for at, name in enumerate(names) if name.partition(" · ")[0] == symbol), 0)
