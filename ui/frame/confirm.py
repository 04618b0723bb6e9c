"""A question with two answers, for what cannot be taken back."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet import Sheet, field, text_box, text_line
from ui.language import say
from ui.panels import parts


class Confirm(Sheet):
    """`accepted_with` carries `True`; Cancel carries nothing."""

    def __init__(self, parent: QWidget | None, title: str, text: str, verb: str, keep: str) -> None:
        super().__init__(parent, title, verb, 440)
        self.cancel.setText(keep)
        self.build(parts.label(text, wrap=True))

    def answer(self) -> bool:
        """Yes."""
        return True


class TitleDialog(Sheet):
    """`accepted_with` carries (title, question)."""

    def __init__(self, parent: QWidget | None, title: str, question: str) -> None:
        super().__init__(parent, say("Title and question"), say("&Save"), 520)
        self.title = text_line(title, say("Northwind drain"), 200)
        self.question = text_box(question, say("Where did the drained money go, and who received it?"))
        self.build(
            field(say("&Title"), self.title),
            field(say("&Question to answer"), self.question, say("Printed at the head of the report.")),
        )
        self.watch(self.title, self.question)
        self.shown_first = self.title

    def problem(self) -> str:
        """What is still missing."""
        return "" if self.title.text().strip() else "Give the case a title."

    def answer(self) -> tuple[str, str]:
        """Title and question."""
        return self.title.text().strip(), self.question.toPlainText().strip()
