"""What the parts of the window share: the open case, its picture, the threads, and a way to speak."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from investigator.settings import Settings
from ui.appearance import Appearance
from ui.dialogs.sheet import Sheet
from ui.messages import Messages
from ui.scenery import Scenery
from ui.session import Selection, Session
from ui.tasks import Runner


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

    def ask(self, dialog: Sheet) -> None:
        """Show a dialog in the theme; what it decides comes by its `accepted_with`."""
        dialog.set_theme(self.appearance.theme)
        dialog.open()
