"""The middle of the window: the chart with its head, the timeline under it, the table under that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QTabBar, QToolButton, QWidget

from ui.canvas.chart import Chart
from ui.panels import parts
from ui.panels.table import TransferTable
from ui.panels.timeline import Timeline

Part = Literal["chart", "timeline", "table"]
HEAD = 36
LAYOUTS = {"flow": "Flow of money", "force": "Forces"}


class Stage(QWidget):
    """Chart, timeline and table over each other; each of the lower two can be hidden."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chart, self.timeline, self.table = Chart(), Timeline(), TransferTable()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Stage")
        for name in ("Chart", "Transfers"):
            self.tabs.addTab(name)
        self.layouts = self._menu(actions)
        self.tools = [_tool(actions[name]) for name in ("lasso", "fit", "zoom_out", "zoom_in")]
        self._head = QWidget()
        self._head.setObjectName("panel")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head.setFixedHeight(HEAD)
        self._head.setLayout(parts.line(self.tabs, 0, *self.tools, self.layouts, margins=(0, 0, 8, 0)))
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        for part in (self.chart, self.timeline, self.table):
            self.split.addWidget(part)
        for at, share in enumerate((1, 0, 0)):
            self.split.setStretchFactor(at, share)
        self.split.setSizes([540, 92, 152])
        self.table.setMinimumHeight(96)
        self.timeline.setMaximumHeight(160)
        self.setLayout(parts.column(self._head, self.split))

    def give(self, part: Part, *, whole: bool) -> None:
        """Give the table all the room, or share it out again."""
        self.chart.setVisible(not whole)
        self.tabs.setCurrentIndex(1 if part == "table" and whole else 0)
        for tool in (*self.tools, self.layouts):
            tool.setVisible(not whole)

    def show_layout(self, name: str) -> None:
        """Say which layout the chart has."""
        self.layouts.setText(f"{LAYOUTS[name]} ▾")

    def _menu(self, actions: Mapping[str, QAction]) -> QPushButton:
        made = parts.button("", quiet=True, tip="How the chart is laid out")
        made.setAccessibleName("Layout")
        menu = QMenu(made)
        menu.addActions([actions[name] for name in ("flow", "force", "relax")])
        made.setMenu(menu)
        return made


def _tool(action: QAction) -> QToolButton:
    """A small button for an action, without its text."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setToolTip(action.toolTip())
    return made
