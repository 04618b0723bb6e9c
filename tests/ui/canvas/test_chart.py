"""The chart as the analyst meets it: what is shown, picked, swept, dragged and announced."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from pytestqt.qtbot import QtBot

from investigator.graph.folding import Folded
from investigator.scene import Scene
from tests.scenes import scene, triangle
from ui.canvas.chart import Chart
from ui.theme import DARK, LIGHT

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def chart(qtbot: QtBot) -> Chart:
    made = Chart(DARK)
    qtbot.addWidget(made)
    made.resize(800, 560)
    made.set_scene(triangle())
    made.show()
    return made


def spot(chart: Chart, account: int) -> QPoint:
    where = chart.where(account)
    assert where is not None
    return where.toPoint()


def port(chart: Chart) -> object:
    return chart.focusProxy().viewport()  # type: ignore[attr-defined]


def drag(
    qtbot: QtBot,
    chart: Chart,
    path: list[QPoint],
    keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    """Press, move along a path and release: qtbot's own move carries neither buttons nor keys."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    kinds = [
        QEvent.Type.MouseButtonPress,
        *[QEvent.Type.MouseMove] * (len(path) - 1),
        QEvent.Type.MouseButtonRelease,
    ]
    for kind, at in zip(kinds, [*path, path[-1]], strict=True):
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
        held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
        place = QPointF(at)
        QApplication.sendEvent(port(chart), QMouseEvent(kind, place, place, button, held, keys))  # type: ignore[arg-type]


def test_every_node_is_found_where_it_is_drawn(chart: Chart) -> None:
    image = chart.grab().toImage()
    for account, color in zip((10, 11, 12), (DARK.node, DARK.high, DARK.low), strict=True):
        at = spot(chart, account)
        assert chart.node_at(at) == account
        assert image.pixelColor(at - QPoint(0, 11)).name() == color  # above a sign, where there is one
    assert chart.node_at(QPoint(2, 2)) == -1


def test_edges_are_found_on_their_own_side(chart: Chart) -> None:
    one, other = spot(chart, 10), spot(chart, 11)
    middle = QPointF(one + other) / 2
    bow = 0.08 * (other.x() - one.x())
    found = {chart.edge_at(middle + QPointF(0, -bow)), chart.edge_at(middle + QPointF(0, bow))}
    assert found == {(10, 11), (11, 10)}
    assert chart.edge_at(QPoint(2, 2)) is None


def test_a_click_selects_and_the_ground_clears(qtbot: QtBot, chart: Chart) -> None:
    seen: list[list[int]] = []
    chart.selected.connect(lambda accounts: seen.append(accounts.tolist()))
    qtbot.mouseClick(port(chart), LEFT, pos=spot(chart, 11))
    qtbot.mouseClick(port(chart), LEFT, Qt.KeyboardModifier.ControlModifier, spot(chart, 12))
    qtbot.mouseClick(port(chart), LEFT, Qt.KeyboardModifier.ControlModifier, spot(chart, 11))
    qtbot.mouseClick(port(chart), LEFT, pos=QPoint(4, 4))
    assert seen == [[11], [11, 12], [12], []]


def test_a_click_on_an_edge_names_its_ends(qtbot: QtBot, chart: Chart) -> None:
    middle = (QPointF(spot(chart, 11)) + QPointF(spot(chart, 12))) / 2
    near = next(
        p for d in range(40) for p in (middle + QPointF(d, 0), middle - QPointF(d, 0)) if chart.edge_at(p)
    )
    with qtbot.waitSignal(chart.edge_selected) as signal:
        qtbot.mouseClick(port(chart), LEFT, pos=near.toPoint())
    assert signal.args == [2]
    with qtbot.waitSignal(chart.edge_activated) as signal:
        qtbot.mouseDClick(port(chart), LEFT, pos=near.toPoint())
    assert signal.args == [2]


def test_a_group_is_selected_with_all_its_members(qtbot: QtBot, chart: Chart) -> None:
    members = np.array([11, 30, 31], np.int32)
    chart.set_scene(replace(triangle(), groups=(Folded(1, "G1", members),)))
    with qtbot.waitSignal(chart.selected) as signal:
        qtbot.mouseClick(port(chart), LEFT, pos=spot(chart, 11))
    assert signal.args[0].tolist() == [11, 30, 31]
    chart.set_selection(np.array([31], np.int32), np.array([[10, 30]], np.int32))
    assert "1 selected" in chart.focusProxy().accessibleDescription()
    chart.grab()


