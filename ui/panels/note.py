"""A note: shown as its Markdown means it, edited as text.

What is shown takes nothing from outside: HTML stands there as it was typed, pictures and other files are never
looked for, links are not followed.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QStackedWidget, QTextBrowser, QWidget

from investigator.cases.bounds import TEXT_LIMIT
from ui import words
from ui.language import say
from ui.panels import parts

SHOWN, LINES, CELLS = 4_000, 60, 120
"""Characters and lines that are shown rendered, and signs `|` up to which tables are: laying out more takes time that
the window's thread does not have. The editor shows everything.
"""

NESTED = 12
"""Signs of a quote or a list that one line may begin with: laying out hundreds of them takes seconds."""

EMPTY = "No note yet. Write one."
_FEATURES = QTextDocument.MarkdownFeature
MARKDOWN = _FEATURES.MarkdownDialectGitHub | _FEATURES.MarkdownNoHTML
WITHOUT_TABLES = _FEATURES.MarkdownDialectCommonMark | _FEATURES.MarkdownNoHTML
HEADING = 14
"""Pixels of a heading: the panel has one title already."""


class NoteEditor(QPlainTextEdit):
    """`written` carries (what the note is about, the text). It saves when it is left or at Ctrl+Enter."""

    written = Signal(object, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._key: object = None
        self._saved = ""
        self.setAccessibleName(say("Note"))
        self.setPlaceholderText(say("Markdown. Saved when you leave the field, or with Ctrl+Enter."))
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
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.save()
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Rendered(QTextBrowser):
    """Markdown as it is meant. `pressed` says that it was clicked, or that Enter was pressed on it."""

    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("role", "rendered")
        self.setAccessibleName(say("Note as shown"))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(16)

    def show_text(self, text: str) -> None:
        """Show this Markdown."""
        shown = "\n".join(text[:SHOWN].splitlines()[:LINES])
        left = len(text) - len(shown)
        tail = f"\n\n… {left:,} more characters; edit the note to read them." if left > 1 else ""
        safe = "\n".join(flat(words.plain(line.replace("\t", "    "))) for line in shown.splitlines())
        self.document().setMarkdown(safe + tail, MARKDOWN if safe.count("|") <= CELLS else WITHOUT_TABLES)
        self.document().setDocumentMargin(0)
        self._calm()
        self.fit()

    def _calm(self) -> None:
        """Headings of the panel's size, and links that are words like others: they lead nowhere."""
        at = self.document().begin()
        while at.isValid():
            if at.blockFormat().headingLevel():
                self._change(at.position(), at.length() - 1, _heading())
            for piece in _pieces(at):
                if piece.charFormat().isAnchor():
                    self._change(piece.position(), piece.length(), _plain_link())
            at = at.next()

    def _change(self, start: int, length: int, look: QTextCharFormat) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(look)

    def fit(self) -> None:
        """Be as high as the text."""
        self.document().setTextWidth(max(self.viewport().width(), 80))
        self.setFixedHeight(max(24, round(self.document().size().height()) + 6))

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing is ever looked for, on this machine or elsewhere: a picture is a dot."""
        made = QImage(1, 1, QImage.Format.Format_ARGB32)
        made.fill(Qt.GlobalColor.transparent)
        return made if kind == QTextDocument.ResourceType.ImageResource.value else b""

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())


def _pieces(block: QTextBlock) -> list[QTextFragment]:
    found, at = [], block.begin()
    while not at.atEnd():
        found.append(at.fragment())
        at += 1
    return found


def _heading() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
    look.setProperty(QTextFormat.Property.FontPixelSize, HEADING)
    return look


def _plain_link() -> QTextCharFormat:
    look = QTextCharFormat()
    look.setAnchor(False)
    look.setAnchorHref("")
    look.setFontUnderline(True)
    look.setForeground(QBrush())
    return look


def flat(line: str) -> str:
    """A line without more signs of nesting at its start than a reader could follow."""
    body = line.lstrip(" >*+-\u2022")
    start = line[: len(line) - len(body)]
    return line if len(start) <= NESTED else f"{start[:NESTED]} {body}"


class Note(QWidget):
    """A note and its editor in one place. `written` carries (what the note is about, the text)."""

    written = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.editor, self.rendered = NoteEditor(), Rendered()
        self.write = parts.button(
            say("Edit"), self.edit, tip=say("Edit the note as Markdown (Ctrl+Shift+N)")
        )
        self.write.setProperty("link", True)
        self.head = parts.section(say("Note"))
        self._text = ""
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rendered)
        self._stack.addWidget(self.editor)
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setLayout(parts.column(parts.line(self.head, 0, self.write), 4, self._stack))
        self.editor.written.connect(self.written)
        self.editor.left.connect(self._read)
        self.rendered.pressed.connect(self.edit)
        self.setFocusProxy(self.editor)

    def show_note(self, key: object, text: str) -> None:
        """Show the note of `key`; what was being written about another is saved first."""
        self._text = text
        self.editor.show_note(key, text)
        if not self.editor.hasFocus():
            self._read()

    def save(self) -> None:
        """Say what was written, if it differs from what is kept."""
        self.editor.save()

    def edit(self) -> None:
        """Go to the editor."""
        self._stack.setCurrentWidget(self.editor)
        self._fit()
        self.editor.setFocus()

    def setFocus(self, *_reason: object) -> None:
        """A note that has the focus is edited."""
        self.edit()

    def _read(self) -> None:
        text = self.editor.toPlainText()
        self.rendered.show_text(text or EMPTY)
        self._stack.setCurrentWidget(self.rendered)
        self._fit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        """As high as what is shown now, not as the higher of the two."""
        now = self._stack.currentWidget()
        if now is self.rendered:
            self.rendered.fit()
        self._stack.setFixedHeight(now.height() if now is self.rendered else 96)
