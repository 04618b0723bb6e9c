"""What is prepared of a scene before anybody sees it."""

from __future__ import annotations

from tests.scenes import scene, triangle
from ui.canvas.picture import dressed
from ui.canvas.ready import ready
from ui.theme import DARK, LIGHT


def test_only_edges_between_places_are_drawn_the_weightiest_last() -> None:
    lost = scene([(0, 0), (9, 0), (float("nan"), 0)], [(0, 1), (1, 2), (1, 0)], weight=[0.9, 1.0, 0.1])
    made = ready(lost)
    assert made.edge.tolist() == [2, 0]
    assert made.src.tolist() == [1, 0]
    assert sorted(made.order.tolist()) == [0, 1]


def test_it_is_alone_where_nothing_stands_out() -> None:
    assert ready(scene([(0, 0), (9, 9)], [(0, 1)])).alone
    assert not ready(triangle()).alone


def test_another_theme_takes_over_what_was_prepared() -> None:
    made = ready(triangle())
    dark, light = dressed(made, DARK), dressed(made, LIGHT)
    assert dark.order is light.order is made.order
    assert dressed(dark, LIGHT).color.tolist() == light.color.tolist() != dark.color.tolist()
