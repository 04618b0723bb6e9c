"""In which format a case is handed on, how much of it, and where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from PySide6.QtWidgets import QWidget

from investigator.exports.content import Part
from investigator.exports.formats import FORMATS, named
from ui.dialogs.fields import PathField, choice
from ui.dialogs.sheet import Sheet, field
from ui.panels import parts

PARTS: dict[Part, str] = {
    "chart": "Accounts on the chart, and what moved between them",
    "exhibits": "The exhibits, and whom they concern",
    "all": "The whole case",
}
HINTS = {
    "csv": "Two files: transfers, and accounts with their labels. No cell is a formula.",
    "parquet": "Two files: transfers, and accounts with their labels.",
    "tagpack": "Your own attributions; leads stay behind.",
    "gs": "For GraphSense's dashboard. It has no room for amounts, notes and findings.",
    "goaml": "A draft, to be completed and checked by whoever files it.",
    "stix": "Amounts are exact in a field beside the standard's own, which rounds.",
}


@dataclass(frozen=True)
class ExportOrder:
    """What was decided."""

    form: str
    part: Part
    path: Path


class ExportDialog(Sheet):
    """`accepted_with` carries an `ExportOrder`. The file's ending follows the format."""

    def __init__(self, parent: QWidget | None, path: Path, exhibits: int) -> None:
        super().__init__(parent, "Export", "&Export", 540)
        self._stem = path
        self.form = choice([(one.title, one.name) for one in FORMATS], "stix")
        self.part = choice([(text, part) for part, text in PARTS.items()], "chart")
        self.hint = parts.label("", "dim", wrap=True)
        self.hint.setMinimumHeight(34)
        self.place = PathField("Export", "All files (*)", self.check)
        self._exhibits = exhibits
        self.build(
            field("F&ormat", self.form), self.hint, 8, field("&What", self.part), field("&File", self.place)
        )
        self.form.currentIndexChanged.connect(self._follow)
        self.part.currentIndexChanged.connect(lambda _at: self.check())
        self.shown_first = self.form
        self._follow()

    def _follow(self) -> None:
        name = str(self.form.currentData())
        self.hint.setText(HINTS.get(name, ""))
        self.place.edit.setText(str(self._stem.with_name(self._stem.stem + named(name).suffix)))

    def problem(self) -> str:
        """What is still missing."""
        if self.part.currentData() == "exhibits" and not self._exhibits:
            return "There are no exhibits yet; choose something else, or add some first."
        return self.place.problem(named(str(self.form.currentData())).suffix, whole=True)

    def answer(self) -> ExportOrder:
        """The order."""
        part = next(one for one in get_args(Part) if one == self.part.currentData())
        return ExportOrder(str(self.form.currentData()), part, self.place.path())
