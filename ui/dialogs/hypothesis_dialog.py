"""What a hypothesis is called."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtWidgets import QWidget

from investigator.operations.branching import NAME_LIMIT, unfit
from ui import words
from ui.dialogs.sheet import Sheet, field, text_line


class HypothesisDialog(Sheet):
    """`accepted_with` carries the name. `taken` are names that others have; `step` tells what is named."""

    def __init__(
        self, parent: QWidget | None, taken: Collection[str], step: str, *, anew: str = ""
    ) -> None:
        super().__init__(parent, "Rename hypothesis" if anew else "New hypothesis", "&Name", 460)
        self._taken = taken
        self.name = text_line(anew, "Paid out by the exchange", NAME_LIMIT)
        hint = (
            "Its steps stay as they are." if anew
            else f"It goes on from: {words.plain(step, 120)}. What you do then is part of it alone, "
            "and the hypothesis that you leave stays as it is."
        )  # fmt: skip
        self.build(field("&Name", self.name, hint))
        self.watch(self.name)
        self.shown_first = self.name

    def problem(self) -> str:
        """What is still missing."""
        name = self.answer()
        return unfit(name, self._taken) if name else "Give it a name that says what it holds."

    def answer(self) -> str:
        """The name."""
        return " ".join(self.name.text().split())
