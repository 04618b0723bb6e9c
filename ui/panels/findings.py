"""What the examiner stands for, whole, and the evidence basket."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from investigator.cases.facts import Finding, finding_of
from investigator.operations.annotating import Shown
from investigator.records import Address
from ui import words
from ui.language import say
from ui.panels import parts
from ui.panels.basket import Basket
from ui.theme import Theme

TONES = {"structural": "high", "attribution": "mid", "lead": "low"}


class FindingsPanel(QScrollArea):
    """`finding_clicked` carries a finding's key, `exhibit_asked` (its key, whether it shall be an exhibit); the others
    ask. The exhibits have their own signals, in `basket`.
    """

    finding_clicked = Signal(object)
    withdraw_asked = Signal(object)
    exhibit_asked = Signal(str, bool)
    finding_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Findings and exhibits")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(280)
        self._shown: list[tuple[str, Finding, int | None]] | None = None
        self._cards = QWidget()
        self._cards.setLayout(parts.column())
        self.state = parts.button(say("State finding…"), self.finding_asked.emit)
        self.basket = Basket()
        inner = QWidget()
        inner.setObjectName("panel")
        head = parts.line(parts.label(say("Findings"), "title"), 0, self.state)
        inner.setLayout(
            parts.column(
                head, 12, self._cards, 12, parts.section(say("Evidence basket")), 6, self.basket, 0,
                margins=(16, 12, 16, 16),
            )
        )  # fmt: skip
        self.setWidget(inner)
        self.show_findings({}, (), {})

    def set_theme(self, theme: Theme) -> None:
        """Paint in this theme from now on."""
        self.basket.set_theme(theme)

    def show_findings(
        self, findings: Mapping[str, Finding], exhibits: Sequence[Shown], names: Mapping[Address, str]
    ) -> None:
        """Show these findings and exhibits, in the order in which they will be printed."""
        self.basket.show_basket(exhibits, names, findings)
        kept = {finding_of(one.item): one.exhibit.number for one in exhibits}
        shown = [(key, found, kept.get(key)) for key, found in findings.items()]
        if shown == self._shown:
            return
        self._shown = shown
        body = self._cards.layout()
        assert body
        with parts.filling(self._cards):
            parts.clear(body)
            for one in shown:
                body.addWidget(self._card(*one))
            if not findings:
                empty = "A finding is a sentence that you stand for, with its tier and what it rests on."
                body.addWidget(parts.label(empty, "empty", wrap=True))

    def _card(self, key: str, found: Finding, number: int | None) -> QWidget:
        made = QFrame()
        made.setProperty("role", "card")
        tier = parts.pill(found.tier.value, TONES[found.tier.value])
        rests = (
            f"{words.plural(len(found.accounts), 'account')} · "
            f"{words.plural(len(found.transfers), 'transfer')}"
        )
        show = parts.button(say("Show"), lambda: self.finding_clicked.emit(key))
        gone = parts.button(say("Withdraw"), lambda: self.withdraw_asked.emit(key))
        kept = parts.button(
            f"Exhibit {number}" if number else say("Add exhibit"),
            lambda: self.exhibit_asked.emit(key, number is None),
            tip=say("Take it out of the evidence basket")
            if number
            else say("Put it into the evidence basket"),
        )
        for one in (kept, show, gone):
            one.setProperty("link", True)
        made.setLayout(
            parts.column(
                parts.label(found.title, wrap=True, copy=True), 6, parts.line(tier, parts.label(rests, "dim"), 0),
                6, parts.label(found.text, "dim", wrap=True, copy=True), 4, parts.line(0, kept, show, gone),
                margins=(12, 10, 8, 6),
            )
        )  # fmt: skip
        held = QWidget()
        held.setLayout(parts.column(made, 8))
        return held
