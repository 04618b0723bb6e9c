"""The steps of a case as a tree: a list with the newest on top, and lines from each step to the one before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from investigator.cases.history import START, UNNAMED, History
from ui import words
from ui.panels.entries import AnyIndex, Entry, EntryDelegate, EntryList
from ui.panels.lanes import Lane, lanes
from ui.theme import interface_font

ROW = 44
COLUMN, COLUMNS = 14, 6
"""Pixels between lines, and how many are drawn beside each other at most."""


@dataclass(frozen=True)
class Twig:
    """A step as it is drawn. `holds` is true on the way to where one stands, `here` at its end."""

    id: str
    text: str
    who: str
    at: int
    lane: Lane
    names: tuple[str, ...] = ()
    on: str = ""
    holds: bool = False
    here: bool = False

    def entry(self) -> Entry:
        """The step as a line of a list."""
        moment = words.moment(self.at) if self.at else ""
        told = " · ".join(one for one in (self.who, moment) if one)
        named = "".join(f" · {name}" for name in self.names)
        state = "you are here" if self.here else "holds" if self.holds else "holds elsewhere"
        return Entry(
            self.id,
            words.shorten_in(self.text),
            f"{told}{named}{', you are here' if self.here else ''}",
            faded=not self.holds,
            tip=f"{self.text}\n{told}{' UTC' if moment else ''}{named}\nStep {self.id}, {state}",
        )


def twigs_of(history: History) -> list[Twig]:
    """The tree, the newest step first and the start last."""
    parents = [(step.id, step.parent) for step in reversed(history.steps.values())] + [(START, "")]
    holding = {START, *history.path(history.here)}
    names: dict[str, list[str]] = {}
    for name, stand in history.stands.items():
        if name != UNNAMED:
            names.setdefault(stand.at, []).append(name)
    found = []
    for (one, _), lane in zip(parents, lanes(parents), strict=True):
        step = history.steps.get(one)
        found.append(
            Twig(
                one,
                step.edit.summary if step else "The case as it began",
                step.who if step else "",
                step.at if step else 0,
                lane,
                tuple(names.get(one, ())),
                history.on,
                one in holding,
                one == history.here,
            )
        )
    return found


class TreeDelegate(EntryDelegate):
    """Paints a step: its lines, its words, and under them who took it when, after the names that it has."""

    def __init__(self, parent: QWidget, inset: int) -> None:
        super().__init__(parent, inset)
        self.twigs: Sequence[Twig] = ()
        self.width = 1
        self._holding: dict[str, int] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(80, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        twig = self.twigs[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        self._ground(painter, rect, state)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._lines(painter, rect, twig)
        inner = rect.adjusted(20 + self.width * COLUMN, 4, -12, -4)
        font = interface_font(13)
        font.setBold(twig.here)
        upper = QRect(inner.left(), inner.top(), inner.width(), 18)
        tone = self.theme.text if twig.holds else self.theme.dim
        self._text(
            painter,
            upper,
            words.plain(words.shorten_in(twig.text), 400),
            font,
            tone,
            Qt.AlignmentFlag.AlignLeft,
        )
        lower = QRect(inner.left(), inner.top() + 18, inner.width(), 18)
        lower.setLeft(self._names(painter, lower, twig))
        told = f"{twig.who} · {words.moment(twig.at)[:16]}" if twig.at else ""
        self._text(
            painter,
            lower,
            words.plain(told, 120),
            interface_font(12),
            self.theme.dim,
            Qt.AlignmentFlag.AlignLeft,
        )
        painter.restore()

    def _x(self, rect: QRect, column: int) -> float:
        return float(rect.left() + 18 + min(column, COLUMNS - 1) * COLUMN)

    def _lines(self, painter: QPainter, rect: QRect, twig: Twig) -> None:
        lane, own = twig.lane, self._x(rect, twig.lane.own)
        top, bottom = float(rect.top()), float(rect.bottom() + 1)
        middle = top + 15
        strong, weak = QPen(QColor(self.theme.accent), 2), QPen(QColor(self.theme.faint), 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        held = self._holding.get(twig.id)
        for column in lane.through:
            painter.setPen(strong if column == held else weak)
            x = self._x(rect, column)
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        for column in sorted(lane.above, reverse=True):
            painter.setPen(strong if column == held else weak)
            x = self._x(rect, column)
            way = QPainterPath(QPointF(x, top))
            way.cubicTo(QPointF(x, middle), QPointF(x if x == own else own, top), QPointF(own, middle))
            painter.drawPath(way)
        if lane.below:
            painter.setPen(strong if twig.holds else weak)
            painter.drawLine(QPointF(own, middle), QPointF(own, bottom))
        color = QColor(self.theme.accent if twig.holds else self.theme.faint)
        painter.setPen(QPen(color, 2))
        painter.setBrush(color if twig.holds else QColor(self.theme.panel))
        size = 6.0 if twig.here else 4.5
        painter.drawEllipse(QPointF(own, middle), size, size)

    def show(self, twigs: Sequence[Twig]) -> None:
        """Paint these from now on."""
        self.twigs = twigs
        self.width = min(
            max((max((one.lane.own, *one.lane.through)) + 1 for one in twigs), default=1), COLUMNS
        )
        self._holding = {}
        last: int | None = None
        for one in twigs:
            if last is not None:
                self._holding[one.id] = last
            last = one.lane.own if one.holds else last

    def _names(self, painter: QPainter, rect: QRect, twig: Twig) -> int:
        """Draw the names of hypotheses; where the text after them begins."""
        left = rect.left()
        font = interface_font(11)
        font.setBold(True)
        for name in twig.names:
            text = words.plain(name, 40)
            width = min(QFontMetrics(font).horizontalAdvance(text) + 14, rect.right() - left)
            if width < 30:
                break
            box = QRectF(left + 0.5, rect.top() + 1.5, width, 15)
            current = name == twig.on
            painter.setPen(QPen(QColor(self.theme.accent if current else self.theme.dim), 1))
            painter.setBrush(QColor(self.theme.accent) if current else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 7, 7)
            tone = self.theme.on_accent if current else self.theme.text
            inner = box.toRect().adjusted(7, 0, -6, 0)
            self._text(painter, inner, text, font, tone, Qt.AlignmentFlag.AlignLeft)
            left += int(width) + 6
        return left


class TreeList(EntryList):
    """The steps; `chosen` and `opened` carry a step's id."""

    def __init__(self) -> None:
        super().__init__("Steps")
        self._tree = TreeDelegate(self, 0)
        self._delegate = self._tree
        self.setItemDelegate(self._tree)

    def show_tree(self, twigs: Sequence[Twig]) -> None:
        """Show these steps."""
        self._tree.show(tuple(twigs))
        self.show_entries([one.entry() for one in twigs])
