"""Badges of completeness certificates on the rim of nodes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from investigator import drawing
from investigator.records import Certified
from investigator.scene import Scene
from ui.canvas.picture import Picture
from ui.theme import Theme

SIZE = 5.5
"""Radius in pixels at nominal scale."""

LEAST = 0.35
"""Below this size of nodes there is no room for a sign."""


def draw_badges(painter: QPainter, scene: Scene, picture: Picture, theme: Theme, ratio: float) -> None:
    """The badges of what is visible."""
    if not scene.certified or picture.size < LEAST:
        return
    seen = set(picture.nodes.tolist())
    size = SIZE * ratio * max(min(picture.size, 1.2), 0.8)
    for at, outcome in scene.certified:
        if at in seen:
            spot = drawing.badge(
                float(picture.x[at]), float(picture.y[at]), float(picture.radius[at]), size
            )
            draw_badge(painter, theme, QPointF(*spot), size, outcome)


def draw_badge(painter: QPainter, theme: Theme, at: QPointF, size: float, outcome: Certified) -> None:
    """One badge: a disc with a tick, a bar or a cross, so that it does not rest on its colour."""
    color = QColor(
        {Certified.COMPLETE: theme.verified, Certified.FAILED: theme.high}.get(outcome, theme.mid)
    )
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.ground), size * 0.3))
    painter.setBrush(color)
    painter.drawEllipse(at, size, size)
    painter.setPen(QPen(QColor(theme.ground), size * 0.32, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for line in drawing.badge_strokes(outcome, size):
        painter.drawPolyline(QPolygonF([QPointF(at.x() + x, at.y() + y) for x, y in line]))
    painter.restore()
