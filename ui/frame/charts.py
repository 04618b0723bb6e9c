"""The charts of a case: a row of tabs over the chart that is seen, and another one beside it where one is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QMouseEvent
from PySide6.QtWidgets import QMenu, QSplitter, QTabBar, QToolButton, QWidget

from ui import words
from ui.language import say
from ui.panels import parts

ROW = 32
ON_TAB = ("tab_rename", "tab_close", "", "beside", "view_keep")
"""What the menu of a tab offers, by the ids of actions; '' parts groups."""
CLOSES = (QEvent.Type.MouseButtonRelease, Qt.MouseButton.MiddleButton)


class Pane(QWidget):
    """A chart with its name over it, while there are two."""

    def __init__(self, chart: QWidget) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = parts.label("", "dim")
        self.title.setContentsMargins(14, 4, 14, 4)
        self.title.hide()
        column = parts.column(self.title, chart)
        column.setStretch(1, 1)
        self.setLayout(column)


class ChartArea(QWidget):
    """Shows which charts there are and says what was done to their tabs; '' is the key of the first chart.

    `chosen`, `close_asked` and `rename_asked` carry the key of a chart, `view_chosen` the name of a saved view;
    `turned` says that there is a second chart now, or none any more.
    The row of tabs is there once there is more than one chart, or a saved view.
    """

    chosen = Signal(str)
    close_asked = Signal(str)
    rename_asked = Signal(str)
    view_chosen = Signal(str)
    turned = Signal()

    def __init__(self, chart: QWidget, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self._actions = actions
        self.front = Pane(chart)
        self.back: Pane | None = None
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.front)
        self.tabs = self._made_tabs()
        self.views = QMenu(self)
        self.row = self._made_row()
        self.setLayout(parts.column(self.row, self.split))
        self.show_charts((("", "Chart"),), "", ())

    def show_charts(self, charts: Sequence[tuple[str, str]], current: str, views: Sequence[str]) -> None:
        """Show these charts as (key, name) in their order, and the names of the saved views."""
        while self.tabs.count():
            self.tabs.removeTab(0)
        for at, (key, name) in enumerate(charts):
            self.tabs.addTab(words.plain(name, 40))
            self.tabs.setTabData(at, key)
            self.tabs.setTabToolTip(at, words.tip(name))
            if key:
                self.tabs.setTabButton(at, QTabBar.ButtonPosition.RightSide, self._closer(key, name))
        self.tabs.setCurrentIndex([key for key, _ in charts].index(current))
        self._offer(views)
        self.row.setVisible(len(charts) > 1 or bool(views) or self.back is not None)

    def show_beside(self, chart: QWidget | None) -> None:
        """Show another chart beside the one that is seen, or none."""
        if chart is not None and self.back is None:
            self.back = Pane(chart)
            self.split.addWidget(self.back)
            self.split.setSizes([1000, 1000])
        elif chart is None and self.back is not None:
            self.back.hide()
            self.back.setParent(None)
            self.back.deleteLater()
            self.back = None
            self.front.title.hide()
        self.turned.emit()

    def name_panes(self, front: str, back: str) -> None:
        """Say which chart is which; the one that commands act on stands out."""
        if self.back is None:
            return
        for pane, name in ((self.front, front), (self.back, back)):
            pane.title.setText(words.plain(name, 60))
            pane.title.setToolTip(
                say("Commands act on this chart.")
                if pane is self.front
                else say("Select here to have commands act on it.")
            )
            parts.retone(pane.title, "tone", "accent" if pane is self.front else "dim")
            pane.title.show()

    def change_sides(self) -> None:
        """The chart that is seen moves to the other side."""
        sizes = self.split.sizes()
        last = self.front if self.split.indexOf(self.front) else self.back
        if last is not None:
            self.split.insertWidget(0, last)
        self.split.setSizes(sizes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The middle button closes a tab."""
        if isinstance(event, QMouseEvent) and (event.type(), event.button()) == CLOSES:
            self._tell(self.close_asked, self.tabs.tabAt(event.position().toPoint()))
        return False

    def _closer(self, key: str, name: str) -> QToolButton:
        made = QToolButton()
        made.setText("×")
        made.setToolTip(words.tip(f"Close {name}; its accounts stay in the case"))
        made.setAccessibleName(words.plain(f"Close {name}", 60))
        made.setFixedSize(20, 20)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.clicked.connect(lambda _on=False: self.close_asked.emit(key))
        return made

    def _tell(self, signal: object, at: int) -> None:
        if 0 <= at < self.tabs.count():
            signal.emit(str(self.tabs.tabData(at)))  # type: ignore[attr-defined]

    def _offer(self, views: Sequence[str]) -> None:
        self.views.clear()
        for name in views:
            self.views.addAction(words.plain(name, 60)).triggered.connect(
                lambda _on=False, name=name: self.view_chosen.emit(name)
            )
        if views:
            self.views.addSeparator()
        self.views.addActions([self._actions[name] for name in ("view_keep", "views")])

    def _made_tabs(self) -> QTabBar:
        made = QTabBar()
        made.setObjectName("charts")
        made.setExpanding(False)
        made.setElideMode(Qt.TextElideMode.ElideRight)
        made.setAccessibleName(say("Charts of the case"))
        made.tabBarClicked.connect(lambda at: self._tell(self.chosen, at))
        made.tabBarDoubleClicked.connect(lambda at: self._tell(self.rename_asked, at))
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        made.customContextMenuRequested.connect(self._popup)
        made.installEventFilter(self)
        return made

    def _popup(self, spot: QPoint) -> None:
        self._tell(self.chosen, self.tabs.tabAt(spot))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in ON_TAB:
            if name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()
        menu.popup(self.tabs.mapToGlobal(spot))

    def _made_row(self) -> QWidget:
        views = parts.button(
            say("Views ▾"), quiet=True, tip=say("Go back to a view that was saved, or save this one")
        )
        views.setMenu(self.views)
        tools = [_tool(self._actions[name]) for name in ("tab_selection", "beside")]
        made = QWidget()
        made.setObjectName("panel")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setFixedHeight(ROW)
        made.setLayout(parts.line(self.tabs, 0, *tools, views, margins=(0, 0, 8, 0)))
        return made


def _tool(action: QAction) -> QToolButton:
    made = QToolButton()
    made.setDefaultAction(action)
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    made.setAccessibleName(action.text())
    return made
