"""What a drawing says, and in which colour."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from investigator.cases.facts import Shape
from investigator.colours import COLOURS
from ui.dialogs.fields import choice, chosen
from ui.dialogs.sheet import Sheet, field, text_box
from ui.language import say
from ui.panels.account_head import swatch

LONGEST = 1000


class ShapeDialog(Sheet):
    """`accepted_with` carries the `Shape` with its text and colour. A text must say something."""

    def __init__(self, parent: QWidget | None, shape: Shape, *, fresh: bool = False) -> None:
        super().__init__(parent, shape.figure.capitalize(), say("&Draw") if fresh else say("&Save"), 440)
        self._shape = shape
        self.text = text_box(shape.text, say("What the reader of the chart should see here"), 96)
        self.colour = choice(
            [("Plain", ""), *((name.capitalize(), name) for name in COLOURS)], shape.colour
        )
        for at, name in enumerate(COLOURS, start=1):
            self.colour.setItemIcon(at, swatch(name))
        self.build(field(say("&Text"), self.text), field(say("&Colour"), self.colour))
        self.watch(self.text)
        self.shown_first = self.text

    def problem(self) -> str:
        """What is still missing."""
        said = self.text.toPlainText().strip()
        if self._shape.figure == "text" and not said:
            return "Write what it is to say."
        return (
            ""
            if len(said) <= LONGEST
            else f"Keep it below {LONGEST:,} characters; a note has room for more."
        )

    def answer(self) -> Shape:
        """The shape as it shall be."""
        return replace(
            self._shape, text=self.text.toPlainText().strip(), colour=str(chosen(self.colour) or "")
        )
