"""Sentences to the analyst: short notes that go by themselves, troubles that stay until they are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QWidget

from investigator.settings import TOOL
from ui import words
from ui.language import say
from ui.panels import parts
from ui.tasks import Failure

NOTE_MS = 5_000
LOG_LIMIT = 1_000_000
"""Bytes of the log of faults, beyond which the older half goes."""


class FaultLog:
    """Where faults of the program are written, for whoever mends it: tracebacks without local variables."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def write(self, details: str) -> None:
        """Add a fault. A log that cannot be written must not make things worse: it is left out."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.is_file() and self.path.stat().st_size > LOG_LIMIT:
                old = self.path.read_bytes()
                self.path.write_bytes(old[len(old) // 2 :])
            with self.path.open("a", encoding="utf-8") as log:
                log.write(f"{time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())} {TOOL}\n{details}\n")
        except OSError:
            return


class Banner(QFrame):
    """One sentence over the lower edge of what it floats on, with at most one action."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("role", "banner")
        self._room = parent
        self.text = parts.label("", wrap=True, copy=True)
        self.text.setMinimumWidth(320)
        self.act = parts.button("", self._acted, tip=say("Do what is offered"))
        self.dismiss = parts.button(say("Dismiss"), self.hide, quiet=True)
        self._run: Callable[[], object] = self.hide
        self._row = parts.line(self.text, self.act, self.dismiss, margins=(16, 10, 8, 10))
        self._row.setStretch(0, 1)
        self.setLayout(self._row)
        self._pause = QTimer(self, singleShot=True, interval=NOTE_MS)
        self._pause.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    def show_text(
        self, text: str, tone: str, action: str = "", run: Callable[[], object] | None = None
    ) -> None:
        """Say a sentence; without a tone it goes by itself."""
        self.text.setText(words.plain_lines(text)[:2000])
        self.text.setAccessibleName(text[:500])
        parts.retone(self, "tone", tone)
        self.act.setText(action)
        self.act.setAccessibleName(action.removesuffix("…"))
        self.act.setVisible(bool(action))
        self._run = run or self.hide
        self._place()
        self.show()
        self.raise_()
        if tone:
            self._pause.stop()
        else:
            self._pause.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        """Over the lower edge, above the status bar, as high as the text needs."""
        wide = min(720, self._room.width() - 48)
        self.setFixedWidth(wide)
        self._row.activate()
        high = max(46, self._row.heightForWidth(wide))
        self.setGeometry((self._room.width() - wide) // 2, self._room.height() - high - 44, wide, high)

    def _acted(self) -> None:
        self.hide()
        self._run()


class Messages(QObject):
    """Says things over a window. What was said last is in `banner`; `said` carries each sentence."""

    said = Signal(str)

    def __init__(self, window: QWidget, log: FaultLog) -> None:
        super().__init__(window)
        self.banner = Banner(window)
        self.banner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.log = log

    def note(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Say that something was done."""
        self._say(text, "", action, run)

    def caution(self, text: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        """Say that something was done, but not as it might be wished, until it is dismissed."""
        self._say(text, "mid", action, run)

    def trouble(self, text: str) -> None:
        """Say what went wrong, until it is dismissed."""
        self._say(text, "high")

    def failure(self, failure: Failure) -> None:
        """Say how work failed; where the program is to blame, keep the details for who mends it."""
        if not failure.details:
            self.trouble(failure.sentence)
            return
        self.log.write(failure.details)
        self.trouble(f"{failure.sentence}\nYou can go on working. Details are kept in {self.log.path}.")

    def _say(self, text: str, tone: str, action: str = "", run: Callable[[], object] | None = None) -> None:
        self.banner.show_text(text, tone, action, run)
        self.said.emit(text)