def test_a_lasso_selects_what_it_encloses(qtbot: QtBot, chart: Chart) -> None:
    at = spot(chart, 10)
    loop = [at + QPoint(*p) for p in ((-40, -40), (40, -40), (40, 40), (-40, 40))]
    with qtbot.waitSignal(chart.selected) as signal:
        drag(qtbot, chart, loop, Qt.KeyboardModifier.ShiftModifier)
    assert signal.args[0].tolist() == [10]


def test_lasso_mode_needs_no_key(qtbot: QtBot, chart: Chart) -> None:
    chart.set_mode("lasso")
    with qtbot.waitSignal(chart.selected) as signal:
        drag(qtbot, chart, [QPoint(3, 3), QPoint(797, 3), QPoint(797, 557), QPoint(3, 557)])
    assert signal.args[0].tolist() == [10, 11, 12]


def test_a_rubber_band_selects_with_alt(qtbot: QtBot, chart: Chart) -> None:
    at = spot(chart, 11)
    with qtbot.waitSignal(chart.selected) as signal:
        drag(qtbot, chart, [at - QPoint(50, 50), at, at + QPoint(50, 50)], Qt.KeyboardModifier.AltModifier)
    assert signal.args[0].tolist() == [11]


def test_a_drag_moves_all_that_is_selected_and_tells_once(qtbot: QtBot, chart: Chart) -> None:
    chart.set_selection(np.array([10, 12], np.int32))
    told: list[list[tuple[int, float, float, float, float]]] = []
    chart.moved.connect(told.append)
    at = spot(chart, 10)
    other = spot(chart, 11)
    drag(qtbot, chart, [at, at + QPoint(10, 0), at + QPoint(30, 20), at + QPoint(60, 30)])
    assert len(told) == 1
    assert [row[0] for row in told[0]] == [10, 12]
    (_, x, y, before_x, before_y), second = told[0]
    assert (before_x, before_y) == (0, 0)
    assert x > 0
    assert y == pytest.approx(x / 2)
    assert second[1] - second[3] == pytest.approx(x)
    assert chart.where(11) == pytest.approx(other) or spot(chart, 11) == other


def test_dragging_an_unselected_node_selects_it(qtbot: QtBot, chart: Chart) -> None:
    chart.set_selection(np.array([10], np.int32))
    at = spot(chart, 12)
    with qtbot.waitSignal(chart.moved) as signal:
        drag(qtbot, chart, [at, at + QPoint(20, 0), at + QPoint(40, 0)])
    assert [row[0] for row in signal.args[0]] == [12]


def test_dragging_the_ground_pans_and_selects_nothing(qtbot: QtBot, chart: Chart) -> None:
    before = spot(chart, 10)
    with qtbot.assertNotEmitted(chart.selected):
        drag(qtbot, chart, [QPoint(5, 5), QPoint(25, 15), QPoint(45, 35)])
    assert spot(chart, 10) - before == QPoint(40, 30)


