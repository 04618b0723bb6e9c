"""State a finding: one sentence that the examiner stands for, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from investigator.cases.facts import Finding
from investigator.records import Address, Tier
from ui import words
from ui.dialogs.fields import choice, chosen
from ui.dialogs.label_dialog import TIERS
from ui.dialogs.sheet import Sheet, field, text_box, text_line
from ui.language import say
from ui.panels import parts


class FindingDialog(Sheet):
    """`accepted_with` carries a `Finding` that rests on `accounts` and `transfers`."""

    def __init__(
        self,
        parent: QWidget | None,
        accounts: Sequence[Address] = (),
        transfers: Sequence[int] = (),
        finding: Finding | None = None,
    ) -> None:
        doing = "Change finding" if finding else "State finding"
        super().__init__(parent, doing, say("&Save finding") if finding else say("&State finding"), 520)
        old = finding or Finding("", "", Tier.STRUCTURAL, tuple(accounts), tuple(transfers))
        self._accounts, self._transfers = old.accounts, old.transfers
        count = words.plural(len(old.accounts), "account"), words.plural(len(old.transfers), "transfer")
        self.title = text_line(old.title, say("Peel chain of five hops to the mixer"), 200)
        self.text = text_box(old.text, say("What was seen, by which rule, and what it does not show."), 120)
        self.tier = choice(TIERS, old.tier)
        self.build(
            field(say("&Finding"), self.title),
            field(say("&Explanation"), self.text),
            field(
                say("&Kind of claim"),
                self.tier,
                say("It stands beside the finding wherever it is shown or printed."),
            ),
            parts.label(f"Rests on {count[0]} and {count[1]}.", "dim"),
        )
        self.watch(self.title, self.text)
        self.shown_first = self.title

    def problem(self) -> str:
        """What is still missing."""
        if not self.title.text().strip():
            return "Say the finding in one sentence."
        return "" if self.text.toPlainText().strip() else "Explain what the finding rests on."

    def answer(self) -> Finding:
        """The finding."""
        tier = Tier(str(chosen(self.tier)))
        text = self.text.toPlainText().strip()
        return Finding(self.title.text().strip(), text, tier, self._accounts, self._transfers)
