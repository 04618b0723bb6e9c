"""What the report says, how it will look, and where it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from investigator.report.parts import KEPT, PARTS
from ui.dialogs.fields import PathField
from ui.dialogs.sheet import Sheet, field, text_box, text_line
from ui.language import say
from ui.panels import parts

SECTIONS = tuple((key, name) for key, name in PARTS if key not in KEPT)
"""What may be left out; what was asked and found, on what, and how it may be wrong never is."""
PAGE = QSize(360, 510)
CALM = 400
"""Milliseconds without a change after which the preview is made anew."""


@dataclass(frozen=True)
class ReportOrder:
    """What was decided. `sections` are keys of the parts that are wanted; `template` is an agency's, or `None`."""

    title: str
    question: str
    examiner: str
    sections: tuple[str, ...]
    path: Path
    template: Path | None = None


class ReportDialog(Sheet):
    """`accepted_with` carries a `ReportOrder`, and so does `changed` whenever the preview is to be made anew.

    Where a file of the name would be replaced, it says so.
    """

    changed = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        title: str,
        question: str,
        examiner: str,
        path: Path,
        sections: Sequence[tuple[str, str]] = SECTIONS,
    ) -> None:
        super().__init__(parent, say("Report"), say("&Write report"), 940)
        self.title = text_line(title, limit=200)
        self.question = text_box(question, height=56)
        self.examiner = text_line(examiner, limit=200)
        self.place = PathField("Report", "Reports (*.pdf *.html)", self.check, start=str(path))
        self.template = PathField("Template", "Templates (*.toml)", self.check, opens=True)
        self.replaces = parts.label("", "dim")
        self.boxes = {key: QCheckBox(name) for key, name in sections}
        for box in self.boxes.values():
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.check())
        self._pages, self._at = list[bytes](), 0
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._ask)
        self.build(self._halves())
        self.watch(self.title, self.question, self.examiner)
        self.shown_first: QLineEdit | None = self.title

    def _halves(self) -> QWidget:
        """What is decided on the left, the preview on the right."""
        boxes = list(self.boxes.values())
        half = (len(boxes) + 1) // 2
        grid = parts.line(
            parts.column(*(part for box in boxes[:half] for part in (box, 4))), 12,
            parts.column(*(part for box in boxes[half:] for part in (box, 4)), 0),
        )  # fmt: skip
        left = parts.column(
            field(say("&Title"), self.title), field(say("&Question"), self.question),
            field(say("&Examiner"), self.examiner), parts.label(say("Sections"), "dim"), 6, grid, 8,
            field(say("Te&mplate of the agency, if any"), self.template),
            field(say("&File, .pdf or .html"), self.place), self.replaces,
        )  # fmt: skip
        self.page = QLabel(say("The preview is being made…"))
        self.page.setFixedSize(PAGE)
        self.page.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.page.setWordWrap(True)
        self.page.setAccessibleName(say("Preview of the page"))
        self.back = parts.button(say("Previous page"), lambda: self._turn(-1))
        self.on = parts.button(say("Next page"), lambda: self._turn(1))
        self.where = parts.label("", "dim")
        self.where.setMinimumWidth(64)
        right = parts.column(self.page, 8, parts.line(self.back, self.on, 8, self.where, 0), 0)
        body = QWidget()
        row = parts.line(left, 24, right)
        row.setStretch(0, 1)
        body.setLayout(row)
        self._turn(0)
        return body

    def check(self) -> None:
        """Look again whether all is well, and have the preview follow a little later."""
        super().check()
        self._calm.start()

    def _ask(self) -> None:
        if not self.over:
            self.changed.emit(self.answer())

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """The pages as PNG."""
        self._pages = list(pages)
        self._turn(0)

    def show_trouble(self, sentence: str) -> None:
        """Why there is no preview."""
        self._pages = []
        self._turn(0)
        self.page.setText(sentence)

    def _turn(self, by: int) -> None:
        count = len(self._pages)
        self._at = min(max(self._at + by, 0), max(count - 1, 0))
        self.back.setEnabled(self._at > 0)
        self.on.setEnabled(self._at + 1 < count)
        self.where.setText(f"{self._at + 1:,} / {count:,}" if count else "")
        if count:
            picture = QPixmap()
            picture.loadFromData(self._pages[self._at])
            self.page.setPixmap(
                picture.scaled(
                    PAGE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
                )
            )

    def problem(self) -> str:
        """What is still missing."""
        self.replaces.setText(
            say("The file of this name is replaced.") if self.place.path().is_file() else ""
        )
        if not self.title.text().strip():
            return "Give the report a title."
        if not self.examiner.text().strip():
            return "Say who the examiner is."
        if self.template.edit.text().strip() and not self.template.path().is_file():
            return "There is no such template; choose another, or leave the field empty."
        return self.place.problem(".html" if self.place.path().suffix.lower() == ".html" else ".pdf")

    def answer(self) -> ReportOrder:
        """The order."""
        kept = tuple(key for key, box in self.boxes.items() if box.isChecked())
        title, examiner = self.title.text().strip(), self.examiner.text().strip()
        question = self.question.toPlainText().strip()
        template = self.template.path() if self.template.edit.text().strip() else None
        return ReportOrder(title, question, examiner, kept, self.place.path(), template)
