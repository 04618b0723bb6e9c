"""The completeness certificates of several accounts as a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from investigator.cases.completeness import Certificate
from investigator.records import Address
from ui import words
from ui.dialogs.sheet import Sheet
from ui.language import say
from ui.panels import parts
from ui.panels.entries import ROW, Entry, EntryList
from ui.panels.proof_list import OUTCOMES, TONES, ProofList, span
from ui.theme import Theme

NOTHING = "No account was pulled yet. Pull one from a node or an explorer: only then it is known what there has to be."

LISTED, PAGE = 6, 320
"""How many lines are seen without scrolling, and pixels for the checks of one of them."""


class CertificatesDialog(Sheet):
    """A line for each account, failures first; below, the checks of the one moved to.

    `chosen` carries the address of one that was clicked or entered.
    """

    chosen = Signal(object)

    def __init__(
        self, parent: QWidget | None, found: Sequence[Certificate], names: Mapping[Address, str]
    ) -> None:
        super().__init__(parent, say("Completeness of pulled accounts"), say("&Close"), 640)
        order = ["failed", "unproven", "complete"]
        self._found = sorted(found, key=lambda one: order.index(one.outcome))
        self.list, self.proof = EntryList(say("Certificates"), inset=8), ProofList()
        self.list.show_entries([_entry(at, one, names) for at, one in enumerate(self._found)])
        self.list.setFixedHeight(ROW * min(max(len(found), 1), LISTED))
        self.list.select(0)
        self.list.selectionModel().currentChanged.connect(lambda at, _before: self._show(at.row()))
        self.list.chosen.connect(lambda at: self.chosen.emit(self._found[at].address))
        self.page = QScrollArea(widgetResizable=True)
        self.page.setAccessibleName("Checks of the account")
        self.page.setFrameShape(QFrame.Shape.NoFrame)
        self.page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page.setMinimumHeight(PAGE)
        below = QWidget()
        below.setLayout(parts.column(self.proof, 0, margins=(0, 0, 12, 0)))
        self.page.setWidget(below)
        counts = {name: sum(one.outcome == name for one in found) for name in order}
        told = ", ".join(f"{count:,} {OUTCOMES[name]}" for name, count in counts.items() if count)
        self.cancel.hide()
        self.build(
            parts.label(f"{words.plural(len(found), 'account')}: {told}." if found else say(NOTHING), wrap=True),
            8, self.list, 12, self.page,
        )  # fmt: skip
        self.list.setVisible(bool(found))
        self.page.setVisible(bool(found))
        self.proof.show_certificate(self._found[0] if found else None)
        self.shown_first = self.primary

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        super().set_theme(theme)
        self.list.set_theme(theme)

    def answer(self) -> None:
        """Nothing is decided here."""

    def _show(self, at: int) -> None:
        self.proof.show_certificate(self._found[at])


def _entry(at: int, found: Certificate, names: Mapping[Address, str]) -> Entry:
    name = names.get(found.address, "")
    return Entry(
        at,
        name or words.shorten(found.address),
        f"{OUTCOMES[found.outcome]} · {span(found)}",
        dot=TONES[found.outcome],
        mono=not name,
        tip=words.whole(found.address),
        whole=words.whole(found.address),
    )
