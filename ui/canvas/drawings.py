"""How drawn shapes look on the chart, and which of them is under a pixel."""

from __future__ import annotations

from collections.abc import Mapping
from math import atan2, cos, hypot, pi, sin

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from investigator.cases.facts import Shape
from investigator.colours import hex_of
from ui import words
from ui.canvas.view import View
from ui.theme import Theme, interface_font, tinted

NEAR = 6.0
"""Pixels from a line within which it is hit."""

GRIP = 4.0
HEAD = 12.0
WIDE = 220.0
"""Pixels after which a text is broken into lines."""

LINES = 12
UNIT = 100.0
"""Coordinates of shapes are in hundredths of a world unit."""


def ends(shape: Shape, view: View) -> tuple[QPointF, QPointF]:
    """Both corners, or tail and head, on the screen."""
    return _spot(shape.x0, shape.y0, view), _spot(shape.x1, shape.y1, view)


def _spot(x: int, y: int, view: View) -> QPointF:
    sx = (x / UNIT - view.x) * view.scale + view.width / 2
    sy = (y / UNIT - view.y) * view.scale + view.height / 2
    return QPointF(min(max(sx, -1e6), 1e6), min(max(sy, -1e6), 1e6))


def box_of(shape: Shape, view: View) -> QRectF:
    """The room of a shape on the screen."""
    first, second = ends(shape, view)
    if shape.figure == "text":
        return QRectF(first, text_size(shape.text)).adjusted(-6, -4, 6, 4)
    return QRectF(first, second).normalized()


def text_size(text: str) -> QSizeF:
    """The room of a text on the screen: it has the same size at every zoom."""
    bounds = QFontMetricsF(interface_font(13)).boundingRect(
        QRectF(0, 0, WIDE, 1e4), _FLAGS, _shown(text) or " "
    )
    return QSizeF(max(bounds.width(), 12.0), bounds.height())


_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def _shown(text: str) -> str:
    lines = words.plain_lines(text[:1000]).splitlines()
    return "\n".join([*lines[:LINES], "…"] if len(lines) > LINES else lines)


def under(shapes: Mapping[str, Shape], view: View, at: QPointF) -> str:
    """The key of the topmost shape under a pixel; '' for none. The inside of a frame is not hit, but its text is."""
    return next((key for key in reversed(list(shapes)) if hit(shapes[key], view, at)), "")


def hit(shape: Shape, view: View, at: QPointF) -> bool:
    """Whether a shape is under a pixel."""
    box = box_of(shape, view)
    if shape.figure == "text":
        return box.contains(at)
    if shape.text and _caption(shape, view).contains(at):
        return True
    if shape.figure == "arrow":
        return _away(at, *ends(shape, view)) <= NEAR
    if shape.figure == "ellipse":
        wide, high = max(box.width() / 2, 1.0), max(box.height() / 2, 1.0)
        middle = box.center()
        share = hypot((at.x() - middle.x()) / wide, (at.y() - middle.y()) / high)
        return abs(share - 1) * min(wide, high) <= NEAR
    outer, inner = box.adjusted(-NEAR, -NEAR, NEAR, NEAR), box.adjusted(NEAR, NEAR, -NEAR, -NEAR)
    return outer.contains(at) and not (inner.isValid() and inner.contains(at))


def grip(shape: Shape, view: View, at: QPointF) -> int:
    """Which end of a selected shape is under a pixel: 0, 1, or -1 for none. A text has none."""
    if shape.figure == "text":
        return -1
    for number, end in enumerate(ends(shape, view)):
        if (at - end).manhattanLength() <= 2.5 * GRIP:
            return number
    return -1


def _away(at: QPointF, one: QPointF, other: QPointF) -> float:
    """The distance of a point from a stretch of line."""
    along = other - one
    length = along.x() ** 2 + along.y() ** 2
    share = ((at.x() - one.x()) * along.x() + (at.y() - one.y()) * along.y()) / length if length else 0.0
    near = one + along * min(max(share, 0.0), 1.0)
    return hypot(at.x() - near.x(), at.y() - near.y())


def _caption(shape: Shape, view: View) -> QRectF:
    """Where the text of a frame or an arrow stands."""
    size, box = text_size(shape.text), box_of(shape, view)
    middle = box.center()
    if shape.figure == "arrow":
        return QRectF(QPointF(middle.x() + 8, middle.y() - size.height() - 4), size)
    if shape.figure == "ellipse":
        return QRectF(QPointF(middle.x() - size.width() / 2, box.top() - size.height() - 2), size)
    return QRectF(QPointF(box.left(), box.top() - size.height() - 2), size)


def paint(painter: QPainter, view: View, shapes: Mapping[str, Shape], theme: Theme, selected: str) -> None:
    """All shapes, the selected one with its grips."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for key, shape in shapes.items():
        _paint(painter, view, shape, theme)
        if key == selected:
            _grips(painter, view, shape, theme)
    painter.restore()


def _paint(painter: QPainter, view: View, shape: Shape, theme: Theme) -> None:
    color = hex_of(shape.colour) if shape.colour else theme.text
    box = box_of(shape, view)
    painter.setPen(QPen(QColor(color), 1.5))
    painter.setBrush(tinted(color, 0.06))
    if shape.figure == "rectangle":
        painter.drawRoundedRect(box, 4, 4)
    elif shape.figure == "ellipse":
        painter.drawEllipse(box)
    elif shape.figure == "arrow":
        _arrow(painter, *ends(shape, view), color)
    else:
        painter.setPen(QPen(QColor(color) if shape.colour else QColor(theme.line), 1))
        painter.setBrush(tinted(theme.panel, 0.92))
        painter.drawRoundedRect(box, 4, 4)
    if shape.text:
        room = box.adjusted(6, 4, -6, -4) if shape.figure == "text" else _caption(shape, view)
        _text(painter, room, shape, theme)


def _text(painter: QPainter, room: QRectF, shape: Shape, theme: Theme) -> None:
    """On a plate of the ground's colour, so that it can be read over whatever is there."""
    painter.setFont(interface_font(13))
    grown = room.adjusted(0, 0, 2, 2)
    if shape.figure != "text":
        painter.fillRect(room.adjusted(-3, -1, 3, 1), tinted(theme.ground, 0.85))
    painter.setPen(QColor(theme.text))
    painter.drawText(grown, _FLAGS, _shown(shape.text))


def _arrow(painter: QPainter, tail: QPointF, head: QPointF, color: str) -> None:
    painter.setPen(QPen(QColor(color), 2))
    painter.drawLine(tail, head)
    turn = atan2(head.y() - tail.y(), head.x() - tail.x())
    wings = [
        QPointF(head.x() - HEAD * cos(turn + side), head.y() - HEAD * sin(turn + side))
        for side in (pi / 7, -pi / 7)
    ]
    painter.setBrush(QColor(color))
    painter.drawPolygon(QPolygonF([head, *wings]))


def _grips(painter: QPainter, view: View, shape: Shape, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.accent), 1, Qt.PenStyle.DashLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box_of(shape, view).adjusted(-4, -4, 4, 4))
    if shape.figure == "text":
        return
    painter.setPen(QPen(QColor(theme.ground), 1))
    painter.setBrush(QColor(theme.accent))
    for end in ends(shape, view):
        painter.drawRect(QRectF(end.x() - GRIP, end.y() - GRIP, 2 * GRIP, 2 * GRIP))
