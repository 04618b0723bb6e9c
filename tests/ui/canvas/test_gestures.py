"""Tool tips: the whole of a name, and never as markup."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from tests.scenes import scene
from ui.canvas.chart import Chart


def test_tool_tips_are_whole_and_escaped(qtbot: QtBot) -> None:
    chart = Chart()
    qtbot.addWidget(chart)
    chart.resize(400, 300)
    chart.set_scene(
        scene([(0, 0), (200, 0)], title=["<b>Exchange</b>", "other"], caption=["hot wallet", ""])
    )
    chart.show()
    where = chart.where(10)
    assert where is not None
    at = where.toPoint()
    port = chart.focusProxy().viewport()  # type: ignore[attr-defined]
    QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, at, port.mapToGlobal(at)))
    assert "&lt;b&gt;Exchange&lt;/b&gt;<br>hot wallet" in QToolTip.text()
    QApplication.sendEvent(
        port, QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), port.mapToGlobal(QPoint(2, 2)))
    )
    qtbot.waitUntil(lambda: not QToolTip.isVisible())
