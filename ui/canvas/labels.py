"""Names under nodes and amounts beside edges: which are worth showing, and painting them."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPen

from investigator import drawing
from investigator.placing import place
from investigator.records import AccountKind
from ui.canvas.icons import Icons
from ui.canvas.kept import Kept
from ui.canvas.picture import NEAR, Paint, Picture
from ui.theme import Theme, interface_font, text_size

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

MOST = 240
"""So many labels at most are tried; beyond that a screen is full."""
ROOMY = 1.6
"""From this crowding (`Picture.room`) on, ordinary nodes and edges are labelled too."""
KEPT = 4_000_000
"""So many pixels of drawn labels are kept for reuse: some 800 labels at 100 %."""
NOTHING: Floats = np.empty((0, 4), np.float32)
_ADDRESS = re.compile(r"(?:.*:)?(0x[0-9a-fA-F]{4})[0-9a-fA-F]{32}([0-9a-fA-F]{4})")


def short(text: str, most: int = 28) -> str:
    """A text fit for the chart: printable, whole addresses and long names shortened in the middle."""
    if match := _ADDRESS.fullmatch(text):
        return f"{match[1]}…{match[2]}"
    clean = "".join(c if c.isprintable() else " " for c in text[:400]).strip()
    return clean if len(clean) <= most else f"{clean[: most - 9]}…{clean[-8:]}"


@dataclass(frozen=True)
class Label:
    """One text to draw: a title with a dimmer caption under it, at most."""

    title: str
    caption: str
    quiet: bool


class Labels:
    """Keeps drawn labels, so that a redraw of a familiar chart only copies them.

    At most `fresh` that are not kept yet are drawn at once, the most important first; `lacking` says that more are to
    come, by painting again.
    """

    def __init__(self, fresh: int = 2 * MOST) -> None:
        self._fresh, self.lacking = fresh, False
        self._kept = Kept(KEPT)
        self.icons = Icons()

    def paint(
        self,
        painter: QPainter,
        paint: Paint,
        picture: Picture,
        ratio: float,
        selected: Bools,
        taken: Floats = NOTHING,
    ) -> Floats:
        """Draw what fits on a canvas in device pixels. Answers boxes (left, top, right, bottom), (k, 4).

        No label covers the boxes of `taken` (t, 4).
        """
        self._kept.tidy()
        width, height = painter.device().width(), painter.device().height()
        nodes, names, anchors = _names(paint, picture, ratio, selected)
        amounts, beside = _amounts(paint, picture, ratio)
        now = self._affordable(names + amounts, paint.theme, ratio)
        nodes, anchors, beside = (
            nodes[now[: len(names)]],
            anchors[now[: len(names)]],
            beside[now[len(names) :]],
        )
        names, amounts = _those(names, now[: len(names)]), _those(amounts, now[len(names) :])
        images = [self._image(label, paint.theme, ratio) for label in names + amounts]
        sizes = np.array([(i.width(), i.height()) for i in images], np.float32).reshape(-1, 2)
        for at in range(len(amounts)):
            where = len(names) + at
            wide = abs(beside[at, 2]) * sizes[where, 0] + abs(beside[at, 3]) * sizes[where, 1]
            beside[at, :2] += beside[at, 2:] * (wide / 2 + 2 * ratio)
        centred = np.column_stack([beside[:, :2], np.full(len(beside), -1, np.float32)])
        spots = np.concatenate([anchors, centred]).astype(np.float32)
        insist = len(taken) + int(_leading(paint, nodes, selected).sum())
        # What is taken goes first, as labels do that are centred where they must be: no other covers these.
        fixed, room = (taken[:, :2] + taken[:, 2:]) / 2, taken[:, 2:] - taken[:, :2]
        fixed = np.column_stack([fixed, np.full(len(taken), -1, np.float32)])
        corners = place(
            np.concatenate([fixed, spots]).astype(np.float32),
            np.concatenate([room, sizes]).astype(np.float32),
            _discs(picture, nodes),
            (width, height),
            insist,
        )[len(taken) :]
        kept = np.flatnonzero(np.isfinite(corners[:, 0]))
        for at in kept.tolist():
            painter.drawImage(QPointF(*corners[at].tolist()), images[at])
        return np.column_stack([corners[kept], corners[kept] + sizes[kept]])

    def _affordable(self, labels: list[Label], theme: Theme, ratio: float) -> Bools:
        kept = [(label, theme.name, ratio * text_size()) in self._kept for label in labels]
        known = np.array(kept, np.bool_)
        now: Bools = known | (np.cumsum(~known) <= self._fresh)
        self.lacking = not bool(now.all())
        return now

    def _image(self, label: Label, theme: Theme, ratio: float) -> QImage:
        key = (label, theme.name, ratio * text_size())
        return self._kept.image(key, lambda: _drawn(label, theme, ratio))


def _those(labels: list[Label], wanted: Bools) -> list[Label]:
    return [label for label, taken in zip(labels, wanted.tolist(), strict=True) if taken]


def _names(
    paint: Paint, picture: Picture, ratio: float, selected: Bools
) -> tuple[NDArray[np.int64], list[Label], Floats]:
    """The nodes worth a name, the most important first, their labels, and anchors (m, 3)."""
    scene, nodes = paint.scene, picture.nodes[::-1]
    if picture.room < ROOMY:
        nodes = nodes[(paint.notable | selected)[nodes]]
    order = np.lexsort((~_leading(paint, nodes, selected), ~selected[nodes]))
    nodes = nodes[order][: MOST if picture.room > 0.3 else 48]
    labels = [Label(short(scene.title[i]), short(scene.caption[i]), not paint.notable[i]) for i in nodes]
    shown = np.array([bool(label.title or label.caption) for label in labels], np.bool_)
    nodes = nodes[shown] if len(nodes) else nodes
    gap = np.where(selected[nodes], 8, 3) * ratio
    anchors = np.column_stack([picture.x[nodes], picture.y[nodes], picture.radius[nodes] + gap])
    return nodes, [label for label in labels if label.title or label.caption], anchors.astype(np.float32)


def _leading(paint: Paint, nodes: NDArray[np.int64], selected: Bools) -> Bools:
    """What the eye looks for first: the chosen, the seeds, and services, mixers and bridges by name."""
    scene = paint.scene
    named = (
        np.isin(scene.kind, (AccountKind.SERVICE, AccountKind.MIXER, AccountKind.BRIDGE)) & paint.notable
    )
    return np.asarray((selected | scene.seed | named)[nodes], np.bool_)


def _amounts(paint: Paint, picture: Picture, ratio: float) -> tuple[list[Label], Floats]:
    """The amounts worth showing, the most important first, each with (x, y) and the unit vector aside."""
    scene, c, edges = paint.scene, picture.curves, picture.edges
    if picture.size < NEAR or not len(edges):
        return [], np.empty((0, 4), np.float32)
    x, y = c.at(np.full(len(edges), 0.5, np.float32))
    long = np.hypot(c.x2 - c.x0, c.y2 - c.y0)
    aside_x, aside_y = c.cx - (c.x0 + c.x2) / 2, c.cy - (c.y0 + c.y2) / 2
    norm = np.maximum(np.hypot(aside_x, aside_y), 1e-3)
    loud = (scene.edge_risk[edges] >= drawing.MID) | (picture.room >= ROOMY)
    wanted = np.flatnonzero(loud & (long > 90 * ratio))[::-1][:MOST]
    wanted = np.array([i for i in wanted if scene.text[edges[i]]], np.int64)
    labels = [Label("", short(scene.text[edges[i]]), False) for i in wanted]
    spots = np.column_stack([x, y, aside_x / norm, aside_y / norm])[wanted]
    return labels, spots.astype(np.float32)


def _discs(picture: Picture, nodes: NDArray[np.int64]) -> Floats:
    """The boxes of named nodes, which no label may cover."""
    x, y, r = picture.x[nodes], picture.y[nodes], picture.radius[nodes]
    return np.column_stack([x - r, y - r, x + r, y + r]).astype(np.float32)


def _drawn(label: Label, theme: Theme, ratio: float) -> QImage:
    """A label on a transparent ground, with a halo in the colour of the chart's ground."""
    rows = [(label.title, 12, theme.dim if label.quiet else theme.text), (label.caption, 11, theme.dim)]
    rows = [row for row in rows if row[0]]
    fonts = [interface_font(round(size * ratio)) for _, size, _ in rows]
    metrics = [QFontMetricsF(font) for font in fonts]
    edge = 2 * ratio
    widths = [m.horizontalAdvance(text) for m, (text, _, _) in zip(metrics, rows, strict=True)]
    height = sum(m.height() for m in metrics) - (len(rows) - 1) * 2 * ratio
    made = QImage(
        int(max(widths) + 2 * edge) + 1, int(height) + 1, QImage.Format.Format_ARGB32_Premultiplied
    )
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    y = 0.0
    for (text, _, color), font, metric, wide in zip(rows, fonts, metrics, widths, strict=True):
        base = QPointF((made.width() - wide) / 2, round(y + metric.ascent()))
        path = QPainterPath()
        path.addText(base, font, text)
        halo = QPen(QColor(theme.ground), 2 * edge, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        painter.strokePath(path, halo)
        painter.setFont(font)
        painter.setPen(QColor(color))
        painter.drawText(base, text)
        y += metric.height() - 2 * ratio
    painter.end()
    return made
