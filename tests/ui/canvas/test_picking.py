import numpy as np

from tests.scenes import scene, triangle
from ui.canvas.picking import edge_under, node_under, nodes_within
from ui.canvas.picture import paint
from ui.canvas.view import View
from ui.theme import DARK

VIEW = View(1, 100, 75, 400, 300)


def test_a_node_is_hit_within_its_rim_and_a_little_beyond() -> None:
    shown = paint(triangle(), DARK)
    assert node_under(shown, VIEW, 100, 75) == 0
    assert node_under(shown, VIEW, 300, 75) == 1
    assert node_under(shown, VIEW, 200, 10) == -1
    assert node_under(shown, VIEW, 100, 75 + 300) == -1


def test_the_topmost_node_wins() -> None:
    shown = paint(scene([(0, 0), (3, 0), (100, 100)], risk=[0.9, np.nan, np.nan]), DARK)
    assert node_under(shown, View(1, 0, 0, 400, 300), 202, 150) == 0


def test_the_two_directions_of_a_pair_are_told_apart() -> None:
    shown = paint(triangle(), DARK)
    above = edge_under(shown, VIEW, 200, 75 - 16)
    below = edge_under(shown, VIEW, 200, 75 + 16)
    assert {above, below} == {0, 1}
    assert edge_under(shown, VIEW, 200, 75 + 60) == -1


def test_a_lasso_takes_what_is_inside_by_the_even_odd_rule() -> None:
    shown = paint(triangle(), DARK)
    left = np.array([[50, 20], [150, 20], [150, 130], [50, 130]], np.float32)
    assert nodes_within(shown, VIEW, left).tolist() == [0]
    assert nodes_within(
        shown, VIEW, np.array([[0, 0], [400, 0], [400, 300], [0, 300]], np.float32)
    ).tolist() == [0, 1, 2]
    assert nodes_within(shown, VIEW, np.array([[5, 5]], np.float32)).tolist() == []


def test_nothing_is_hit_on_an_empty_chart_or_where_nothing_is_placed() -> None:
    for shown in (scene([]), scene([(np.nan, np.nan)])):
        made = paint(shown, DARK)
        assert node_under(made, VIEW, 200, 150) == -1
        assert edge_under(made, VIEW, 200, 150) == -1
        assert len(nodes_within(made, VIEW, np.array([[0, 0], [9e3, 0], [0, 9e3]], np.float32))) == 0
