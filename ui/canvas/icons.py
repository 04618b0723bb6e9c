"""Signs on nodes that are near: what a service, a mixer, a bridge, a contract or a group is, beside its shape."""

from __future__ import annotations

import numpy as np
import qtawesome
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from investigator.records import AccountKind
from ui.canvas.kept import Kept
from ui.canvas.picture import NEAR, Paint, Picture
from ui.theme import Theme, contrast

TOKEN = 100
"""Stands for a token beside the values of `AccountKind`."""
SIGNS = {
    int(AccountKind.CONTRACT): ("code-bold", 1.2),
    int(AccountKind.SERVICE): ("bank-fill", 1.3),
    int(AccountKind.MIXER): ("shuffle-bold", 1.05),
    int(AccountKind.BRIDGE): ("arrows-left-right-bold", 1.1),
    int(AccountKind.CLUSTER): ("stack-fill", 1.0),
    TOKEN: ("coin-bold", 1.25),
}
"""The sign of each kind in the app's icon font, and its height as a share of the node's radius."""
LEAST = 9
"""Pixels at 100 % under which a sign is a smudge."""
KEPT = 1_000_000
"""So many pixels of drawn signs are kept for reuse."""


def ink(theme: Theme, fill: str) -> str:
    """The colour of a sign on a node of colour `fill`: of the theme's darkest and lightest what stands out more."""
    return max((theme.ground, theme.text), key=lambda one: contrast(one, fill))


class Icons:
    """Keeps one drawn sign for each kind, colour and size, so that a redraw only copies them."""

    def __init__(self) -> None:
        self._kept = Kept(KEPT)

    def paint(self, painter: QPainter, paint: Paint, picture: Picture, ratio: float) -> int:
        """Draw the signs of what is near on a canvas in device pixels; answers how many."""
        self._kept.tidy()
        if picture.size < NEAR:
            return 0
        nodes, kinds = picture.nodes, paint.scene.kind.copy()
        kinds[np.array(paint.scene.tokens, np.int64)] = TOKEN
        signed = nodes[np.isin(kinds[nodes], list(SIGNS))]
        colors = {int(c): ink(paint.theme, f"#{int(c):06x}") for c in np.unique(paint.color[signed])}
        count = 0
        for at in signed.tolist():
            kind = int(kinds[at])
            size = round(float(picture.radius[at]) * SIGNS[kind][1])
            if size >= LEAST * ratio:
                image = self._image(kind, colors[int(paint.color[at])], size)
                spot = (round(float(picture.x[at]) - size / 2), round(float(picture.y[at]) - size / 2))
                painter.drawImage(QPointF(*spot), image)
                count += 1
        return count

    def _image(self, kind: int, color: str, size: int) -> QImage:
        return self._kept.image((kind, color, size), lambda: _sign(SIGNS[kind][0], color, size))


def _sign(name: str, color: str, size: int) -> QImage:
    """One sign, `size` pixels high and wide, on a transparent ground; on any thread, as pixmaps are not."""
    made = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = qtawesome.font("ph", size)
    font.setPixelSize(size)
    painter.setFont(font)
    painter.setPen(QColor(color))
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
    painter.drawText(QRectF(0, 0, size, size), flags, qtawesome.charmap(f"ph.{name}"))
    painter.end()
    return made
