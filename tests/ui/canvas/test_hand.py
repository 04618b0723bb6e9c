import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.scenes import triangle
from ui.canvas.hand import Board, Hand
from ui.canvas.picture import paint
from ui.canvas.stage import Stage
from ui.theme import DARK


def board() -> Board:
    return Board(paint(triangle(), DARK), np.zeros(3, np.bool_))


def test_choosing_replaces_or_adds() -> None:
    made = board()
    made.choose(np.array([0, 2]))
    assert made.accounts().tolist() == [10, 12]
    made.choose(np.array([1]), add=True)
    assert made.accounts().tolist() == [10, 11, 12]
    made.choose(np.array([1]))
    assert made.accounts().tolist() == [11]


def test_shifting_leaves_the_scene_that_was_given_alone() -> None:
    made = board()
    given = made.paint.scene
    made.shift(np.array([1]), np.array([7], np.float32), np.array([8], np.float32))
    assert (made.paint.scene.x[1], made.paint.scene.y[1]) == (7, 8)
    assert given.x[1] == 200


def test_hints_name_edges_with_amount_and_count(qtbot: QtBot) -> None:
    stage = Stage(DARK, lambda view, margin: QImage(), lambda painter, view: None)
    qtbot.addWidget(stage)
    stage.resize(400, 300)
    stage.show()
    made = board()
    hand = Hand(stage, made, lambda: None)
    stage.look(stage.view.__class__(1, 100, 75, 400, 300))
    x, y = stage.view.to_screen(np.array([150], np.float32), np.array([75], np.float32))
    spots = (QPointF(x[0] + d, y[0]) for d in range(-20, 21))
    assert "Mixer → 0x9f2c" + "0" * 32 + "41ab\n1 ETH · 1 transfer" in {hand.hint(at) for at in spots}
    assert hand.hint(QPointF(1, 1)) == ""


def test_walking_ends_so_that_focus_can_move_on(qtbot: QtBot) -> None:
    stage = Stage(DARK, lambda view, margin: QImage(), lambda painter, view: None)
    qtbot.addWidget(stage)
    hand = Hand(stage, board(), lambda: None)
    assert [hand.walk(1) for _ in range(4)] == [True, True, True, False]
    assert [hand.walk(-1) for _ in range(3)] == [True, True, False]
