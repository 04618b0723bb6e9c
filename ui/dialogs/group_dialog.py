"""What a group is to be called."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from investigator.cases.bounds import TEXT_LIMIT
from ui import words
from ui.dialogs.sheet import Sheet
from ui.panels import parts


class GroupDialog(Sheet):
    """Answers with the name of the group."""

    def __init__(self, parent: QWidget | None, accounts: int, suggested: str) -> None:
        super().__init__(parent, f"Group {words.plural(accounts, 'account')}", "Group", 420)
        self.name = QLineEdit(suggested)
        self.name.setMaxLength(min(200, TEXT_LIMIT))
        self.name.setAccessibleName("Name of the group")
        self.name.setPlaceholderText("What they are called together")
        self.name.selectAll()
        self.name.textChanged.connect(lambda _text: self.check())
        self.shown_first = self.name
        said = parts.label(
            "They are drawn as one node until you open it. This says nothing of who owns them.",
            "dim",
            wrap=True,
        )
        self.build(said, 12, self.name)

    def answer(self) -> str:
        return self.name.text().strip()

    def problem(self) -> str:
        return "" if self.name.text().strip() else "Give the group a name."
