"""What opens an encrypted key file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit, QWidget

from ui import words
from ui.dialogs.sheet import Sheet, field, text_line
from ui.language import say


class PassphraseDialog(Sheet):
    """`accepted_with` carries the passphrase. It is kept nowhere; the key stays open until the program ends."""

    def __init__(self, parent: QWidget | None, file: Path) -> None:
        super().__init__(parent, say("Open your key"), say("&Open and sign"), 440)
        self.passphrase = text_line("", limit=2000)
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.build(field(say("&Passphrase"), self.passphrase, words.plain(str(file), 200)))
        self.watch(self.passphrase)
        self.shown_first = self.passphrase

    def problem(self) -> str:
        """What is still missing."""
        return "" if self.passphrase.text() else say("Type the passphrase of the key file.")

    def answer(self) -> str:
        """The passphrase."""
        return self.passphrase.text()
