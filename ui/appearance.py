"""Dark or light: the system's choice, unless the analyst makes one."""

from __future__ import annotations

from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from investigator.preferences import TEXTS
from ui.choices import Choices
from ui.frame_sheet import frame_sheet
from ui.theme import DARK, LIGHT, Theme, icon, interface_font, sized, stylesheet, text_size

WORN = Qt.WidgetAttribute.WA_WState_Polished
STEP_MS = 2
"""Between two steps of a change others get their turn."""
SLICE = 0.01
"""Seconds that the window is held up at once by what is hidden."""


class Appearance(QObject):
    """The theme of the whole app. `changed` carries the new `Theme`, after the app wears it."""

    changed = Signal(object)

    def __init__(self, choices: Choices, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self.theme, self.text = self._wanted(), choices.now.text
        self._changing, self._worn = False, (self.theme, self.text)
        self._hidden: list[QWidget] = []
        self._icons: dict[tuple[str, str], QIcon] = {}
        choices.changed.connect(self._follow)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)

    def apply(self) -> None:
        """Have the app wear the theme at once: before anybody sees it."""
        self._undress()
        self._dress()
        self._show()

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
            self.theme, self.text = wanted, self._choices.now.text
            self._change()

    def _change(self) -> None:
        """Take off what the app wears, put on the other, and show it, in steps: each holds up the window by itself.

        What was on the screen stays there meanwhile.
        """
        if self._changing:
            return
        seen = [one for one in _app().topLevelWidgets() if one.isVisible()]
        if not seen:
            self.apply()
            return
        self._changing = True
        for one in seen:
            one.setUpdatesEnabled(False)
        self._undress()
        QTimer.singleShot(STEP_MS, self, self._go_on)

    def _go_on(self) -> None:
        self._dress()
        QTimer.singleShot(STEP_MS, self, self._show)

    def _undress(self) -> None:
        """Wear nothing. To change a sheet for another takes many times as long: Qt goes over parts of parts again and again.

        What is hidden is left out; it follows once what is seen is there.
        """
        app = _app()
        for one in app.allWidgets():
            if not one.isVisible() and one.testAttribute(WORN):
                one.setAttribute(WORN, False)
                self._hidden.append(one)
        app.setStyleSheet("")
        app.setProperty("text_size", self.text)
        app.setFont(interface_font())

    def _dress(self) -> None:
        self._worn = self.theme, text_size()
        _app().setStyleSheet(stylesheet(self.theme) + sized(frame_sheet(self.theme)))

    def _show(self) -> None:
        self._changing = False
        if self._worn != (self.theme, self.text):  # another was chosen meanwhile
            self._change()
            return
        self.changed.emit(self.theme)
        for one in _app().topLevelWidgets():
            one.setUpdatesEnabled(True)
        QTimer.singleShot(STEP_MS, self, self._follow_up)

    def _follow_up(self) -> None:
        """Have what is hidden wear the theme, a little at a time."""
        until = perf_counter() + SLICE
        while self._hidden and perf_counter() < until:
            one = self._hidden.pop()
            if isValid(one) and not one.testAttribute(WORN):
                for kind in (QEvent.Type.Polish, QEvent.Type.StyleChange):
                    QCoreApplication.sendEvent(one, QEvent(kind))
        if self._hidden:
            QTimer.singleShot(STEP_MS, self, self._follow_up)


def _app() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
