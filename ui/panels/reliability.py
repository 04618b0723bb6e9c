"""How far a model's probabilities can be taken at their word: what it said against what was so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import words
from ui.language import say
from ui.theme import DARK, Theme, interface_font, tinted

SIZE, LEFT, FOOT = 220, 40, 34


@dataclass(frozen=True)
class Bar:
    """Accounts that were given about the probability `said`; `found` of them are illicit, from `low` to `high`."""

    said: float
    found: float
    low: float
    high: float
    accounts: int

    def words(self) -> str:
        """What it says."""
        return (
            f"said {self.said:.2f}: {self.found:.2f} were illicit ({self.low:.2f} to {self.high:.2f}), of"
            f" {words.plural(self.accounts, 'account')}"
        )


class Reliability(QWidget):
    """A reliability diagram: on the diagonal, what was said is what was so. Takes no room without bars."""

    def __init__(self) -> None:
        super().__init__()
        self._theme, self._bars = DARK, tuple[Bar, ...]()
        self.setAccessibleName(say("Reliability diagram"))
        self.setFixedHeight(SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self._theme = theme
        self.update()

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these, or nothing."""
        self._bars = tuple(bars)
        told = [bar.words() for bar in bars]
        self.setAccessibleDescription("; ".join(told))
        self.setToolTip(words.tip("\n".join(told)) if told else "")
        self.setVisible(bool(bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._bars:
            return
        side = min(self.width() - LEFT - 16, self.height() - FOOT - 12)
        box = QRectF(LEFT, 8, side, side)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._axes(painter, box)
        for bar in self._bars:
            self._bar(painter, box, bar)
        painter.end()

    def _axes(self, painter: QPainter, box: QRectF) -> None:
        theme = self._theme
        painter.setPen(QPen(QColor(theme.line), 1))
        painter.drawRect(box)
        painter.setPen(QPen(QColor(theme.faint), 1, Qt.PenStyle.DashLine))
        painter.drawLine(box.bottomLeft(), box.topRight())
        painter.setPen(QColor(theme.dim))
        painter.setFont(interface_font(11))
        for share in (0.0, 0.5, 1.0):
            x, y = box.left() + share * box.width(), box.bottom() - share * box.height()
            painter.drawText(
                QRectF(x - 20, box.bottom() + 2, 40, 14), Qt.AlignmentFlag.AlignCenter, f"{share:g}"
            )
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, y - 7, LEFT - 6, 14), right, f"{share:g}")
        below = QRectF(box.left(), box.bottom() + 16, box.width(), 16)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, "said")
        beside = QRectF(box.right() + 10, box.top(), 200, 32)
        painter.drawText(beside, Qt.AlignmentFlag.AlignLeft, "illicit in fact,\nby 95 % interval")

    def _bar(self, painter: QPainter, box: QRectF, bar: Bar) -> None:
        def at(found: float) -> QPointF:
            return QPointF(box.left() + bar.said * box.width(), box.bottom() - found * box.height())

        off = not bar.low <= bar.said <= bar.high
        color = self._theme.mid if off else self._theme.accent
        painter.setPen(QPen(tinted(color, 0.7), 2))
        painter.drawLine(at(bar.low), at(bar.high))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(color))
        painter.drawEllipse(at(bar.found), 4, 4)
