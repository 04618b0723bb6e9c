"""Badges of certificates on the chart, in the legend and in the printed figure."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage, QPainter

from investigator import drawing, figure
from investigator.records import Certified
from tests.scenes import triangle
from ui.canvas.badges import draw_badge, draw_badges
from ui.canvas.legend import entries
from ui.canvas.picture import paint, picture
from ui.canvas.view import fitting
from ui.theme import DARK

SIDE = 24


def drawn(outcome: Certified) -> np.ndarray:
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    image.fill(0)
    painter = QPainter(image)
    draw_badge(painter, DARK, QPointF(SIDE / 2, SIDE / 2), 9, outcome)
    painter.end()
    return np.frombuffer(image.constBits(), np.uint32).reshape(SIDE, SIDE).copy()


def test_outcomes_differ_in_shape_and_not_only_in_colour() -> None:
    signs = [drawn(one) for one in Certified]
    ground = int(DARK.ground[1:], 16)
    shapes = [(sign & 0xFFFFFF) == ground for sign in signs]
    for one in range(3):
        assert shapes[one].any()
        for other in range(one):
            assert (shapes[one] != shapes[other]).sum() > 5


@pytest.mark.parametrize("ratio", [1.0, 2.0])
def test_only_what_is_certified_has_a_badge(ratio: float, qapp: object) -> None:
    plain = triangle()
    marked = replace(plain, certified=((1, Certified.FAILED),))
    images = []
    for scene in (plain, marked):
        made = paint(scene, DARK)
        view = fitting(
            drawing.extent(scene.x, scene.y), int(300 * ratio), int(300 * ratio), 40 * ratio, 3 * ratio
        )
        seen = picture(made, view, ratio, np.zeros(3, np.bool_))
        image = QImage(int(300 * ratio), int(300 * ratio), QImage.Format.Format_RGB32)
        image.fill(0)
        painter = QPainter(image)
        draw_badges(painter, scene, seen, DARK, ratio)
        painter.end()
        images.append(np.frombuffer(image.constBits(), np.uint32).copy())
        at = drawing.badge(float(seen.x[1]), float(seen.y[1]), float(seen.radius[1]), 5 * ratio)
    assert not (images[0] & 0xFFFFFF).any()
    rows, columns = np.nonzero((images[1] & 0xFFFFFF).reshape(int(300 * ratio), -1))
    assert abs(rows.mean() - at[1]) < 3 * ratio
    assert abs(columns.mean() - at[0]) < 3 * ratio


def test_the_legend_explains_what_is_there() -> None:
    scene = replace(triangle(), certified=((0, Certified.FAILED), (2, Certified.COMPLETE)))
    assert [one.words for one in entries(scene) if one.kind == -3] == ["complete", "incomplete"]
    assert not [one for one in entries(triangle()) if one.kind == -3]


def test_the_printed_figure_has_them_too() -> None:
    scene = replace(triangle(), certified=((0, Certified.UNPROVEN),))
    assert "not proved complete" in figure.svg(scene)
    assert "complete" not in figure.svg(triangle())
