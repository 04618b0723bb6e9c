"""Who is asked to stamp a case."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.dialogs.fields import choice
from ui.dialogs.sheet import Sheet, field, text_line

KINDS = (
    ("An authority by RFC 3161", "rfc3161"),
    ("A calendar of OpenTimestamps", "opentimestamps"),
)


@dataclass(frozen=True)
class StampOrder:
    """What was decided; `roots` is a file of certificates, or `None`."""

    url: str
    kind: str
    roots: Path | None


class StampDialog(Sheet):
    """`accepted_with` carries a `StampOrder`. Only a hash of the journal leaves the machine."""

    def __init__(self, parent: QWidget | None, url: str = "") -> None:
        super().__init__(parent, "Time stamp", "&Ask for a stamp", 540)
        self.kind = choice(KINDS, "rfc3161")
        self.url: QLineEdit = text_line(url, limit=2000)
        self.url.setPlaceholderText("https://tsa.example/tsr")
        self.roots = text_line("", limit=2000)
        self.roots.setPlaceholderText(
            "A file of certificates (PEM); without it, who signed cannot be checked"
        )
        self.build(
            field("&Kind", self.kind),
            field("&Address", self.url, "Over the network goes one hash of the journal, and nothing else."),
            field("&Root certificates", self.roots),
        )
        self.watch(self.url, self.roots)
        self.shown_first = self.url

    def problem(self) -> str:
        """What is still missing."""
        if not self.url.text().strip().startswith(("http://", "https://")):
            return "Give the address of the authority; it begins with https:// or http://."
        roots = self.roots.text().strip()
        return f"There is no file {roots[:80]}." if roots and not Path(roots).expanduser().is_file() else ""

    def answer(self) -> StampOrder:
        """The order."""
        roots = self.roots.text().strip()
        return StampOrder(
            self.url.text().strip(),
            str(self.kind.currentData()),
            Path(roots).expanduser() if roots else None,
        )
