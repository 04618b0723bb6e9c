"""What the window shows while no case is open: what one can begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui import words
from ui.actions import ACTIONS
from ui.language import say
from ui.menus import keys_shown
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme

BEGIN = ("new", "open", "sample")
WIDE = 640


class Welcome(QWidget):
    """`case_chosen` carries the path of a case that was open before."""

    case_chosen = Signal(object)

    def __init__(self, actions: Mapping[str, QAction]) -> None:
        super().__init__()
        self.setObjectName("stage")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.recent = EntryList(say("Recent cases"), whole=True, inset=0)
        self.recent.chosen.connect(self.case_chosen)
        self.head = parts.section(say("Recent cases"))
        rows = [_row(name, actions[name]) for name in BEGIN]
        self.first: QPushButton = rows[0].findChildren(QPushButton)[0]
        body = QWidget()
        body.setFixedWidth(WIDE)
        body.setLayout(
            parts.column(
                0,
                parts.label(say("Investigator"), "welcome"), 4,
                parts.label(say("Import transfers, follow the money, score, label, and report. Cases stay on this"
                            " machine; nothing is sent anywhere."), "dim", wrap=True), 28,
                parts.section(say("Begin")), 8, *rows, 24,
                self.head, 4, self.recent, 24,
                parts.label(say("A case file or files of transfers can also be dropped on this window."), "dim"),
                0, 0,
            )
        )  # fmt: skip
        self.setLayout(parts.line(0, body, 0, margins=(24, 24, 24, 24)))
        self.show_recent(())

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.recent.set_theme(theme)

    def show_recent(self, paths: Sequence[Path]) -> None:
        """Offer the cases that were open before, the last first."""
        self.recent.show_entries(
            [Entry(path, path.name, _folder(path.parent), tip=str(path), whole=str(path)) for path in paths]
        )
        for part in (self.head, self.recent):
            part.setVisible(bool(paths))


def _row(name: str, action: QAction) -> QWidget:
    row = next(one for one in ACTIONS if one.id == name)
    made = QFrame()
    go = parts.button(row.text, action.trigger)
    go.setFixedWidth(184)
    go.setProperty("primary", name == "new")
    keys = parts.label(keys_shown(row.shortcut), "dim")
    keys.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    said = parts.line(go, parts.label(row.help, "dim"), 0, keys)
    said.setSpacing(16)
    made.setLayout(parts.column(said, 8))
    return made


def _folder(path: Path) -> str:
    try:
        return words.plain(f"~/{path.relative_to(Path.home())}".removesuffix("/."), 60)
    except ValueError:
        return words.plain(str(path), 60)
