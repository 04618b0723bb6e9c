"""The middle of the window: the chart with its head, the timeline under it, a table or a list under that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QTabBar, QToolButton, QWidget

from investigator.look import COLOURINGS, MEASURES, Look
from ui.canvas.chart import Chart
from ui.frame.charts import ChartArea
from ui.panels import parts
from ui.panels.results import ResultsPage
from ui.panels.table import TransferTable
from ui.panels.timeline import Timeline

Part = Literal["chart", "table", "results"]
PARTS: tuple[Part, ...] = ("chart", "table", "results")
"""What the tabs give room to, in their order."""
HEAD, RESULTS = 36, 340
LOOKS = (
    *(f"colour_{name}" for name in COLOURINGS),
    "",
    *(f"size_{name}" for name in MEASURES),
)
LAYOUTS = {
    **{"flow": "Flow of money", "time": "Flow by time", "force": "Forces"},
    **{"hierarchy": "Hierarchy", "radial": "Rings", "entity": "By entity"},
}


class Stage(QWidget):
    """Chart, timeline and table over each other; each of the lower two can be hidden. Results take their place."""

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.chart, self.timeline, self.table = Chart(), Timeline(), TransferTable()
        self.area = ChartArea(self.chart, actions)
        self.results = ResultsPage()
        self.results.hide()
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setAccessibleName("Stage")
        for name in ("Chart", "Transfers", "Results"):
            self.tabs.addTab(name)
        self.layouts = _menu(actions, (*LAYOUTS, "relax", "halt"), "Layout", "How the chart is laid out")
        self.looks = _menu(actions, LOOKS, "Look", "What colours and sizes mean")
        self.tools = [_tool(actions[name]) for name in ("lasso", "fit", "zoom_out", "zoom_in")]
        self._given: Part = "chart"
        self._hidden = [False, False]
        self._head = QWidget()
        self._head.setObjectName("panel")
        self._head.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._head.setFixedHeight(HEAD)
        self._head.setLayout(
            parts.line(self.tabs, 0, *self.tools, self.looks, self.layouts, margins=(0, 0, 8, 0))
        )
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        for part in (self.area, self.timeline, self.table, self.results):
            self.split.addWidget(part)
        for at, share in enumerate((1, 0, 0, 0)):
            self.split.setStretchFactor(at, share)
        self.split.setSizes([500, 116, 180, RESULTS])
        self.table.setMinimumHeight(120)
        self.timeline.setMaximumHeight(160)
        self.setLayout(parts.column(self._head, self.split))

    def give(self, part: Part) -> None:
        """Share the room out: to chart and table, to the table alone, or to chart and results."""
        before, self._given = self._given, part
        for one in (self.area, self.chart):
            one.setVisible(part != "table")
        self.tabs.setCurrentIndex(PARTS.index(part))
        if "results" in (part, before) and part != before:
            self._change(part == "results")
        self._fit_head()

    def _change(self, results: bool) -> None:
        """Results stand where timeline and table stood, which come back as they were."""
        lower = (self.timeline, self.table)
        if results:
            self._hidden = [one.isHidden() for one in lower]
        for one, hidden in zip(lower, self._hidden, strict=True):
            one.setVisible(not results and not hidden)
        self.results.setVisible(results)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the tools give way to the tabs, then the menus; the palette has all of them too."""
        super().resizeEvent(event)
        self._fit_head()

    def _fit_head(self) -> None:
        needed = self.tabs.sizeHint().width() + 16
        charted = self._given != "table"
        for menu in (self.layouts, self.looks):
            needed += menu.sizeHint().width() + 8
            menu.setVisible(charted and self.width() >= needed)
        needed += 32 * len(self.tools) + 32
        for tool in self.tools:
            tool.setVisible(charted and self.width() >= needed)

    def show_layout(self, name: str) -> None:
        """Say which layout the chart has."""
        self.layouts.setText(f"{LAYOUTS[name]} ▾")

    def show_look(self, look: Look) -> None:
        """Say what colours mean, and mark it with the measure of sizes in the menu."""
        self.looks.setText(f"Colour: {look.colour} ▾")
        for action in self.looks.menu().actions():
            chosen = action.data() in (f"colour_{look.colour}", f"size_{look.size}")
            action.setCheckable(bool(action.data()))
            action.setChecked(chosen)


def _menu(actions: Mapping[str, QAction], names: Sequence[str], title: str, tip: str) -> QPushButton:
    """A button that drops down a menu of actions; '' parts them."""
    made = parts.button("", quiet=True, tip=tip)
    made.setAccessibleName(title)
    menu = QMenu(made)
    for name in names:
        if name:
            actions[name].setData(name)
            menu.addAction(actions[name])
        else:
            menu.addSeparator()
    made.setMenu(menu)
    return made


def _tool(action: QAction) -> QToolButton:
    """A small button for an action, without its text."""
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setToolTip(action.toolTip())
    return made
