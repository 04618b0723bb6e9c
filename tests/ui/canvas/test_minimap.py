"""The map in the corner: there when something is out of sight, and the way there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.scenes import scene
from ui.canvas.chart import Chart
from ui.theme import DARK

LEFT = Qt.MouseButton.LeftButton


def test_it_is_there_while_something_is_out_of_sight_and_leads_there(qtbot: QtBot) -> None:
    chart = Chart(DARK)
    qtbot.addWidget(chart)
    chart.resize(800, 560)
    chart.set_scene(scene([(0, 0), (4000, 0), (0, 2000), (4000, 2000)], risk=[0.1, 0.9, 0.1, 0.1]))
    chart.show()
    assert not chart.minimap.isVisible()
    chart.fit_to([10])
    chart.zoom(8)
    assert chart.minimap.isVisible()
    image = chart.minimap.grab().toImage()
    colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    assert {DARK.high, DARK.low, DARK.panel} <= colors
    map_corner = chart.minimap.rect().bottomRight() - QPoint(12, 12)
    qtbot.mouseClick(chart.minimap, LEFT, pos=map_corner)
    where = chart.where(13)
    assert where is not None
    assert chart.rect().contains(where.toPoint())
    chart.fit()
    assert not chart.minimap.isVisible()


def test_it_can_be_hidden_and_a_small_chart_has_none(qtbot: QtBot) -> None:
    chart = Chart(DARK)
    qtbot.addWidget(chart)
    chart.resize(800, 560)
    chart.set_scene(scene([(0, 0), (4000, 0), (4000, 2000)]))
    chart.show()
    chart.fit_to([10])
    chart.zoom(8)
    assert chart.minimap.isVisible()
    chart.minimap.turn()
    assert not chart.minimap.isVisible()
    chart.minimap.turn()
    assert chart.minimap.isVisible()
    chart.resize(300, 200)
    assert not chart.minimap.isVisible()
