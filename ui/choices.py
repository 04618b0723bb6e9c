"""What the analyst prefers, for the window: changed here and nowhere else, and in effect at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from investigator.preferences import Preferences, read, take_effect, write


class Choices(QObject):
    """`changed` carries the new `Preferences`, after they were written and are in effect.

    `wrong` says what was wrong with the file at the start, '' for nothing.
    """

    changed = Signal(object)

    def __init__(self, config: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._config = config
        self.now, self.wrong = read(config)
        take_effect(self.now)

    def change(self, **wanted: Any) -> None:
        """Prefer something else from now on. Raises `Trouble` where that cannot be written."""
        self.choose(replace(self.now, **wanted))

    def choose(self, wanted: Preferences) -> None:
        """As `change`, for all of them."""
        if wanted == self.now:
            return
        write(self._config, wanted)
        self.now = wanted
        take_effect(wanted, anew=True)
        self.changed.emit(wanted)
