"""What the parts of the window share: the open case, its picture, the threads, and a way to speak."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSettings
from PySide6.QtWidgets import QWidget

from investigator.settings import Settings
from ui.appearance import Appearance
from ui.choices import Choices
from ui.dialogs.sheet import Sheet
from ui.messages import Messages
from ui.scenery import Scenery
from ui.session import Selection, Session
from ui.tasks import Runner
from ui.veil import Veil


@dataclass(frozen=True)
class Desk:
    """Made once for a window and handed to each part of its wiring."""

    window: QWidget
    settings: Settings
    keep: QSettings
    session: Session
    selection: Selection
    scenery: Scenery
    runner: Runner
    messages: Messages
    appearance: Appearance
    choices: Choices
    veil: Veil

    def ask(self, dialog: Sheet) -> None:
        """Show a dialog in the theme; what it decides comes by its `accepted_with`."""
        dialog.set_theme(self.appearance.theme)
        dialog.installEventFilter(_Centred(dialog, self.window))
        if dialog.blocks:
            dialog.open()
        else:
            dialog.show()


class _Centred(QObject):
    """Keeps a dialog over the middle of the window while it grows: not every system does."""

    def __init__(self, dialog: Sheet, window: QWidget) -> None:
        super().__init__(dialog)
        self._dialog, self._window = dialog, window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.Resize):
            middle = self._window.mapToGlobal(self._window.rect().center())
            box = self._dialog.rect()
            top = max(middle.y() - box.height() // 2, self._window.mapToGlobal(QPoint(0, 0)).y())
            self._dialog.move(middle.x() - box.width() // 2, top)
        return False
