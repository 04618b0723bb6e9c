"""Two charts beside each other as pictures, the accounts of only one of them in a colour and a ring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from investigator import drawing
from investigator.operations.charts_beside import Side
from ui import words
from ui.canvas.labels import Labels
from ui.canvas.picture import paint
from ui.canvas.raster import Raster
from ui.canvas.shot import Shot
from ui.canvas.view import fitting
from ui.panels import parts
from ui.theme import Theme

WIDE, HIGH, EDGE = 432, 240, 32


@dataclass(frozen=True)
class Drawn:
    """One chart: its picture, how many accounts are on it, and how many of them are on the other one not."""

    image: QImage
    accounts: int
    only: int


def draw_pair(sides: Sequence[Side], theme: Theme, ratio: float) -> list[Drawn]:
    """Draw both charts at the same scale and the same place; on any thread."""
    x, y = (np.concatenate([getattr(side.scene, axis) for side in sides]) for axis in "xy")
    box, drawn = drawing.extent(x, y), []
    paints = [paint(side.scene, theme) for side in sides]
    spread = min((one.spread for one in paints if one.scene.account.size), default=1.0)
    view = fitting(box, WIDE, HIGH, EDGE, 1.5 * drawing.SPACING / spread)
    for side, colours in zip(sides, paints, strict=True):
        only = np.isin(side.scene.account, np.fromiter(side.only, np.int64, len(side.only)))
        shot = Shot(colours, only, None, ratio)
        image = shot.draw(view.grown(0, ratio), Raster(), Labels()).copy()
        image.setDevicePixelRatio(ratio)
        drawn.append(Drawn(image, side.scene.account.size, int(only.sum())))
    return drawn


class ChartPair(QWidget):
    """Hidden while there is nothing on either chart."""

    def __init__(self) -> None:
        super().__init__()
        self.pictures = [QLabel(), QLabel()]
        self.told = [parts.label("", "dim"), parts.label("", "dim")]
        columns = []
        for picture, told in zip(self.pictures, self.told, strict=True):
            picture.setFixedSize(WIDE, HIGH)
            picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
            columns.append(parts.column(picture, 4, told))
        made = parts.line(columns[0], 0, columns[1])
        self.setLayout(made)
        self.hide()

    def show_pair(self, pair: Sequence[Drawn]) -> None:
        """Show these two."""
        for picture, told, one in zip(self.pictures, self.told, pair, strict=True):
            picture.setPixmap(QPixmap.fromImage(one.image))
            said = f"{words.plural(one.accounts, 'account')} on the chart, {one.only:,} only here (orange, ringed)"
            told.setText(said)
            picture.setAccessibleName(said)
        self.setVisible(any(one.accounts for one in pair))
