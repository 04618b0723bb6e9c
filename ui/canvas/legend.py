"""The legend: only what is on the chart. And the shapes as paths, for whoever draws one node."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from investigator import drawing
from investigator.figure import CERTIFIED
from investigator.look import BY_RISK
from investigator.records import AccountKind, Certified
from investigator.scene import Scene
from ui.canvas.badges import draw_badge
from ui.theme import Theme, interface_font

KIND_WORDS = ("account", "contract", "service", "mixer", "bridge", "group")
RISK_WORDS = ("", "low risk", "mid risk", "high risk")
ROW, PAD, GAP = 24, 12, 16


@dataclass(frozen=True)
class Entry:
    """One thing to explain.

    `kind` is a shape, -1 a dashed line, -2 a seed's ring, -3 the badge of a certificate, -4 a line; `step` is its
    risk, or what the certificate comes to; `color` 0xRRGGBB where it is neither.
    """

    words: str
    kind: int
    step: int = drawing.UNSCORED
    color: int = -1


def entries(scene: Scene) -> tuple[Entry, ...]:
    """What is on the chart, shapes first, then what colours mean, then seeds and leads."""
    shapes = [Entry(KIND_WORDS[kind], kind) for kind in sorted(_there(scene.kind))]
    by_risk = scene.risk[scene.tint == BY_RISK]
    sign = (
        AccountKind.ACCOUNT if len(by_risk) else -4
    )  # where nodes say something else, edges still tell risk
    seen = _there(drawing.steps(by_risk)) | _there(drawing.steps(scene.edge_risk))
    risks = [Entry(name, AccountKind.ACCOUNT, color=color) for name, color in scene.hues]
    risks += [Entry(RISK_WORDS[step], sign, step) for step in sorted(seen) if step]
    extra = [Entry("seed", -2)] if scene.seed.any() else []
    if scene.lead.any():
        extra.append(Entry("lead", -1, drawing.MID_STEP))
    badges = [Entry(CERTIFIED[one], -3, one) for one in sorted({one for _, one in scene.certified})]
    return (*shapes, *risks, *extra, *badges)


def _there(values: NDArray[np.uint8]) -> set[int]:
    """The distinct values of some that are few, without a sort: it is done on the window's thread."""
    return set(np.flatnonzero(np.bincount(values)).tolist())


def shape(kind: int, radius: float) -> QPainterPath:
    """The outline of a node of an `AccountKind` around the origin, as `shapes.rim` draws it."""
    path = QPainterPath()
    if kind == AccountKind.CONTRACT:
        path.addRect(QRectF(-0.86 * radius, -0.86 * radius, 1.72 * radius, 1.72 * radius))
    elif kind == AccountKind.SERVICE:
        side = 1.9 * radius
        path.addRoundedRect(QRectF(-side / 2, -side / 2, side, side), 0.28 * radius, 0.28 * radius)
    elif kind == AccountKind.MIXER:
        tip = 1.15 * radius
        path.addPolygon(QPolygonF([QPointF(0, -tip), QPointF(tip, 0), QPointF(0, tip), QPointF(-tip, 0)]))
        path.closeSubpath()
    elif kind == AccountKind.BRIDGE:
        top, foot, half = 0.53 * radius, 0.97 * radius, 0.85 * radius
        corners = [QPointF(-top, -half), QPointF(top, -half), QPointF(foot, half), QPointF(-foot, half)]
        path.addPolygon(QPolygonF(corners))
        path.closeSubpath()
    elif kind == AccountKind.CLUSTER:
        path.addEllipse(QPointF(0, 0), 0.72 * radius, 0.72 * radius)
        path.addEllipse(QPointF(0, 0), radius, radius)
        path.addEllipse(QPointF(0, 0), 0.88 * radius, 0.88 * radius)
    else:
        path.addEllipse(QPointF(0, 0), radius, radius)
    return path


def legend_height(shown: tuple[Entry, ...], wide: float) -> float:
    """How high `draw_legend` gets with these."""
    return ROW * len(_rows(_needs(shown), wide)[0]) + 8


def _needs(shown: tuple[Entry, ...]) -> list[float]:
    metrics = QFontMetricsF(interface_font(11))
    return [20 + metrics.horizontalAdvance(entry.words) + GAP for entry in shown]


def draw_legend(
    painter: QPainter, shown: tuple[Entry, ...], theme: Theme, left: float, bottom: float, wide: float
) -> None:
    """Paint `shown` with the lower left corner at (left, bottom), in as many rows as `wide` asks for."""
    font = interface_font(11)
    metrics = QFontMetricsF(font)
    rows, widest = _rows(_needs(shown), wide)
    high = ROW * len(rows) + 8
    box = QRectF(left, bottom - high, widest - GAP + 2 * PAD, high)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(font)
    painter.setPen(QPen(QColor(theme.line), 1))
    painter.setBrush(QColor(theme.panel))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    for at, row in enumerate(rows):
        middle = box.top() + 4 + ROW * (at + 0.5)
        for which, offset in row:
            x = box.left() + PAD + offset
            _draw_sign(painter, shown[which], theme, QPointF(x + 7, middle))
            painter.setPen(QColor(theme.dim))
            painter.drawText(QPointF(x + 20, middle + metrics.ascent() / 2 - 1), shown[which].words)
    painter.restore()


def _rows(needs: list[float], wide: float) -> tuple[list[list[tuple[int, float]]], float]:
    """Entries broken into rows, each with its offset, and the widest row."""
    rows: list[list[tuple[int, float]]] = [[]]
    used = widest = 0.0
    for which, need in enumerate(needs):
        if rows[-1] and used + need + 2 * PAD - GAP > wide:
            rows.append([])
            used = 0.0
        rows[-1].append((which, used))
        used += need
        widest = max(widest, used)
    return rows, widest


def _draw_sign(painter: QPainter, entry: Entry, theme: Theme, at: QPointF) -> None:
    if entry.kind == -3:
        draw_badge(painter, theme, at, 6, Certified(entry.step))
        return
    color = QColor(theme.risk(entry.step) if entry.step else theme.node_plain)
    if entry.color >= 0:
        color = QColor(f"#{entry.color:06x}")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if entry.kind == -4:
        painter.setPen(QPen(color, 2))
        painter.drawLine(QPointF(at.x() - 8, at.y()), QPointF(at.x() + 9, at.y()))
    elif entry.kind == -1:
        painter.setPen(QPen(color, 1.5, Qt.PenStyle.CustomDashLine))
        pen = painter.pen()
        pen.setDashPattern([2.6, 1.6])
        painter.setPen(pen)
        painter.drawLine(QPointF(at.x() - 8, at.y()), QPointF(at.x() + 9, at.y()))
    elif entry.kind == -2:
        painter.setPen(QPen(QColor(theme.dim), 1.2))
        painter.drawEllipse(at, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(at, 3, 3)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawPath(shape(entry.kind, 7 if entry.kind == AccountKind.CLUSTER else 5).translated(at))
