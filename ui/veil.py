"""Presentation mode: what names a case or a place on this machine is not painted anywhere, and nothing is changed by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

from ui.panels.entries import EntryList
from ui.session import Session

DOTS = "•••"
_PATH = re.compile(r"(?:(?<=\s)|^|(?<=[(\"']))(?:~|[A-Za-z]:)?(?:[/\\][^\s/\\:*?\"<>|]+){2,}[/\\]?")
"""What looks like the path of a file or folder."""


def secrets(session: Session, keep: QSettings) -> tuple[str, ...]:
    """What names the open case, and those that were open before."""
    kept = keep.value("recent")
    paths = [Path(str(one)) for one in (kept if isinstance(kept, list) else [kept] if kept else [])]
    if not session.is_open:
        return secrets_of("", paths)
    own = session.case.store.path
    return secrets_of(session.case.facts.title, [*paths, *([own] if own else [])])


def secrets_of(title: str, paths: Iterable[Path]) -> tuple[str, ...]:
    """The texts that name a case: its title, and its files whole, by name and by stem; the longest first."""
    found = {title.strip()}
    for path in paths:
        found |= {str(path), str(path.parent), path.name, path.stem}
    return tuple(sorted((one for one in found if len(one) > 1), key=len, reverse=True))


class Veil(QObject):
    """While it is `on`, texts that hold a secret are painted as dots, and their tool tips stay away.

    `secrets` says what is secret now. The texts themselves stay as they are.
    """

    def __init__(self, parent: QObject, secrets: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(parent)
        self._secrets = secrets
        self.on = False

    def turn(self) -> None:
        """Hide, or show again."""
        self.on = not self.on
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if self.on:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)
        for widget in app.topLevelWidgets():
            if self.on and self.covers(widget.windowTitle()):
                widget.setWindowTitle(app.applicationName() or "Investigator")
            for part in (widget, *widget.findChildren(QWidget)):
                if isinstance(part, EntryList):
                    part.cover(self.covered if self.on else None)
                part.update()

    def covers(self, text: str) -> bool:
        """Whether a text holds a secret."""
        return self.covered(text) != text

    def covered(self, text: str) -> str:
        """The text with dots for its secrets."""
        for one in self._secrets():
            below = r"(?:[/\\][^\s/\\]*)*" if re.search(r"[/\\]", one) else ""
            text = re.sub(rf"(?<!\w){re.escape(one)}(?!\w){below}", DOTS, text)
        return _PATH.sub(DOTS, text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if not isinstance(watched, QWidget):
            return False
        if kind == QEvent.Type.Paint:
            return self._paint(watched)
        if kind == QEvent.Type.ToolTip:
            return self.covers(watched.toolTip()) or isinstance(watched.parent(), EntryList)
        if kind == QEvent.Type.WindowTitleChange and self.covers(watched.windowTitle()):
            watched.setWindowTitle("Investigator")
        elif kind == QEvent.Type.Show and isinstance(watched, EntryList):
            watched.cover(self.covered)
        return False

    def _paint(self, widget: QWidget) -> bool:
        text = _text(widget)
        if not text or not self.covers(text):
            return False
        painter = QPainter(widget)
        painter.setFont(widget.font())
        painter.setPen(widget.palette().color(widget.foregroundRole()))
        room = widget.rect().adjusted(4, 0, -4, 0) if not isinstance(widget, QLabel) else widget.rect()
        shown = DOTS if not isinstance(widget, QLabel) else self.covered(text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, flags, shown)
        painter.end()
        return True


def _text(widget: QWidget) -> str:
    """What a widget shows in words; '' for one whose paint is not its words alone."""
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        return widget.text()
    box = widget.parent()
    if isinstance(box, QPlainTextEdit) and widget is box.viewport():
        return box.toPlainText()
    return ""
