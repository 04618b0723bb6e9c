"""Everything that one picture of the chart shows, at rest, and drawing it on any thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from ui.canvas.badges import draw_badges
from ui.canvas.crowds import crowds, draw_crowds, named, spoken
from ui.canvas.labels import Labels
from ui.canvas.picture import Paint, picture
from ui.canvas.raster import Raster
from ui.canvas.view import View


@dataclass(frozen=True)
class Shot:
    """A scene in its colours, which nodes are selected, shape (n,), and which edges stand out (see `picture`)."""

    paint: Paint
    selected: NDArray[np.bool_]
    marked: NDArray[np.bool_] | None
    ratio: float

    def draw(self, view: View, raster: Raster, labels: Labels) -> QImage:
        """The picture of a view, given in device pixels. It borrows the raster's buffer, which the next one overdraws."""
        seen = picture(self.paint, view, self.ratio, self.selected, self.marked)
        buffer = raster.draw(view.width, view.height, self.paint.tone, seen.strokes, seen.dots)
        image = QImage(buffer.data, view.width, view.height, view.width * 4, QImage.Format.Format_RGB32)
        painter = QPainter(image)
        labels.icons.paint(painter, self.paint, seen, self.ratio)
        gathered = crowds(self.paint, seen, view, self.ratio)
        draw_crowds(painter, gathered, seen, self.paint.theme, self.ratio)
        draw_badges(painter, self.paint.scene, seen, self.paint.theme, self.ratio)
        told = named(seen, gathered, self.selected)
        first = spoken(gathered, self.selected)
        labels.paint(painter, self.paint, told, self.ratio, first, gathered.boxes)
        painter.end()
        return image
