"""Dark or light: the system's choice, unless the analyst makes one."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from investigator.preferences import TEXTS
from ui.choices import Choices
from ui.frame_sheet import frame_sheet
from ui.theme import DARK, LIGHT, Theme, icon, interface_font, sized, stylesheet


class Appearance(QObject):
    """The theme of the whole app. `changed` carries the new `Theme`, after the app wears it."""

    changed = Signal(object)

    def __init__(self, choices: Choices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._icons: dict[tuple[str, str], QIcon] = {}
        self.theme, self.text = self._wanted(), choices.now.text
        choices.changed.connect(self._follow)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self) -> None:
        """Have the app wear the theme."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.text = self._choices.now.text
        app.setProperty("text_size", self.text)
        app.setFont(interface_font())
        app.setStyleSheet(stylesheet(self.theme) + sized(frame_sheet(self.theme)))
        self.changed.emit(self.theme)

    def choose(self, name: str) -> None:
        """Wear `dark` or `light` from now on, or follow the `system`."""
        self._choices.change(theme=name)

    def toggle(self) -> None:
        """Wear the other one from now on."""
        self.choose("light" if self.theme.dark else "dark")

    def resize(self, by: int) -> None:
        """Wear larger text, or smaller for -1, as far as there is any; 0 is the usual size."""
        at = TEXTS.index(self._choices.now.text) + by if by else TEXTS.index(100)
        self._choices.change(text=TEXTS[min(max(at, 0), len(TEXTS) - 1)])

    def icon(self, name: str) -> QIcon:
        """An icon in the colours of the theme; an empty one for ''."""
        if not name:
            return QIcon()
        key = (name, self.theme.name)
        if key not in self._icons:
            self._icons[key] = icon(name, self.theme)
        return self._icons[key]

    def _wanted(self) -> Theme:
        chosen = self._choices.now.theme
        light = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Light
        return {"dark": DARK, "light": LIGHT}.get(chosen, LIGHT if light else DARK)

    def _follow(self, _scheme: object = None) -> None:
        wanted = self._wanted()
        if wanted is not self.theme or self._choices.now.text != self.text:
            self.theme = wanted
            self.apply()
