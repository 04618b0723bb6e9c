"""The one field that filters everything and finds accounts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QTextCharFormat,
)
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit

from ui import query
from ui.panels import parts
from ui.panels.entries import ROW, Entry, EntryList
from ui.theme import DARK, Theme

TYPING_PAUSE = 180
SHOWN = 12
LONGEST = 20_000
"""Characters of a query that can be typed: room for four hundred addresses."""
MOST_PASTED = 20_000_000


class QueryField(QLineEdit):
    """`edited` carries the text, a moment after the last key; `entered` the text, on Enter.

    What is found while one types is given to `suggest`; `taken` carries the key of what was taken from there.
    `pasted` carries a text with several lines, which is a list rather than a query.
    """

    edited = Signal(str)
    entered = Signal(str)
    taken = Signal(object)
    pasted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("query")
        self.setAccessibleName("Search or filter")
        self.setPlaceholderText(query.HINT)
        self.setToolTip("Filter the chart, the timeline and the table, or find an account")
        self.setMaxLength(LONGEST)
        self._theme = DARK
        self.count: QLabel = parts.label("", "dim")
        self.setLayout(parts.line(0, self.count, margins=(0, 0, 8, 0)))
        self._pause = QTimer(self, singleShot=True, interval=TYPING_PAUSE)
        self._pause.timeout.connect(lambda: self.edited.emit(self.text()))
        self.textChanged.connect(lambda _text: self._typed())
        self.returnPressed.connect(self._enter)
        self.found = EntryList("Suggestions")
        self.found.clicked.connect(lambda _index: self._take())
        self._drop: QFrame | None = None
        self.installEventFilter(self)

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self._theme = theme
        self.found.set_theme(theme)
        self._colour()

    def show_count(self, text: str) -> None:
        """Say how much the filter lets through."""
        self.count.setText(text)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._make_room()

    def _make_room(self) -> None:
        """The count stands at the right, where what is typed keeps as much room as it takes."""
        wide = self.count.sizeHint().width() + 12
        fits = 2 * wide <= self.width()
        self.count.setVisible(fits)
        self.setTextMargins(0, 0, wide if fits else 0, 0)

    def set_text(self, text: str) -> None:
        """Write a query as if it had been typed."""
        self.setText(text)
        self._pause.stop()
        self.edited.emit(text)

    def complete(self, text: str, cursor: int) -> None:
        """Write a completed text, and go on typing there."""
        self.setText(text)
        self.setCursorPosition(cursor)
        self._pause.stop()
        self.edited.emit(text)

    def suggest(self, entries: Sequence[Entry]) -> None:
        """Show what was found under the field, while one types there."""
        if not entries or not self.hasFocus():
            self.close_list()
            return
        self.found.show_entries(entries[:SHOWN])
        box = self._box()
        box.setFixedSize(self.width(), ROW * min(SHOWN, len(entries)) + 10)
        box.move(self.mapTo(self.window(), QPoint(0, self.height() + 4)))
        box.show()
        box.raise_()

    def close_list(self) -> None:
        """Take the list away."""
        if self._drop:
            self._drop.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.close_list()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        listed = self._drop is not None and self._drop.isVisible()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and listed:
            count = self.found.model().rowCount()
            row = (self.found.currentIndex().row() + step) % count
            self.found.setCurrentIndex(self.found.model().index(row, 0))
            return True
        if event.matches(QKeySequence.StandardKey.Paste):
            text = QGuiApplication.clipboard().text()
            if len(text.split()) > 1 and "\n" in text.strip():
                self.pasted.emit(text[:MOST_PASTED])
                return True
        if event.key() == Qt.Key.Key_Tab and listed and not event.modifiers():
            if self.found.current() is None:
                self.found.setCurrentIndex(self.found.model().index(0, 0))
            self._take()
            return True
        if event.key() == Qt.Key.Key_Escape:
            if listed:
                self.close_list()
            else:
                self.set_text("")
            return True
        return False

    def _box(self) -> QFrame:
        if self._drop is None:
            self._drop = QFrame(self.window())
            self._drop.setObjectName("panel")
            self._drop.setProperty("role", "card")
            self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._drop.setLayout(parts.column(self.found, margins=(1, 4, 1, 4)))
        return self._drop

    def _typed(self) -> None:
        self._colour()
        self._pause.start()

    def _enter(self) -> None:
        self._pause.stop()
        if self._drop and self._drop.isVisible() and self.found.current() is not None:
            self._take()
            return
        self.edited.emit(self.text())
        self.entered.emit(self.text())

    def _take(self) -> None:
        key = self.found.current()
        self.close_list()
        if key is not None:
            self.taken.emit(key)

    def _colour(self) -> None:
        """Colour the keywords. A line edit has no rich text, but takes formats as an input method sends them."""
        form = QTextCharFormat()
        form.setForeground(QColor(self._theme.keyword))
        kind = QInputMethodEvent.AttributeType.TextFormat
        spans = [
            QInputMethodEvent.Attribute(kind, start - self.cursorPosition(), end - start, form)
            for start, end in query.keys(self.text())
        ]
        QCoreApplication.sendEvent(self, QInputMethodEvent("", spans))
