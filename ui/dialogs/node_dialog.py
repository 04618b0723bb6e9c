"""Ask for a node that knows what the case does not hold."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from ui.dialogs.sheet import Sheet, field, text_line
from ui.language import say
from ui.panels import parts

_ADDRESS = re.compile(r"((rpc\+)?(https?|wss?)://|ipc:).+", re.IGNORECASE)


class NodeDialog(Sheet):
    """`accepted_with` carries the address of a node, which is kept nowhere."""

    def __init__(self, parent: QWidget | None, title: str, verb: str, why: str) -> None:
        super().__init__(parent, title, verb, 520)
        self.address = text_line("", "http://127.0.0.1:8545", 2000)
        self.build(
            parts.label(why, wrap=True),
            12,
            field(
                say("&Node"),
                self.address,
                "http, https, ws, wss or ipc:PATH. Write {NAME} for a key that your keyring or environment holds. "
                "The node learns what you ask for.",
            ),
        )
        self.watch(self.address)
        self.shown_first = self.address

    def problem(self) -> str:
        """What is still missing."""
        text = self.address.text().strip()
        if not text:
            return "Say where a node answers."
        return "" if _ADDRESS.fullmatch(text) else "Begin with http://, https://, ws://, wss:// or ipc:"

    def answer(self) -> str:
        """The node's address."""
        return self.address.text().strip()
