"""Crowds of nodes too close to be told apart become discs with their number, and fade on the way in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

from investigator.scene import Scene
from tests.scenes import scene
from ui.canvas.crowds import Crowds, crowds, draw_crowds, named, words
from ui.canvas.picture import Picture, number, paint, picture
from ui.canvas.view import View
from ui.theme import DARK


def crowd(risk: float = np.nan) -> Scene:
    """400 nodes, 10 apart, in one square of the ground, a tenth of them at risk, and one far from all."""
    places = [(3000 + 10 * (i % 20), 3000 + 10 * (i // 20)) for i in range(400)]
    return scene([*places, (9000, 9000)], risk=[risk] * 40 + [np.nan] * 361)


VIEW = View(0.05, 3100, 3100, 400, 300)


def seen(shown: Scene, view: View) -> Picture:
    return picture(paint(shown, DARK), view, 1.0, np.zeros(len(shown.x), np.bool_))


def found(shown: Scene, scale: float, x: float = 3100, y: float = 3100) -> Crowds:
    view = View(scale, x, y, 400, 300)
    return crowds(paint(shown, DARK), seen(shown, view), view, 1.0)


def test_what_is_close_becomes_a_disc_and_what_is_alone_stays() -> None:
    gathered = found(crowd(), 0.05)
    assert gathered.count.sum() == 400
    assert np.hypot(gathered.x - 200, gathered.y - 150).max() < 10
    assert (gathered.strength == 1).all()


def test_zooming_in_fades_the_disc_into_its_nodes() -> None:
    strengths = [found(crowd(), scale).strength.max(initial=0) for scale in (0.1, 0.35, 1.0)]
    assert strengths[0] == 1
    assert 0 < strengths[1] < 1
    assert strengths[2] == 0


def test_panning_changes_no_crowd() -> None:
    here, there = found(crowd(), 0.1), found(crowd(), 0.1, x=3100 + 470, y=3100 - 310)
    assert here.count.tolist() == there.count.tolist()
    assert np.allclose(here.x - 47, there.x, atol=0.01)
    assert np.allclose(here.y + 31, there.y, atol=0.01)


def test_risk_in_a_crowd_is_told(qapp: object) -> None:
    gathered = found(crowd(0.9), 0.05)
    assert (gathered.high * gathered.count).sum() == pytest.approx(40)
    assert not gathered.mid.any()
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(number(DARK.ground))
    painter = QPainter(image)
    draw_crowds(painter, gathered, seen(crowd(0.9), VIEW), DARK, 1.0)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(300, 400)
    red, green = (pixels >> 16) & 255, (pixels >> 8) & 255
    assert (red > green.astype(int) + 60).sum() > 5


@pytest.mark.parametrize(
    "odd", [scene([]), scene([(np.nan, 0), (np.inf, 5)]), scene([(3e38, -3e38), (0, 0)])]
)
def test_odd_scenes_have_none(odd: Scene) -> None:
    assert not len(found(odd, 1e-6).x)
    assert not len(found(odd, 1e6).x)


def test_coincident_nodes_are_one_crowd() -> None:
    gathered = found(scene([(3100, 3100)] * 50), 1.0)
    assert gathered.count.tolist() == [50]


@pytest.mark.parametrize(
    ("count", "said"), [(12, "12"), (999, "999"), (1200, "1.2k"), (24_400, "24k"), (3_100_000, "3.1M")]
)
def test_numbers_are_short(count: int, said: str) -> None:
    assert words(count) == said


def test_discs_never_overlap_and_no_node_is_counted_twice() -> None:
    draw = np.random.default_rng(4)
    places = draw.normal(0, 300, (5000, 2))
    gathered = found(scene([(float(x), float(y)) for x, y in places]), 0.1, 0, 0)
    assert 0 < gathered.count.sum() <= 5000
    for at in range(len(gathered.x)):
        away = np.hypot(gathered.x - gathered.x[at], gathered.y - gathered.y[at])
        away[at] = np.inf
        assert (away > 0.6 * (gathered.radius + gathered.radius[at])).all()


def test_a_disc_bears_the_name_of_its_most_important_node_and_of_no_other() -> None:
    shown = replace(crowd(), seed=np.arange(401) == 7)
    nobody, chosen = np.zeros(401, np.bool_), np.arange(401) == 9
    gathered, plain = found(shown, 0.05), seen(shown, VIEW)
    assert gathered.leader.tolist() == [7]
    told = named(plain, gathered, nobody)
    assert told.nodes.tolist() == [7]
    assert told.radius[7] == gathered.radius[0]
    assert set(named(plain, gathered, chosen).nodes.tolist()) == {7, 9}
