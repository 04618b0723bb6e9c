"""The command palette: type part of a command, or of an account's address, and go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from ui import words
from ui.actions import ACTIONS
from ui.actions.row import Action
from ui.language import say
from ui.menus import keys_shown
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme

SHOWN = 12


def matching(text: str, rows: Sequence[Action] = ACTIONS) -> list[Action]:
    """The rows that a few letters mean: every word in text, group or help; those that begin so first."""
    wanted = text.lower().split()
    fit = [
        row
        for row in rows
        if all(
            word in f"{say(row.text)} {say(row.group)} {say(row.help)} {row.text}".lower()
            for word in wanted
        )
    ]
    first = text.lower().strip()
    return sorted(
        fit,
        key=lambda row: (not say(row.text).lower().startswith(first), first not in say(row.text).lower()),
    )


class Palette(QDialog):
    """`chosen` carries an action's id. Up, Down and Enter work while one types."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, actions: dict[str, QAction], theme: Theme) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(560)
        self._actions = actions
        self.text = QLineEdit()
        self.text.setPlaceholderText(say("Find a command"))
        self.text.setAccessibleName(say("Find a command"))
        self.text.installEventFilter(self)
        self.list = EntryList(say("Commands"))
        self.list.set_theme(theme)
        self.list.setFixedHeight(28 * SHOWN)
        self.list.clicked.connect(lambda _index: self._choose())
        self.text.textChanged.connect(lambda _text: self._show())
        self.setLayout(parts.column(self.text, 8, self.list, margins=(12, 12, 12, 12)))
        self._show()
        self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step:
            row = (self.list.currentIndex().row() + step) % max(1, self.list.model().rowCount())
            self.list.setCurrentIndex(self.list.model().index(row, 0))
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return True
        return False

    def _show(self) -> None:
        rows = matching(self.text.text())
        # what can be done now stands first, what cannot is said and faint
        rows.sort(key=lambda row: not self._actions[row.id].isEnabled())
        self.list.show_entries(
            [
                Entry(
                    row.id,
                    say(row.text),
                    keys_shown(row.shortcut),
                    faded=not self._actions[row.id].isEnabled(),
                    tip=say(row.help),
                )
                for row in rows
            ]
        )
        if rows:
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def _choose(self) -> None:
        name = self.list.current()
        if name is None or not self._actions[str(name)].isEnabled():
            return
        self.close()
        self.chosen.emit(str(name))


def sheet_rows() -> list[tuple[str, str, str]]:
    """The sheet of keys: (group, text, keys) of every action."""
    return [(say(row.group), words.plain(say(row.text)), keys_shown(row.shortcut)) for row in ACTIONS]
