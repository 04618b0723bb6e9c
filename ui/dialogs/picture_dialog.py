"""How a chart is written as a picture, and where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QWidget

from ui.dialogs.fields import PathField, choice
from ui.dialogs.sheet import Sheet, field, side_by_side
from ui.language import say
from ui.panels import parts

KINDS = (
    ("PNG, for slides and mail", ".png"),
    ("SVG, to be edited", ".svg"),
    ("PDF, for print", ".pdf"),
)
PATTERN = "Pictures (*.png *.svg *.pdf)"


@dataclass(frozen=True)
class PictureOrder:
    """What was decided. `whole` is the whole chart, else what is seen of it now."""

    path: Path
    whole: bool = True
    scale: bool = True
    filter: bool = True
    stamp: bool = True


class PictureDialog(Sheet):
    """`accepted_with` carries a `PictureOrder`. The kind follows the name's ending, and the name the kind."""

    def __init__(self, parent: QWidget | None, path: Path, *, stamp: bool = True) -> None:
        super().__init__(parent, say("Save chart as image"), say("&Save image"), 540)
        self.kind = choice(KINDS, path.suffix)
        self.part = choice((("The whole chart", True), ("What is seen now", False)), True)
        self.scale = QCheckBox(say("S&cale: what thin and thick lines stand for"))
        self.filter = QCheckBox(say("&Filter: what was let through"))
        self.stamp = QCheckBox(say("Case sta&mp: title, file, counts, journal, time and examiner"))
        self.place = PathField("Image", PATTERN, self.check, start=str(path))
        self.replaces = parts.label("", "dim")
        for box, on in ((self.scale, True), (self.filter, True), (self.stamp, stamp)):
            box.setChecked(on)
        self.kind.currentIndexChanged.connect(lambda _at: self._end_so())
        boxes = parts.column(self.scale, 4, self.filter, 4, self.stamp, 12)
        self.build(
            side_by_side(field(say("&Kind"), self.kind), field(say("&Part"), self.part)),
            parts.label(say("Under the chart and its legend"), "dim"), 6, boxes, field(say("Fi&le"), self.place), self.replaces,
        )  # fmt: skip
        self.shown_first = self.kind

    def problem(self) -> str:
        """What is still missing."""
        path = self.place.path()
        self.replaces.setText(say("The file of this name is replaced.") if path.is_file() else "")
        at = self.kind.findData(path.suffix.lower())
        if at >= 0 and at != self.kind.currentIndex():
            self.kind.setCurrentIndex(at)
        return self.place.problem(str(self.kind.currentData()))

    def answer(self) -> PictureOrder:
        """The order."""
        return PictureOrder(
            self.place.path(), bool(self.part.currentData()), self.scale.isChecked(), self.filter.isChecked(),
            self.stamp.isChecked(),
        )  # fmt: skip

    def _end_so(self) -> None:
        path, ending = self.place.path(), str(self.kind.currentData())
        if path.suffix.lower() != ending and path.name:
            self.place.edit.setText(str(path.with_suffix(ending)))
        self.check()
