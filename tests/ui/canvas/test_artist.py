"""Dear pictures come from another thread, the last wish first, and nobody waits for them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from ui.canvas.artist import Artist, Draw, Order
from ui.canvas.stage import Stage
from ui.canvas.view import View
from ui.theme import DARK

VIEW = View(1, 0, 0, 40, 30)


def painter(color: str, gate: threading.Event | None = None) -> Callable[[], Draw]:
    def draw(view: View, margin: float) -> QImage:
        if gate:
            gate.wait(60)
        grown = view.grown(margin, 1.0)
        image = QImage(grown.width, grown.height, QImage.Format.Format_RGB32)
        image.fill(QColor(color))
        return image

    return lambda: draw


def test_of_what_is_wanted_meanwhile_only_the_last_is_drawn(qtbot: QtBot) -> None:
    gate, told = threading.Event(), list[int]()
    artist = Artist(painter("#ff0000", gate))
    artist.drawn.connect(lambda order, _image, _seconds: told.append(order.stamp))
    for stamp in (1, 2, 3, 3):
        artist.ask(Order(VIEW, 0.0, stamp))
    gate.set()
    qtbot.waitUntil(lambda: told == [1, 3])
    artist.wait()


def test_a_dear_scene_is_drawn_elsewhere_and_then_with_a_margin(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.canvas.stage.QUICK", -1.0)
    here: list[View] = []

    def exact(view: View, margin: float) -> QImage:
        here.append(view)
        return painter("#0000ff")()(view, margin)

    stage = Stage(DARK, exact, lambda _painter, _view: None, painter("#ff0000"))
    qtbot.addWidget(stage)
    stage.resize(400, 300)
    stage.expect(1.0)
    stage.show()
    stage.grab()
    qtbot.waitUntil(lambda: stage._margin > 0)  # exact first, then with a margin around it
    assert here == []
    assert stage.grab().toImage().pixelColor(200, 150).name() == "#ff0000"
    view = stage.view
    stage.look(View(view.scale, view.x + 350 / view.scale, view.y, 0, 0))  # beyond what was drawn
    qtbot.waitUntil(lambda: stage._covers() and stage._drawn == stage.view)
    assert stage.grab().toImage().pixelColor(399, 150).name() == "#ff0000"
    stage.redraw()
    assert len(here) == 1
    stage.close()


def test_what_is_asked_of_a_chart_that_is_gone_hurts_nobody(qtbot: QtBot) -> None:
    gate = threading.Event()
    artist = Artist(painter("#ff0000", gate))
    artist.ask(Order(VIEW, 0.0, 1))
    thread = artist._thread
    assert thread is not None
    artist.deleteLater()
    qtbot.wait(20)
    gate.set()
    thread.join(5)
    assert not thread.is_alive()
