"""Drawing, selecting, moving, reshaping and removing with mouse and keys, on the real chart."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from investigator.cases.facts import Shape
from tests.scenes import triangle
from ui.canvas.chart import Chart
from ui.canvas.sketch import Sketch

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
Drag = Callable[[QPoint, QPoint], None]


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    made = Chart()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


@pytest.fixture
def ground(chart: Chart) -> QWidget:
    viewport: QWidget = chart._stage.viewport()
    return viewport


@pytest.fixture
def drag(qtbot: QtBot, ground: QWidget) -> Drag:
    def move(start: QPoint, end: QPoint) -> None:
        qtbot.mousePress(ground, LEFT, pos=start)
        qtbot.mouseMove(ground, (start + end) / 2)
        qtbot.mouseMove(ground, end)
        qtbot.mouseRelease(ground, LEFT, pos=end)

    return move


def corners(sketch: Sketch, shape: Shape) -> tuple[float, float, float, float]:
    from ui.canvas.drawings import ends

    one, other = ends(shape, sketch._stage.view)
    return round(one.x()), round(one.y()), round(other.x()), round(other.y())


def test_a_tool_draws_one_shape_and_is_laid_down(chart: Chart, drag: Drag) -> None:
    told: list[Shape] = []
    sketch = chart.sketch
    sketch.drawn.connect(told.append)
    sketch.take("ellipse")
    before = sketch._stage.view
    drag(QPoint(50, 60), QPoint(150, 200))
    assert corners(sketch, told[0]) == (50, 60, 150, 200)
    assert told[0].figure == "ellipse"
    assert sketch.tool == ""
    assert sketch._stage.view == before, "drawing does not pan"


def test_a_click_or_enter_makes_a_shape_of_plain_size_and_escape_none(
    qtbot: QtBot, chart: Chart, ground: QWidget
) -> None:
    told: list[Shape] = []
    sketch = chart.sketch
    sketch.drawn.connect(told.append)
    sketch.take("rectangle")
    qtbot.mouseClick(ground, LEFT, pos=QPoint(20, 20))
    sketch.take("arrow")
    qtbot.keyClick(chart._stage, Qt.Key.Key_Return)
    sketch.take("text")
    qtbot.keyClick(chart._stage, Qt.Key.Key_Escape)
    assert [corners(sketch, one) for one in told] == [(20, 20, 180, 116), (120, 102, 280, 198)]
    assert sketch.tool == ""


def test_a_shape_is_selected_moved_and_reshaped(
    qtbot: QtBot, chart: Chart, drag: Drag, ground: QWidget
) -> None:
    sketch = chart.sketch
    sketch.take("rectangle")
    sketch.drawn.connect(lambda shape: sketch.show_shapes({"S1": shape}))
    drag(QPoint(50, 60), QPoint(150, 200))
    told: list[tuple[str, Shape]] = []
    sketch.changed.connect(lambda key, shape: told.append((key, shape)))
    drag(QPoint(50, 100), QPoint(70, 110))
    assert sketch.current == "S1"
    assert corners(sketch, told[-1][1]) == (70, 70, 170, 210)
    drag(QPoint(170, 210), QPoint(190, 250))
    assert corners(sketch, told[-1][1]) == (70, 70, 190, 250)
    qtbot.keyClick(chart._stage, Qt.Key.Key_Right)
    qtbot.keyClick(chart._stage, Qt.Key.Key_Down, SHIFT)
    assert corners(sketch, told[-1][1]) == (78, 70, 198, 258)
    with qtbot.waitSignal(sketch.edit_asked):
        qtbot.mouseDClick(ground, LEFT, pos=QPoint(78, 100))
    with qtbot.waitSignal(sketch.removed, check_params_cb=lambda key: key == "S1"):
        qtbot.keyClick(chart._stage, Qt.Key.Key_Delete)
    qtbot.keyClick(chart._stage, Qt.Key.Key_Escape)
    assert sketch.current == ""
    count = len(told)
    qtbot.mouseClick(ground, LEFT, pos=QPoint(130, 160))
    assert sketch.current == "", "the inside of a frame is the chart's"
    assert len(told) == count


def test_a_node_under_a_shape_is_still_the_chart_s(qtbot: QtBot, chart: Chart, ground: QWidget) -> None:
    chart.set_scene(triangle())
    account = int(chart.scene.account[0])
    spot = chart.where(account)
    assert spot is not None
    sketch = chart.sketch
    x, y = sketch._world(spot)
    sketch.show_shapes({"S1": Shape("arrow", x - 9000, y, x + 9000, y)})
    with qtbot.waitSignal(chart.selected):
        qtbot.mouseClick(ground, LEFT, pos=spot.toPoint())
    assert sketch.current == ""


def test_the_next_drawing_is_selected_by_turns_and_gone_ones_are_not(chart: Chart) -> None:
    sketch = chart.sketch
    assert sketch.next() == ""
    shape = Shape("arrow", 0, 0, 900, 900)
    sketch.show_shapes({"S1": shape, "S2": shape})
    assert [sketch.next(), sketch.next(), sketch.next()] == ["S1", "S2", "S1"]
    sketch.show_shapes({"S2": shape})
    assert sketch.current == ""
