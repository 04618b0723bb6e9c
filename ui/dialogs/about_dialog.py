"""What this program is, and which keys it knows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QWidget

from investigator.settings import TOOL
from ui import words
from ui.dialogs.sheet import Sheet
from ui.language import say
from ui.panels import parts

WHAT = (
    "A workbench for blockchain forensic analysts. Cases stay on this machine: nothing is sent anywhere."
    " Evidence is kept with where it came from, and every step can be replayed and verified."
)
CAUTION = "Scores are leads. They suggest where to look and prove nothing."


class AboutDialog(Sheet):
    """Name, version and licence, to be copied into a report of a fault."""

    blocks = False

    def __init__(self, parent: QWidget | None, versions: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__(parent, say("About Investigator"), say("&Close"), 440)
        self._versions = "\n".join(f"{name} {version}" for name, version in versions)
        self.cancel.setText(say("Copy &versions"))
        self.cancel.clicked.disconnect()
        self.cancel.clicked.connect(lambda _=False: parts.copy(f"{TOOL}\n{self._versions}"))
        self.build(
            parts.label(TOOL, copy=True), 12,
            parts.label(say(WHAT), wrap=True), 8, parts.label(say(CAUTION), wrap=True), 12,
            parts.label(say("Apache License 2.0"), "dim"), 8, parts.label(self._versions, "dim", copy=True),
        )  # fmt: skip
        self.shown_first = self.primary

    def answer(self) -> None:
        """Nothing is decided here."""


class ShortcutsDialog(Sheet):
    """Every action with its keys, by group; typing filters. Rows are (group, text, keys)."""

    blocks = False

    def __init__(self, parent: QWidget | None, rows: Sequence[tuple[str, str, str]]) -> None:
        super().__init__(parent, say("Keyboard shortcuts"), say("&Close"), 520)
        self._rows = tuple(row for row in rows if row[2])
        self.search = QLineEdit()
        self.search.setPlaceholderText(say("Find an action or a key"))
        self.search.setAccessibleName(say("Find an action or a key"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._show())
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        held = QWidget()
        held.setLayout(parts.column(self._grid, 0))
        scroll = QScrollArea()
        scroll.setAccessibleName("Actions and their keys")
        scroll.setWidget(held)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(360)
        self.cancel.hide()
        self.build(self.search, 12, scroll)
        self.shown_first = self.search
        self._show()

    def shown(self) -> list[tuple[str, str, str]]:
        """The rows that fit what is typed."""
        wanted = self.search.text().strip().lower()
        return [row for row in self._rows if wanted in f"{row[1]} {row[2]}".lower()]

    def answer(self) -> None:
        """Nothing is decided here."""

    def _show(self) -> None:
        parts.clear(self._grid)
        group, line = "", 0
        for kind, text, keys in self.shown():
            if kind != group:
                head = parts.section(kind)
                head.setContentsMargins(0, 12 if line else 0, 0, 2)
                self._grid.addWidget(head, line, 0, 1, 2)
                group, line = kind, line + 1
            self._grid.addWidget(parts.label(words.plain(text, 80)), line, 0)
            self._grid.addWidget(parts.pill(keys), line, 1, Qt.AlignmentFlag.AlignRight)
            line += 1
        if not line:
            self._grid.addWidget(parts.label(say("No action or key of this name."), "empty"), 0, 0)
