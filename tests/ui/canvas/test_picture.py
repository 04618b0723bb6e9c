import numpy as np
import pytest

from investigator.scene import Scene
from tests.scenes import scene, triangle
from ui.canvas.picture import STYLED, number, paint, picture
from ui.canvas.raster import Raster
from ui.canvas.view import View
from ui.theme import DARK, LIGHT

VIEW = View(1, 100, 75, 400, 300)


def none(shown: Scene) -> np.ndarray:
    return np.zeros(len(shown.x), np.bool_)


def drawn(shown: Scene, view: View = VIEW, bands: int = 2) -> np.ndarray:
    made = paint(shown, DARK)
    seen = picture(made, view, 1.0, none(shown))
    return Raster(bands).draw(view.width, view.height, made.tone, seen.strokes, seen.dots)


def test_colours_are_those_of_the_steps() -> None:
    made = paint(triangle(), LIGHT)
    assert made.color.tolist() == [number(LIGHT.node), number(LIGHT.high), number(LIGHT.low)]


def test_a_tint_wins_over_risk() -> None:
    made = paint(scene([(0, 0)], risk=[0.9], tint=[0x123456]), DARK)
    assert made.color.tolist() == [0x123456]


def test_ordinary_traffic_recedes_only_behind_something() -> None:
    plain = paint(scene([(0, 0), (9, 9)], [(0, 1)]), DARK)
    behind = paint(triangle(), DARK)
    assert plain.tone[1] == number(DARK.edge_plain)
    assert behind.tone[1] == number(DARK.edge)


def test_the_picture_shows_nodes_where_they_are() -> None:
    picture_of = drawn(triangle())
    assert picture_of[75, 300] == number(DARK.high)
    assert picture_of[225, 200] == number(DARK.low)
    assert picture_of[5, 5] == number(DARK.ground)


@pytest.mark.parametrize("bands", [1, 3, 7])
def test_bands_make_no_difference(bands: int) -> None:
    assert np.array_equal(drawn(triangle(), bands=bands), drawn(triangle(), bands=2))


def test_what_is_out_of_sight_is_culled() -> None:
    shown = triangle()
    seen = picture(paint(shown, DARK), View(1, 5000, 5000, 400, 300), 1.0, none(shown))
    assert not len(seen.nodes)
    assert not len(seen.edges)


def test_many_edges_are_drawn_as_lines_but_the_risky_and_the_selected_in_full() -> None:
    count = STYLED + 50
    shown = scene(
        [(0, 0), (200, 0), (100, 150)], [(0, 1)] * count + [(0, 2)], edge_risk=[0.9] + [np.nan] * count
    )
    seen = picture(paint(shown, DARK), VIEW, 1.0, none(shown))
    assert seen.edges.tolist() == [0]
    assert len(seen.strokes.faint) == count
    chosen = none(shown)
    chosen[2] = True
    assert sorted(picture(paint(shown, DARK), VIEW, 1.0, chosen).edges.tolist()) == [0, count]


def test_a_crowd_of_risky_edges_becomes_coloured_lines() -> None:
    count = STYLED + 1
    shown = scene([(0, 0), (200, 0)], [(0, 1)] * count, edge_risk=[0.9] * count)
    seen = picture(paint(shown, DARK), VIEW, 1.0, none(shown))
    assert not len(seen.edges)
    assert len(seen.strokes.lines) == len(seen.strokes.line_color) == count


@pytest.mark.parametrize(
    "odd",
    [
        scene([]),
        scene([(1, 2)]),
        scene([(1, 1)] * 4, [(0, 1), (1, 2), (3, 3)]),
        scene([(np.nan, 0), (0, np.inf), (5, 5), (90, 90)], [(0, 1), (1, 2), (2, 3)]),
        scene([(-3e38, 0), (3e38, 0)], [(0, 1)]),
    ],
    ids=["empty", "one", "coincident", "not finite", "huge"],
)
def test_odd_scenes_are_drawn(odd: Scene) -> None:
    assert drawn(odd).shape == (300, 400)
    assert drawn(odd, View(1e-6, 0, 0, 400, 300)).shape == (300, 400)


def test_edges_without_a_place_are_left_out() -> None:
    shown = scene([(np.nan, 0), (0, 0), (100, 0)], [(0, 1), (1, 2)])
    assert paint(shown, DARK).edge.tolist() == [1]


def test_selection_and_seeds_get_rings() -> None:
    shown = triangle()
    chosen = none(shown)
    chosen[1] = True
    dots = picture(paint(shown, DARK), VIEW, 1.0, chosen).dots
    assert dots.ring_color[-1] == number(DARK.accent)
    assert len(dots.rings) == 2


def test_edges_that_are_marked_stand_out_instead_of_those_of_what_is_selected() -> None:
    count = STYLED + 50
    shown = scene([(0, 0), (200, 0), (100, 150)], [(0, 1)] * count + [(0, 2), (2, 1)])
    chosen = none(shown)
    chosen[:] = True
    made = paint(shown, DARK)
    marked = (made.src == 2) & (made.dst == 1)
    assert picture(made, VIEW, 1.0, chosen, marked).edges.tolist() == [count + 1]
