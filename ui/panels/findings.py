"""What the examiner stands for, whole, and the transfers kept as exhibits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from investigator.cases.facts import Finding
from investigator.data.queries.transfers import TransferRow
from investigator.records import Address
from ui import words
from ui.panels import parts
from ui.panels.entries import Entry, EntryList
from ui.theme import Theme

TONES = {"structural": "high", "attribution": "mid", "lead": "low"}


class FindingsPanel(QScrollArea):
    """`finding_clicked` carries a finding's key, `exhibit_clicked` a transfer's id; the others ask."""

    finding_clicked = Signal(object)
    withdraw_asked = Signal(object)
    exhibit_clicked = Signal(object)
    finding_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(280)
        self._cards = QWidget()
        self._cards.setLayout(parts.column())
        self.state = parts.button("State finding…", self.finding_asked.emit)
        self.exhibits = EntryList("Exhibits", whole=True, inset=0)
        self.exhibits.chosen.connect(self.exhibit_clicked)
        self.no_exhibits = parts.label(
            "Select transfers in the table and keep them as exhibits; they are printed in the report.",
            "empty",
            wrap=True,
        )
        inner = QWidget()
        inner.setObjectName("panel")
        head = parts.line(parts.label("Findings", "title"), 0, self.state)
        inner.setLayout(
            parts.column(
                head, 12, self._cards, 12, parts.section("Exhibits"), 6, self.exhibits, self.no_exhibits, 0,
                margins=(16, 12, 16, 16),
            )
        )  # fmt: skip
        self.setWidget(inner)
        self.show_findings({}, (), {})

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.exhibits.set_theme(theme)

    def show_findings(
        self,
        findings: Mapping[str, Finding],
        exhibits: Sequence[TransferRow],
        names: Mapping[Address, str],
    ) -> None:
        """Show these findings and exhibits, in the order in which they will be printed."""
        body = self._cards.layout()
        assert body
        parts.clear(body)
        for key, found in findings.items():
            body.addWidget(self._card(key, found))
        if not findings:
            empty = "A finding is a sentence that you stand for, with its tier and what it rests on."
            body.addWidget(parts.label(empty, "empty", wrap=True))
        self.exhibits.show_entries(
            [_exhibit(number, row, names) for number, row in enumerate(exhibits, start=1)]
        )
        self.exhibits.setVisible(bool(exhibits))
        self.no_exhibits.setVisible(not exhibits)

    def _card(self, key: str, found: Finding) -> QWidget:
        made = QFrame()
        made.setProperty("role", "card")
        tier = parts.pill(found.tier.value, TONES[found.tier.value])
        rests = (
            f"{words.plural(len(found.accounts), 'account')} · "
            f"{words.plural(len(found.transfers), 'transfer')}"
        )
        show = parts.button("Show", lambda: self.finding_clicked.emit(key))
        gone = parts.button("Withdraw", lambda: self.withdraw_asked.emit(key))
        for one in (show, gone):
            one.setProperty("link", True)
        made.setLayout(
            parts.column(
                parts.label(found.title, wrap=True, copy=True), 6, parts.line(tier, parts.label(rests, "dim"), 0),
                6, parts.label(found.text, "dim", wrap=True, copy=True), 4, parts.line(0, show, gone),
                margins=(12, 10, 8, 6),
            )
        )  # fmt: skip
        held = QWidget()
        held.setLayout(parts.column(made, 8))
        return held


def _exhibit(number: int, row: TransferRow, names: Mapping[Address, str]) -> Entry:
    sender, receiver = (names.get(end) or words.shorten(end) for end in (row.sender, row.receiver))
    return Entry(
        row.id,
        f"{number}. {sender} → {receiver}",
        words.amount(row.amount, row.decimals, row.symbol, places=2),
        tip=f"{words.amount(row.amount, row.decimals, row.symbol)}\n{words.when(row.time, row.clock)}",
        whole=row.tx_hash,
    )
