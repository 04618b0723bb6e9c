"""What a bookmark is called."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from investigator.records import Address
from ui import words
from ui.dialogs.sheet import Sheet, field, text_line
from ui.panels import parts


class BookmarkDialog(Sheet):
    """`accepted_with` carries the name, which may be empty: then the account's own is shown."""

    def __init__(self, parent: QWidget | None, address: Address, name: str) -> None:
        super().__init__(parent, "Bookmark", "&Bookmark", 400)
        self.name = text_line(name, "Where the money was cashed out", 120)
        who = parts.label(words.shorten(address), "address")
        who.setToolTip(words.tip(words.whole(address)))
        self.build(
            who, 12, field("&Name", self.name, "Shown in the list; none shows what the account is called.")
        )
        self.shown_first = self.name

    def answer(self) -> str:
        """The name."""
        return self.name.text().strip()
