"""How the window looks: places, panels, theme, zoom, and the sheets of help."""

from __future__ import annotations

import platform
from collections.abc import Callable
from importlib.metadata import version

from PySide6.QtCore import QObject, qVersion
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from investigator.cases.edits import Changed
from ui.desk import Desk
from ui.dialogs.about_dialog import AboutDialog, ShortcutsDialog
from ui.frame.query_field import QueryField
from ui.frame.rail import Rail
from ui.frame.stage import PARTS, Stage
from ui.palette import Palette, sheet_rows

LEFT = {"chart": 0, "table": 0, "results": 0, "findings": 1, "worklist": 2, "history": 3, "tasks": 4}
"""Which page of the left panel a place shows."""
NARROW, WIDE = 240, 344
"""The least width of the left panel, in pixels: the explorer's, and that of pages that hold sentences."""


class ViewVerbs(QObject):
    """Nothing here touches the case."""

    def __init__(
        self,
        desk: Desk,
        rail: Rail,
        left: QStackedWidget,
        stage: Stage,
        inspector: QWidget,
        query: QueryField,
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._rail, self._left, self._stage = desk, rail, left, stage
        self._inspector, self.query = inspector, query
        self._lasso, self._narrow = False, list[int]()
        self.actions: dict[str, QAction] = {}
        stage.tabs.tabBarClicked.connect(lambda at: self.place(PARTS[max(0, at)]))
        rail.show_place("chart")

    def fit(self) -> None:
        """Show everything on the chart."""
        self._stage.chart.fit()

    def fit_selection(self) -> None:
        """Show what is selected."""
        self._stage.chart.fit_to(self._desk.selection.accounts)

    def zoom(self, factor: float) -> None:
        """Zoom about the centre."""
        self._stage.chart.zoom(factor)

    def lasso(self) -> None:
        """Select by dragging, or pan again."""
        self._lasso = not self._lasso
        self._stage.chart.set_mode("lasso" if self._lasso else "pan")

    def place(self, name: str) -> None:
        """Go to a place of the rail."""
        self._left.setCurrentIndex(LEFT[name])
        self._left.show()
        self._widen(LEFT[name] > 0)
        for part in PARTS:
            if part == name:
                self._stage.give(part)
        self._rail.show_place(name)

    def _widen(self, wide: bool) -> None:
        """Sentences get the room they need; afterwards the chart gets it back."""
        split = self._left.parentWidget()
        if not isinstance(split, QSplitter) or wide == (self._left.minimumWidth() == WIDE):
            return
        if wide:
            self._narrow = split.sizes()
        self._left.setMinimumWidth(WIDE if wide else NARROW)
        if not wide and self._narrow:
            split.setSizes(self._narrow)

    def panel(self, name: str) -> None:
        """Show or hide a panel."""
        panels: dict[str, QWidget] = {
            "left": self._left,
            "inspector": self._inspector,
            "timeline": self._stage.timeline,
            "table": self._stage.table,
        }
        panels[name].setVisible(panels[name].isHidden())

    def theme(self) -> None:
        """Change between dark and light."""
        self._desk.appearance.toggle()

    def text(self, by: int) -> None:
        """Larger text, smaller for -1, the usual for 0."""
        self._desk.appearance.resize(by)
        self._desk.messages.note(f"Text at {self._desk.appearance.text} %.")

    def present(self) -> None:
        """Hide what names cases and places, or show it again."""
        self._desk.veil.turn()
        self._desk.session.touch(Changed.CASE)  # the title of the window is said anew
        if self._desk.veil.on:
            self._desk.messages.note(
                "Names of cases, titles and paths are hidden until this is chosen again."
            )

    def full_screen(self) -> None:
        """Take the whole screen, or no longer."""
        window = self._desk.window
        leave: Callable[[], None] = window.showNormal
        (leave if window.isFullScreen() else window.showFullScreen)()

    def search(self) -> None:
        """Go to the query field."""
        self.query.setFocus()
        self.query.selectAll()

    def palette(self) -> None:
        """Show the command palette."""
        made = Palette(self._desk.window, self.actions, self._desk.appearance.theme)
        made.chosen.connect(lambda name: self.actions[name].trigger())
        room = self._desk.window
        made.move(
            room.mapToGlobal(room.rect().center()).x() - made.width() // 2,
            room.mapToGlobal(room.rect().topLeft()).y() + 72,
        )
        made.show()

    def shortcuts(self) -> None:
        """Show every command with its keys."""
        self._desk.ask(ShortcutsDialog(self._desk.window, sheet_rows()))

    def about(self) -> None:
        """Show the versions."""
        made_with = [("Python", platform.python_version()), ("Qt", qVersion())]
        made_with += [(name, version(name)) for name in ("duckdb", "numba", "typst")]
        self._desk.ask(AboutDialog(self._desk.window, made_with))

    def quit(self) -> None:
        """Close the window."""
        self._desk.window.close()