def test_the_wheel_zooms_at_the_cursor(qtbot: QtBot, chart: Chart) -> None:
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    at, other = spot(chart, 11), spot(chart, 10)
    none = Qt.KeyboardModifier.NoModifier
    wheel = QWheelEvent(
        QPointF(at),
        QPointF(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        none,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(port(chart), wheel)  # type: ignore[arg-type]
    assert (spot(chart, 11) - at).manhattanLength() <= 2
    assert (spot(chart, 10) - at).manhattanLength() > (other - at).manhattanLength()


def test_double_click_and_menu_name_the_account(qtbot: QtBot, chart: Chart) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication

    with qtbot.waitSignal(chart.activated) as signal:
        qtbot.mouseDClick(port(chart), LEFT, pos=spot(chart, 12))
    assert signal.args == [12]
    asked: list[int] = []
    chart.menu_requested.connect(lambda account, _spot: asked.append(account))
    edge = (spot(chart, 11) + spot(chart, 12)) / 2
    edge = next(edge + QPoint(d, 0) for d in range(-40, 40) if chart.edge_at(edge + QPoint(d, 0)))
    for at in (spot(chart, 11), QPoint(3, 3), edge):
        QApplication.sendEvent(port(chart), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, at))  # type: ignore[arg-type]
    assert asked == [11, -1, -2]
    before = chart.where(11)
    qtbot.mouseDClick(port(chart), LEFT, pos=QPoint(3, 3))
    assert chart.where(11) != before  # the ground comes nearer


def test_the_keyboard_does_what_the_hand_does(qtbot: QtBot, chart: Chart) -> None:
    stage = chart.focusProxy()
    seen: list[list[int]] = []
    chart.selected.connect(lambda accounts: seen.append(accounts.tolist()))
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
        qtbot.keyClick(stage, key)
    assert seen == [[10], [12], [10], []]
    start = spot(chart, 10)
    qtbot.keyClick(stage, Qt.Key.Key_Left)
    assert spot(chart, 10).x() > start.x()
    qtbot.keyClick(stage, Qt.Key.Key_Plus)
    qtbot.keyClick(stage, Qt.Key.Key_Minus)
    qtbot.keyClick(stage, Qt.Key.Key_F)
    assert spot(chart, 10) == start
    chart.set_selection(np.array([12], np.int32))
    with qtbot.waitSignal(chart.activated) as signal:
        qtbot.keyClick(stage, Qt.Key.Key_Return)
    assert signal.args == [12]


def test_a_scene_comes_back_as_given_and_the_selection_stays(chart: Chart) -> None:
    chart.set_selection(np.array([11, 99], np.int32))
    other = replace(triangle(), account=np.array([11, 12, 13], np.int32))
    chart.set_scene(other)
    assert chart.scene is other
    seen: list[list[int]] = []
    chart.selected.connect(lambda accounts: seen.append(accounts.tolist()))
    assert "1 selected" in chart.focusProxy().accessibleDescription()


def test_a_moved_view_survives_a_new_scene_and_a_new_size(qtbot: QtBot, chart: Chart) -> None:
    chart.zoom(2)
    before = QPointF(spot(chart, 11) - spot(chart, 10)).x()
    chart.set_scene(replace(triangle(), x=triangle().x * 1))
    chart.resize(700, 500)
    qtbot.wait(1)
    assert QPointF(spot(chart, 11) - spot(chart, 10)).x() == pytest.approx(before, abs=1)


def test_fit_shows_everything_after_any_resize(qtbot: QtBot, chart: Chart) -> None:
    for size in ((500, 400), (900, 300), (300, 700)):
        chart.resize(*size)
        qtbot.wait(1)
        for account in (10, 11, 12):
            assert chart.rect().contains(spot(chart, account))


def test_fit_to_shows_some(chart: Chart) -> None:
    chart.fit_to([12])
    middle = QPoint(
        chart.width() // 2, round(chart.height() - chart._foot(chart.width(), chart.height())) // 2
    )
    assert middle.y() < chart.rect().center().y()  # what is fitted is not under the legend
    assert (spot(chart, 12) - middle).manhattanLength() <= 2
    chart.fit_to([99])
    assert (spot(chart, 12) - middle).manhattanLength() <= 2


def test_themes_and_the_image_of_the_whole(chart: Chart) -> None:
    chart.set_theme(LIGHT)
    assert chart.grab().toImage().pixelColor(400, 5).name() == LIGHT.ground
    image = chart.to_image(300, 200, 2.0)
    assert (image.width(), image.height()) == (600, 400)
    colors = {image.pixelColor(x, y).name() for x in range(0, 600, 3) for y in range(0, 400, 3)}
    assert {LIGHT.ground, LIGHT.high, LIGHT.panel} <= colors
    assert image == chart.to_image(300, 200, 2.0)


def test_an_empty_chart_says_what_would_be_here(qtbot: QtBot) -> None:
    made = Chart(LIGHT)
    qtbot.addWidget(made)
    made.resize(600, 400)
    image = made.grab().toImage()
    words = {image.pixelColor(x, y).name() for x in range(600) for y in range(150, 260)}
    assert LIGHT.text in words
    made.fit()
    made.fit_to([1])
    made.zoom(2)
    assert made.node_at(QPoint(300, 200)) == -1


@pytest.mark.parametrize(
    "odd",
    [
        scene([(5, 5)]),
        scene([(1, 1)] * 3, [(0, 1), (2, 2)]),
        scene([(np.nan, np.nan), (0, 0)], [(0, 1)]),
        scene([(-3e38, 0), (3e38, 0)], [(0, 1)]),
    ],
    ids=["one", "coincident", "not finite", "huge"],
)
def test_odd_scenes_are_shown(qtbot: QtBot, odd: Scene) -> None:
    made = Chart(DARK)
    qtbot.addWidget(made)
    made.set_scene(odd)
    made.show()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Plus, Qt.Key.Key_F, Qt.Key.Key_Right):
        qtbot.keyClick(made.focusProxy(), key)
    assert not made.grab().isNull()


def test_a_still_view_is_drawn_exactly(qtbot: QtBot, chart: Chart) -> None:
    chart.grab()
    chart.zoom(1.7)
    qtbot.wait(120)
    shown = chart.grab().toImage()
    chart.set_theme(DARK)
    assert chart.grab().toImage() == shown
