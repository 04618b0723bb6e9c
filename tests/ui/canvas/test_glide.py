from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.scenes import triangle
from ui.canvas.glide import Glide
from ui.canvas.picture import paint
from ui.canvas.view import View
from ui.theme import DARK

VIEW = View(1.0, 0.0, 0.0, 800, 600)


def moved(dx: float):  # type: ignore[no-untyped-def]
    scene = triangle()
    return replace(scene, x=scene.x + np.float32(dx))


def test_nodes_are_drawn_on_their_way_and_then_where_they_stand(qtbot: QtBot) -> None:
    shown: list[bool] = []
    glide = Glide(lambda: shown.append(True))
    glide.duration = 1e6
    after = moved(300)
    glide.begin(triangle(), VIEW, after, VIEW)
    way = glide.over(paint(after, DARK)).scene
    assert (way.x < after.x).all()
    assert (way.x >= triangle().x - 1e-3).all()
    glide.end()
    glide.duration = 0.1
    glide.begin(triangle(), VIEW, after, VIEW)
    qtbot.waitUntil(lambda: glide.over(paint(after, DARK)).scene.x is after.x)
    assert shown
    glide.end()


def test_where_the_view_changes_too_they_start_where_they_were_on_the_screen() -> None:
    glide = Glide(lambda: None)
    glide.duration = 1e6
    far = View(0.5, 40.0, 0.0, 800, 600)
    glide.begin(triangle(), VIEW, moved(300), far)
    scene = glide.over(paint(moved(300), DARK)).scene
    assert far.to_screen(scene.x, scene.y)[0] == pytest.approx(
        VIEW.to_screen(triangle().x, triangle().y)[0], abs=0.1
    )
    glide.end()


@pytest.mark.parametrize("duration, far", [(0.0, 300), (0.1, 0), (0.1, 1)])
def test_switched_off_or_without_a_movement_nothing_glides(duration: float, far: float) -> None:
    glide = Glide(lambda: None)
    glide.duration = duration
    glide.begin(triangle(), VIEW, moved(far), VIEW)
    made = paint(moved(far), DARK)
    assert glide.over(made) is made
    glide.end()
