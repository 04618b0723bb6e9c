"""The desktop's composition root."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from investigator.progress import Tick, silent
from investigator.settings import Settings
from ui.appearance import Appearance
from ui.choices import Choices
from ui.language import speak
from ui.tasks import Work, failure_of
from ui.warm import warm
from ui.window import Window

START_MS = 50
"""The window is painted before anything else is begun."""


def run(path: Path | None, settings: Settings) -> int:
    """Open the window, on a case if one is named, and work until it is closed; the exit code comes back."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setApplicationName("Investigator")
    window = build(settings, settled)
    sys.excepthook = hook(window)
    window.show()
    if path is not None:
        QTimer.singleShot(START_MS, lambda: window.open_path(path))
    code: int = app.exec()
    return code


def settled(tick: Tick = silent) -> None:
    """`warm`, for an app that has the process to itself: what is loaded by then is there to stay.

    Python would look through all of it for garbage now and then, and hold up the window for a sixth of a second.
    """
    warm(tick)
    gc.freeze()


def build(settings: Settings, prepare: Work = warm) -> Window:
    """The window and everything in it, for an application that exists; `prepare` runs in the background."""
    settings.config.mkdir(parents=True, exist_ok=True)
    keep = QSettings(str(settings.config / "window.ini"), QSettings.Format.IniFormat)
    choices = Choices(settings.config)
    app = QApplication.instance()
    assert app is not None
    speak(app, choices.now.language)
    appearance = Appearance(choices)
    window = Window(settings, keep, appearance, choices)
    choices.setParent(window)
    appearance.setParent(window)
    keep.setParent(window)
    appearance.apply()
    window.desk.runner.start("Making ready", prepare, quiet=True)
    return window


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def hook(window: Window) -> Hook:
    """What goes wrong in the answer to a gesture is told as what goes wrong in a task is."""

    def told(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            window.desk.messages.failure(failure_of(error))
        else:
            sys.__excepthook__(kind, error, trace)

    return told
