"""The rail at the left edge: the places of the window, each an icon with its name under the mouse."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.actions import ACTIONS
from ui.appearance import Appearance
from ui.language import say
from ui.panels import parts

PLACES = ("chart", "table", "results", "findings", "worklist")
DOORS = ("models", "report")
RECORDS = ("history", "tasks")
WIDTH = 52


class Rail(QWidget):
    """`place_asked` carries a place's id. The button of the place shown is marked."""

    place_asked = Signal(str)

    def __init__(self, actions: Mapping[str, QAction], whole: QMenu, appearance: Appearance) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._appearance = appearance
        self.buttons = {name: self._button(name, actions[name]) for name in (*PLACES, *DOORS, *RECORDS)}
        self.menu = QToolButton()
        self.menu.setToolTip(say("All commands, by group"))
        self.menu.setAccessibleName(say("All commands"))
        self.menu.setMenu(whole)
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu.setIconSize(QSize(20, 20))
        self.theme = self._button("theme", actions["theme"])
        column = parts.column(
            *(self.buttons[name] for name in (*PLACES, *DOORS, *RECORDS)), 0, self.theme, self.menu, 6
        )
        self.setLayout(column)
        appearance.changed.connect(lambda _theme: self._paint())
        self._paint()

    def show_place(self, name: str) -> None:
        """Mark the place that is shown."""
        for one, button in self.buttons.items():
            button.setChecked(one == name)

    def follow(self) -> None:
        """Enable what can be done now."""
        for button in self.buttons.values():
            action = button.property("verb")
            button.setEnabled(action.isEnabled())

    def _button(self, name: str, action: QAction) -> QToolButton:
        made = QToolButton()
        made.setProperty("verb", action)
        made.setIconSize(QSize(20, 20))
        made.setCheckable(name not in DOORS and name != "theme")
        made.setToolTip(action.toolTip())
        made.setAccessibleName(action.text())
        made.clicked.connect(lambda _on=False: action.trigger())
        action.enabledChanged.connect(made.setEnabled)
        made.setEnabled(action.isEnabled())
        return made

    def _paint(self) -> None:
        icons = {row.id: row.icon for row in ACTIONS}
        for name, button in self.buttons.items():
            button.setIcon(self._appearance.icon(icons[name]))
        self.theme.setIcon(self._appearance.icon("sun" if self._appearance.theme.dark else "moon"))
        self.menu.setIcon(self._appearance.icon("list"))
