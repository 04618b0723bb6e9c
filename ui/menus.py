"""Qt's actions, menus and keys, made from the rows of `ui.actions`."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ui import words
from ui.actions import ACTIONS, groups
from ui.actions.changing import CHANGING
from ui.actions.row import State
from ui.appearance import Appearance
from ui.language import say


def keys_shown(shortcut: str) -> str:
    """A shortcut as this system writes it."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


class Menus(QObject):
    """The window's actions by id, kept enabled or disabled as the state says. `triggered` carries an id."""

    triggered = Signal(str)

    def __init__(self, window: QWidget, appearance: Appearance) -> None:
        super().__init__(window)
        self._window, self._appearance = window, appearance
        self.by_id: dict[str, QAction] = {}
        for row in ACTIONS:
            made = QAction(say(row.text), window)
            made.setShortcut(QKeySequence(row.shortcut))
            keys = f" ({keys_shown(row.shortcut)})" if row.shortcut else ""
            made.setToolTip(words.tip(f"{say(row.text).rstrip('…')}{keys}\n{say(row.help)}"))
            made.setStatusTip(say(row.help))
            made.triggered.connect(lambda _on=False, name=row.id: self.triggered.emit(name))
            window.addAction(made)
            self.by_id[row.id] = made
        appearance.changed.connect(lambda _theme: self._paint())
        self._paint()
        self.enable(State())

    def enable(self, state: State) -> None:
        """Enable what can be done now."""
        for row in ACTIONS:
            barred = state.read_only and row.id in CHANGING
            self.by_id[row.id].setEnabled(row.enabled_when(state) and not barred)

    def menu(self, ids: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of these actions; '' parts groups."""
        made = QMenu(parent)
        for one in ids:
            if one:
                made.addAction(self.by_id[one])
            else:
                made.addSeparator()
        return made

    def whole(self, parent: QWidget) -> QMenu:
        """Everything, a submenu for each group."""
        made = QMenu(parent)
        for group, rows in groups():
            inner = made.addMenu(say(group))
            inner.addActions([self.by_id[row.id] for row in rows])
        return made

    def _paint(self) -> None:
        for row in ACTIONS:
            self.by_id[row.id].setIcon(self._appearance.icon(row.icon))
