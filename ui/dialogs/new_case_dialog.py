"""A new case: what it is called, what it is to answer, and where it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.dialogs.fields import PathField
from ui.dialogs.sheet import Sheet, field, text_box, text_line
from ui.language import say


@dataclass(frozen=True)
class NewCase:
    """What was decided. The file does not exist yet."""

    title: str
    question: str
    path: Path


class NewCaseDialog(Sheet):
    """`accepted_with` carries a `NewCase`. The file follows the title until it is changed by hand."""

    def __init__(self, parent: QWidget | None, folder: Path) -> None:
        super().__init__(parent, say("New case"), say("&Make case"), 520)
        self._folder = folder
        self.title = text_line(hint=say("Northwind drain"), limit=200, changed=self._follow)
        self.question = text_box(hint=say("Where did the drained money go, and who received it?"))
        self.place = PathField(
            "Case file", "Case files (*.case)", self.check, start=str(folder / "untitled.case")
        )
        self._followed = self.place.edit.text()
        self.build(
            field(say("&Title"), self.title),
            field(
                say("&Question to answer"),
                self.question,
                say("Printed at the head of the report. It can be changed later."),
            ),
            field(
                say("&File"), self.place, say("One file holds the evidence, the journal and the results.")
            ),
        )
        self.shown_first = self.title

    def problem(self) -> str:
        """What is still missing."""
        if not self.title.text().strip():
            return "Give the case a title."
        wrong = self.place.problem(".case")
        if not wrong and self.place.path().exists():
            return "There is a file of this name already; open it, or choose another name."
        return wrong

    def answer(self) -> NewCase:
        """The case to make."""
        question = self.question.toPlainText().strip()
        return NewCase(self.title.text().strip(), question, self.place.path())

    def _follow(self) -> None:
        if self.place.edit.text() == self._followed:
            stem = re.sub(r"[^\w-]+", "-", self.title.text().strip().lower()).strip("-")[:60] or "untitled"
            self._followed = str(self._folder / f"{stem}.case")
            self.place.edit.setText(self._followed)
        self.check()
