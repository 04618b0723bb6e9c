"""What every dialog is: a title, a body, one line for what is wrong, and two buttons. It never blocks."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QLabel, QLayout, QLineEdit, QPlainTextEdit, QWidget

from ui.language import say
from ui.panels import parts
from ui.theme import DARK, Theme

MARGIN = 20


class Sheet(QDialog):
    """Shown with `open()`. On Enter or the primary button `accepted_with` carries `answer()`.

    The primary button works only while `problem()` is empty; it is asked again at every `check()`.
    Qt lets go of a closed dialog: answers that come late look at `over` before they touch it. One that only
    tells something does not `block` the window.
    """

    accepted_with = Signal(object)
    blocks = True

    def __init__(self, parent: QWidget | None, title: str, verb: str, width: int = 480) -> None:
        super().__init__(parent)
        self.theme = DARK
        self.setWindowTitle(title)
        self.setModal(self.blocks)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(width)
        self.heading = parts.label(title, "title", wrap=True)
        self.trouble = parts.label("", "dim", "mid", wrap=True)
        self.trouble.setMinimumHeight(34)
        self.trouble.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self.trouble.setAccessibleName(say("What is missing"))
        self.primary = parts.button(verb, self._finish)
        self.primary.setDefault(True)
        self.primary.setProperty("primary", True)
        self.cancel = parts.button(say("Cancel"), self.reject)
        self.shown_first: QWidget | None = None
        self.over = False
        self.finished.connect(self._end)

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.theme = theme

    def build(self, *body: QWidget | QLayout | int) -> None:
        """Lay out the body between the title and the buttons."""
        buttons = parts.line(0, self.cancel, self.primary)
        column = parts.column(
            self.heading, 16, *body, 8, self.trouble, 12, buttons, margins=(MARGIN, MARGIN, MARGIN, MARGIN)
        )
        self.setLayout(column)
        self.check()

    def answer(self) -> object:
        """What was decided. Only asked while there is no problem."""
        raise NotImplementedError

    def problem(self) -> str:
        """What is still missing or wrong, in a sentence; '' if nothing is."""
        return ""

    def check(self) -> None:
        """Look again whether all is well, and say what is not."""
        wrong = self.problem()
        self.trouble.setText(wrong)
        self.primary.setEnabled(not wrong)

    def watch(self, *fields: QLineEdit | QPlainTextEdit) -> None:
        """Check at every change of these."""
        for field in fields:
            field.textChanged.connect(self.check)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.shown_first:
            self.shown_first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _end(self) -> None:
        self.over = True

    def _finish(self) -> None:
        self.check()
        if self.primary.isEnabled():
            value = self.answer()
            self.accept()
            self.accepted_with.emit(value)


class TextBox(QPlainTextEdit):
    """Several lines of text, at first `height` pixels high."""

    def __init__(self, value: str, height: int) -> None:
        super().__init__(value)
        self._height = height
        self.setMinimumHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(320, self._height)


def field(name: str, widget: QWidget, hint: str = "") -> QLayout:
    """A named field: the name above with its mnemonic, a hint below."""
    head = QLabel(name)
    head.setProperty("role", "dim")
    head.setBuddy(widget)
    spoken = name.replace("&", "")
    if not widget.accessibleName():
        widget.setAccessibleName(spoken)
    below: list[QWidget | int] = [2, parts.label(hint, "dim", wrap=True)] if hint else []
    return parts.column(head, 4, widget, *below, 12)


def side_by_side(*columns: QLayout) -> QLayout:
    """Fields of the same width beside each other."""
    made = parts.line(*columns)
    made.setSpacing(16)
    for at in range(len(columns)):
        made.setStretch(at, 1)
        made.setAlignment(columns[at], Qt.AlignmentFlag.AlignTop)
    return made


def text_line(
    value: str = "", hint: str = "", limit: int = 500, changed: Callable[[], object] | None = None
) -> QLineEdit:
    """A line of text."""
    made = QLineEdit(value[:limit])
    made.setPlaceholderText(hint)
    made.setMaxLength(limit)
    if changed:
        made.textChanged.connect(lambda _text: changed())
    return made


def text_box(value: str = "", hint: str = "", height: int = 80) -> QPlainTextEdit:
    """Several lines of text; Tab leaves the field."""
    made = TextBox(value, height)
    made.setPlaceholderText(hint)
    made.setTabChangesFocus(True)
    return made
