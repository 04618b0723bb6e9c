"""The editor of a note. It saves when it is left or at Ctrl+Enter, and only what was changed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from investigator.cases.bounds import TEXT_LIMIT


class NoteEditor(QPlainTextEdit):
    """`written` carries (what the note is about, the text)."""

    written = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._key: object = None
        self._saved = ""
        self.setAccessibleName("Note")
        self.setPlaceholderText("Markdown. Saved when you leave the field, or with Ctrl+Enter.")
        self.setTabChangesFocus(True)
        self.setMinimumHeight(72)
        self.setFixedHeight(96)

    def show_note(self, key: object, text: str) -> None:
        """Edit the note of `key`; what was being written about another is saved first.

        The text of the same note under the cursor is left alone: the analyst may be in mid-sentence.
        """
        if key == self._key and text == self._saved:
            return
        self.save()
        self._key, self._saved = key, text
        self.setPlainText(text)

    def save(self) -> None:
        """Say what was written, if it differs from what is kept."""
        text = self.toPlainText()[:TEXT_LIMIT]
        if self._key is not None and text != self._saved:
            self._saved = text
            self.written.emit(self._key, text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.save()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
        else:
            super().keyPressEvent(event)
