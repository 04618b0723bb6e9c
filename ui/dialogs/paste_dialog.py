"""A list of addresses: pasted, looked up in the case, and put to use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtWidgets import QRadioButton, QWidget

from investigator.cases.edits.keeping import NAME_LIMIT
from ui.dialogs.sheet import Sheet, field, text_box, text_line
from ui.panels import parts


@dataclass(frozen=True)
class Pasted:
    """A text with addresses, what they are wanted for, and under which name they are to be kept, if any."""

    text: str
    use: Literal["show", "filter"]
    name: str


class PasteDialog(Sheet):
    """`accepted_with` carries a `Pasted`."""

    def __init__(self, parent: QWidget | None, text: str = "") -> None:
        super().__init__(parent, "Find a list of addresses", "&Find", 560)
        self.text = text_box(text, "0x9f2c…\n0x41ab…", 180)
        self.name = text_line(hint="suspects", limit=NAME_LIMIT, changed=self.check)
        self.show_them = QRadioButton("&Show them on the chart and select them")
        self.filter_by = QRadioButton("Show only &transfers that touch one of them")
        self.show_them.setChecked(True)
        for one in (self.show_them, self.filter_by):
            one.toggled.connect(lambda _on: self.check())
        self.build(
            field("&Addresses", self.text, "Parted by lines, commas, spaces or quotes; each counts once."),
            parts.column(self.show_them, 4, self.filter_by, 12),
            field("&Keep as a list named", self.name,
                  "Optional. A list is kept in the case and can be filtered by, as list:suspects."),
        )  # fmt: skip
        self.watch(self.text)
        self.shown_first = self.text

    def problem(self) -> str:
        """What is still missing."""
        if not self.text.toPlainText().strip():
            return "Paste some addresses."
        return "" if self.name.text().isprintable() else "The name has characters that cannot be seen."

    def answer(self) -> Pasted:
        """What was decided."""
        use: Literal["show", "filter"] = "show" if self.show_them.isChecked() else "filter"
        return Pasted(self.text.toPlainText(), use, self.name.text().strip())
