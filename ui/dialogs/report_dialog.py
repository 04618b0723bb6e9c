"""What the report says and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.dialogs.fields import PathField
from ui.dialogs.sheet import Sheet, field, text_box, text_line
from ui.language import say
from ui.panels import parts

SECTIONS = (
    ("scope", "Question and scope"),
    ("sources", "Sources with their hashes"),
    ("findings", "Findings with their tier"),
    ("chart", "The chart"),
    ("exhibits", "Key transfers as exhibits"),
    ("model", "Model card"),
    ("verify", "How to verify"),
)


@dataclass(frozen=True)
class ReportOrder:
    """What was decided. `sections` are ids in the order of printing."""

    title: str
    question: str
    examiner: str
    sections: tuple[str, ...]
    path: Path


class ReportDialog(Sheet):
    """`accepted_with` carries a `ReportOrder`. Where a file of the name would be replaced, it says so."""

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        question: str,
        examiner: str,
        path: Path,
        sections: Sequence[tuple[str, str]] = SECTIONS,
    ) -> None:
        super().__init__(parent, say("Report"), say("&Write report"), 540)
        self.title = text_line(title, limit=200)
        self.question = text_box(question, height=56)
        self.examiner = text_line(examiner, limit=200)
        self.place = PathField("Report", "Reports (*.pdf *.html)", self.check, start=str(path))
        self.replaces = parts.label("", "dim")
        self.boxes = {key: QCheckBox(name) for key, name in sections}
        grid = parts.column(*(part for box in self.boxes.values() for part in (box, 4)))
        for box in self.boxes.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.check())
        self.build(
            field(say("&Title"), self.title), field(say("&Question"), self.question),
            field(say("&Examiner"), self.examiner),
            parts.label(say("Sections"), "dim"), 6, grid, 8, field(say("&File"), self.place), self.replaces,
        )  # fmt: skip
        self.watch(self.title, self.question, self.examiner)
        self.shown_first = self.title

    def problem(self) -> str:
        """What is still missing."""
        self.replaces.setText(
            say("The file of this name is replaced.") if self.place.path().is_file() else ""
        )
        if not self.title.text().strip():
            return "Give the report a title."
        if not self.examiner.text().strip():
            return "Say who the examiner is."
        if not any(box.isChecked() for box in self.boxes.values()):
            return "Choose at least one section."
        return self.place.problem(".html" if self.place.path().suffix.lower() == ".html" else ".pdf")

    def answer(self) -> ReportOrder:
        """The order."""
        kept = tuple(key for key, box in self.boxes.items() if box.isChecked())
        title, examiner = self.title.text().strip(), self.examiner.text().strip()
        question = self.question.toPlainText().strip()
        return ReportOrder(title, question, examiner, kept, self.place.path())
