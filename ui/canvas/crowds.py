"""Where nodes are too close to be told apart: one disc with their number for each crowd."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from investigator import drawing
from ui.canvas.picture import Paint, Picture
from ui.canvas.view import View
from ui.theme import Theme, blend, interface_font

Floats = NDArray[np.float32]

CELL = 56.0
"""A crowd is what lies in one square of the ground of this many pixels to twice as many on the screen."""
CLOSE, APART = 3.0, 4.5
"""Pixels between neighbours under which a crowd is a disc, and from which on it is its nodes."""
FEW = 12
"""Fewer nodes than this are never a crowd."""
TOLD = 60
"""So many of the largest crowds say their number."""
SOLID = 0.3
"""From this strength on a disc stands for its nodes, and bears the name of one of them."""
NAMED = 16
"""So many of the largest discs bear the name of their leader even where it is an ordinary account."""
RINGS = 60
"""So many rings of seeds and of what is selected at most are drawn over the discs too, the last ones."""


@dataclass(frozen=True)
class Crowds:
    """c crowds in device pixels, the largest first, all of shape (c,).

    `count` nodes each, of which `mid` and `high` are the shares at those steps of risk; `strength` in (0, 1] is how
    solid the disc is: 1 where no node can be told from the next. `leader` is the most important of the nodes.
    """

    x: Floats
    y: Floats
    radius: Floats
    count: NDArray[np.int64]
    mid: Floats
    high: Floats
    strength: Floats
    leader: NDArray[np.int64]

    @property
    def boxes(self) -> Floats:
        """(left, top, right, bottom) of the numbers of solid discs, which no name may cover, shape (k, 4)."""
        x, y, r = (part[self.strength > SOLID] for part in (self.x, self.y, self.radius))
        return np.column_stack([x - 0.8 * r, y - 0.4 * r, x + 0.8 * r, y + 0.4 * r]).astype(np.float32)


def crowds(paint: Paint, picture: Picture, view: View, ratio: float) -> Crowds:
    """The crowds of a picture of `view`, in device pixels of `ratio`.

    The squares hang on the ground and not on the screen, so that panning changes no crowd.
    """
    side = 2.0 ** np.ceil(np.log2(CELL * ratio / view.scale)) * view.scale
    left = (view.width / 2 - view.x * view.scale) % side - side
    top = (view.height / 2 - view.y * view.scale) % side - side
    wide, high = int((view.width - left) / side) + 2, int((view.height - top) / side) + 2
    step = drawing.steps(paint.scene.risk)
    sums, leader = _sums(picture.x, picture.y, paint.order, step, left, top, side, wide, high)
    kept = np.flatnonzero(sums[:, 0] >= FEW)
    sums, leader = sums[kept], leader[kept]
    mean = sums[:, 1:3] / sums[:, :1]
    extent = np.sqrt(np.maximum(sums[:, 3:5] / sums[:, :1] - mean**2, 0)) + 0.3
    # The nodes' own extent, were they spread evenly: a crowd may fill a corner of its square only.
    apart = np.sqrt(12 * extent[:, 0] * extent[:, 1] / sums[:, 0]) / ratio
    strength = np.clip((APART - apart) / (APART - CLOSE), 0, 1)
    shown = np.flatnonzero(strength > 0.02)
    shown = shown[np.argsort(-sums[shown, 0], kind="stable")]
    parts = np.column_stack([mean + np.array([left, top]), sums[:, [0, 5, 6]], strength])[shown]
    found, into = _joined(parts, ratio)
    count = found[:, 2]
    return Crowds(
        x=found[:, 0].astype(np.float32),
        y=found[:, 1].astype(np.float32),
        radius=_radius(count, ratio).astype(np.float32),
        count=count.astype(np.int64),
        mid=(found[:, 3] / count).astype(np.float32),
        high=(found[:, 4] / count).astype(np.float32),
        strength=found[:, 5].astype(np.float32),
        leader=_foremost(paint, leader[shown], into, len(found)),
    )


def _radius(count: NDArray[np.float64], ratio: float) -> NDArray[np.float64]:
    grown: NDArray[np.float64] = (7 + 1.7 * np.log2(count)) * ratio
    return grown


def _joined(parts: NDArray[np.float64], ratio: float) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Crowds whose discs would overlap made one. And of each of the given ones the one that it is in.

    `parts` (k, 6) are x, y, number, numbers at mid and high risk, and strength, the largest first.
    """
    made, into, count = parts.copy(), np.zeros(len(parts), np.int64), 0
    for part in range(len(parts)):
        x, y, number = parts[part, :3]
        near = made[:count]
        room = _radius(near[:, 2], ratio) + _radius(np.array([number]), ratio)
        gap = np.hypot(near[:, 0] - x, near[:, 1] - y) - room
        at = int(gap.argmin()) if count else 0
        if count and gap[at] < 0:
            share = number / (made[at, 2] + number)
            for column in (0, 1, 5):
                made[at, column] += share * (parts[part, column] - made[at, column])
            made[at, 2:5] += parts[part, 2:5]
        else:
            at, count = count, count + 1
            made[at] = parts[part]
        into[part] = at
    return made[:count], into


def _foremost(
    paint: Paint, leader: NDArray[np.int64], into: NDArray[np.int64], count: int
) -> NDArray[np.int64]:
    """Of the leaders of joined crowds the one that is drawn last, shape (count,)."""
    rank = np.full(len(paint.scene.x), -1, np.int64)
    rank[paint.order] = np.arange(len(paint.order))
    best = np.full(count, -1, np.int64)
    np.maximum.at(best, into, rank[leader])
    return np.asarray(paint.order[best], np.int64)


