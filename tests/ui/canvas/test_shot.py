from __future__ import annotations

import numpy as np
from PySide6.QtGui import QGuiApplication

from tests.scenes import triangle
from ui.canvas.labels import Labels
from ui.canvas.picture import number, paint
from ui.canvas.raster import Raster
from ui.canvas.shot import Shot
from ui.canvas.view import View
from ui.theme import DARK


def test_a_shot_shows_the_scene_as_it_was(qapp: QGuiApplication) -> None:
    shot = Shot(paint(triangle(), DARK), np.array([False, True, False]), None, 1.0)
    view = View(1, 100, 75, 400, 300)
    raster, labels = Raster(), Labels()  # a picture borrows the raster's memory: it must outlive it
    shot.draw(
        view, raster, labels
    )  # what is drawn first of a font is not yet drawn from the cache of glyphs
    image = shot.draw(view, raster, labels).copy()
    assert (image.width(), image.height()) == (400, 300)
    assert image.pixelColor(300, 62).name() == DARK.high  # the mixer, above its sign
    assert image.pixel(1, 1) & 0xFFFFFF == number(DARK.ground)
    assert shot.draw(view, raster, labels).copy() == image
