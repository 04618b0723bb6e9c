import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.canvas.stage import STILL_MS, Stage
from ui.canvas.view import View
from ui.theme import DARK

Drawn = list[tuple[View, float]]


def colored(view: View, margin: float) -> QImage:
    grown = view.grown(margin, 1.0)
    image = QImage(grown.width, grown.height, QImage.Format.Format_RGB32)
    image.fill(QColor("#ff0000"))
    return image


@pytest.fixture
def drawn() -> Drawn:
    return []


@pytest.fixture
def stage(qtbot: QtBot, drawn: Drawn) -> Stage:
    def exact(view: View, margin: float) -> QImage:
        drawn.append((view, margin))
        return colored(view, margin)

    made = Stage(DARK, exact, lambda painter, view: None)
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def test_looking_is_seeing(stage: Stage) -> None:
    stage.look(View(2.5, 30, -40, 0, 0))
    view = stage.view
    assert (view.scale, view.x, view.y) == pytest.approx((2.5, 30, -40))
    assert (view.width, view.height) == (400, 300)


def test_a_resize_keeps_scale_and_centre(qtbot: QtBot, stage: Stage) -> None:
    stage.look(View(2.5, 30, -40, 0, 0))
    with qtbot.waitSignal(stage.resized):
        stage.resize(640, 200)
    view = stage.view
    assert (view.scale, view.x, view.y) == pytest.approx((2.5, 30, -40))
    assert (view.width, view.height) == (640, 200)


def test_the_screen_is_drawn_once_for_many_changes(stage: Stage, drawn: Drawn) -> None:
    stage.grab()
    before = len(drawn)
    for _ in range(5):
        stage.invalidate()
    stage.grab()
    assert len(drawn) == before + 1


def test_a_picture_that_is_dear_is_moved_first_and_drawn_when_still(
    qtbot: QtBot, stage: Stage, drawn: Drawn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.canvas.stage.QUICK", 0.0)
    stage.invalidate()
    stage.grab()
    qtbot.waitUntil(lambda: bool(drawn) and drawn[-1][1] > 0)
    before, view = len(drawn), stage.view
    stage.look(View(view.scale, view.x + 20 / view.scale, view.y, 0, 0))
    assert stage.grab().toImage().pixelColor(399, 150).name() == "#ff0000"
    assert len(drawn) == before
    qtbot.wait(STILL_MS + 60)
    stage.grab()
    assert drawn[before] == (stage.view, 0)
