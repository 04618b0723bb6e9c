"""Which shape is under a pixel, and that all are drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from pytestqt.qtbot import QtBot

from investigator.cases.facts import Shape
from ui.canvas import drawings
from ui.canvas.view import View
from ui.theme import DARK

VIEW = View(2.0, 0.0, 0.0, 400, 300)  # the world's origin is at (200, 150); 50 world units are 100 pixels
BOX = Shape("rectangle", -5000, -2500, 5000, 2500)
ROUND = Shape("ellipse", -5000, -2500, 5000, 2500)
ARROW = Shape("arrow", -5000, 0, 5000, 0)
TEXT = Shape("text", 0, 0, 0, 0, "loot")


@pytest.mark.parametrize(
    "shape, on, off",
    [
        (BOX, (100, 150), (200, 150)),
        (ROUND, (200, 100), (105, 105)),
        (ARROW, (150, 153), (150, 170)),
        (TEXT, (210, 158), (150, 150)),
    ],
)
def test_lines_are_hit_and_the_inside_is_not(
    qtbot: QtBot, shape: Shape, on: tuple[int, int], off: tuple[int, int]
) -> None:
    assert drawings.hit(shape, VIEW, QPointF(*on))
    assert not drawings.hit(shape, VIEW, QPointF(*off))


def test_the_text_of_a_frame_is_part_of_it_and_the_topmost_is_meant(qtbot: QtBot) -> None:
    named = Shape("rectangle", -5000, -2500, 5000, 2500, "the peel chain")
    assert drawings.hit(named, VIEW, QPointF(110, 92))
    assert drawings.under({"S1": BOX, "S2": named}, VIEW, QPointF(100, 150)) == "S2"
    assert drawings.under({"S1": BOX}, VIEW, QPointF(200, 150)) == ""


def test_the_ends_of_a_shape_can_be_gripped_but_a_text_has_none() -> None:
    assert drawings.grip(ARROW, VIEW, QPointF(100, 150)) == 0
    assert drawings.grip(ARROW, VIEW, QPointF(302, 148)) == 1
    assert drawings.grip(ARROW, VIEW, QPointF(200, 150)) == -1
    assert drawings.grip(TEXT, VIEW, QPointF(200, 150)) == -1


def test_every_figure_is_drawn_whatever_it_says(qtbot: QtBot) -> None:
    assert QGuiApplication.instance() is not None
    for shape in (BOX, ROUND, ARROW, TEXT, Shape("text", 0, 0, 0, 0, "<b>\u202ex</b>\n" * 400, "teal")):
        image = QImage(400, 300, QImage.Format.Format_RGB32)
        image.fill(0)
        blank = image.copy()
        painter = QPainter(image)
        drawings.paint(painter, VIEW, {"S1": shape}, DARK, "S1")
        painter.end()
        assert image != blank
    far = Shape("arrow", -(2**31) + 1, 0, 2**31 - 1, 0)
    assert abs(drawings.ends(far, VIEW)[0].x()) <= 1e6