def named(picture: Picture, found: Crowds, selected: NDArray[np.bool_]) -> Picture:
    """The picture as its names see it: a disc is its leader, and its other nodes, unless selected, are not there."""
    solid = np.flatnonzero(found.strength > SOLID)
    hidden = np.zeros(len(picture.x), np.bool_)
    _cover(hidden, picture.x, picture.y, found.x[solid], found.y[solid], found.radius[solid] * 1.3)
    if not len(solid):
        return picture
    leader = found.leader[solid]
    inside = hidden[leader]  # the others stand beside their disc, and are named there
    leader, solid = leader[inside], solid[inside]
    x, y, radius = picture.x.copy(), picture.y.copy(), picture.radius.copy()
    x[leader], y[leader], radius[leader] = found.x[solid], found.y[solid], found.radius[solid]
    others = picture.nodes[(~hidden | selected)[picture.nodes] & ~np.isin(picture.nodes, leader)]
    nodes = np.concatenate([others, leader[::-1]])
    return replace(picture, x=x, y=y, radius=radius, nodes=nodes)


def spoken(found: Crowds, selected: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which nodes are named before all others, shape (n,): the selected, and those that lead the largest discs."""
    first = selected.copy()
    first[found.leader[:NAMED][found.strength[:NAMED] > SOLID]] = True
    return first


def words(count: int) -> str:
    """A number in few characters: 950, 1.2k, 24k, 3.1M."""
    for least, unit in ((1_000_000, "M"), (1_000, "k")):
        if count >= least:
            share = count / least
            return f"{share:.1f}{unit}" if share < 10 else f"{share:.0f}{unit}"
    return str(count)


def draw_crowds(painter: QPainter, found: Crowds, picture: Picture, theme: Theme, ratio: float) -> None:
    """Discs with their numbers, around each what share of it is at risk, and over all the rings of the picture."""
    if not len(found.x):
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    fill, rim = QColor(blend(theme.node_plain, theme.ground, 0.35)), QColor(theme.node_plain)
    painter.setFont(interface_font(round(11 * ratio), strong=True))
    for at in range(len(found.x) - 1, -1, -1):
        middle, radius = QPointF(float(found.x[at]), float(found.y[at])), float(found.radius[at])
        painter.setOpacity(0.9 * float(found.strength[at]))
        painter.setBrush(fill)
        painter.setPen(QPen(rim, 1.2 * ratio))
        painter.drawEllipse(middle, radius, radius)
        box = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        _risk(painter, box, theme, float(found.mid[at]), float(found.high[at]), ratio)
        if at < TOLD:
            painter.setOpacity(float(found.strength[at]))
            painter.setPen(QColor(theme.text))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(box, flags, words(int(found.count[at])))
    _rings(painter, found, picture)
    painter.restore()


def _rings(painter: QPainter, found: Crowds, picture: Picture) -> None:
    """The rings of what lies under discs once more, since the discs cover them."""
    rings, under = picture.dots.rings, np.zeros(len(picture.dots.rings), np.bool_)
    x, y = np.ascontiguousarray(rings[:, :2].T)
    _cover(under, x, y, found.x, found.y, found.radius)
    painter.setOpacity(1)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for at in np.flatnonzero(under)[-RINGS:].tolist():
        left, top, radius, half = rings[at].tolist()
        painter.setPen(QPen(QColor(f"#{int(picture.dots.ring_color[at]):06x}"), 2 * half))
        painter.drawEllipse(QPointF(left, top), radius, radius)


def _risk(painter: QPainter, box: QRectF, theme: Theme, mid: float, high: float, ratio: float) -> None:
    """Arcs from the top, clockwise: first what is high, then what is mid, each long enough to be seen."""
    begin = 90 * 16
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for share, color in ((high, theme.high), (mid, theme.mid)):
        if share > 0:
            span = -round(max(share, 0.04) * 360 * 16)
            painter.setPen(QPen(QColor(color), 3 * ratio, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawArc(box, begin, max(span, -360 * 16))
            begin += span


@njit(cache=True, nogil=True)
def _sums(x, y, order, step, left, top, side, wide, high):  # type: ignore[no-untyped-def]
    """For each square: number, sums of x, y, x², y² from the grid's corner, and numbers at mid and high risk.

    And the last of its nodes in `order`.
    """
    sums = np.zeros((wide * high, 7), np.float64)
    last = np.full(wide * high, -1, np.int64)
    for i in order:
        px, py = x[i] - left, y[i] - top
        if not (0 <= px < wide * side and 0 <= py < high * side):
            continue
        cell = min(int(py / side), high - 1) * wide + min(int(px / side), wide - 1)
        last[cell] = i
        sums[cell, 0] += 1
        sums[cell, 1] += px
        sums[cell, 2] += py
        sums[cell, 3] += px * px
        sums[cell, 4] += py * py
        if step[i] >= 2:
            sums[cell, 3 + step[i]] += 1
    return sums, last


@njit(cache=True, nogil=True)
def _cover(hidden, x, y, disc_x, disc_y, reach):  # type: ignore[no-untyped-def]
    """Mark the nodes that lie within the reach of a disc."""
    for i in range(len(x)):
        for at in range(len(disc_x)):
            if (x[i] - disc_x[at]) ** 2 + (y[i] - disc_y[at]) ** 2 < reach[at] ** 2:
                hidden[i] = True
                break
