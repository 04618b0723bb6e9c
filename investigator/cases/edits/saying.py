"""What the analyst says of accounts."""

from __future__ import annotations

from typing import ClassVar

from investigator.address import short
from investigator.cases.bounds import bounded
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts
from investigator.records import Address, Label


class SetLabels(Tagged, frozen=True, tag="labels"):
    """Give an account these labels and no others of the analyst's own."""

    address: Address
    labels: tuple[Label, ...]
    changes: ClassVar[Changed] = Changed.LABELS

    def __post_init__(self) -> None:
        for label in self.labels:
            bounded(label.text, label.note, label.source, label.evidence)
            if not label.text.strip():
                raise ValueError("a label needs a text")
            if not 0 <= label.confidence <= 100:
                raise ValueError("confidence runs from 0 to 100")

    @property
    def summary(self) -> str:
        if not self.labels:
            return f"Clear the labels of {self.address}"
        return f"Label {self.address} as {', '.join(label.text for label in self.labels)}"

    def apply(self, facts: Facts) -> SetLabels:
        before = SetLabels(self.address, facts.labels.pop(self.address, ()))
        if self.labels:
            facts.labels[self.address] = self.labels
        return before


class SetNote(Tagged, frozen=True, tag="note"):
    """Write an account's note; an empty text clears it."""

    address: Address
    text: str
    changes: ClassVar[Changed] = Changed.NOTES

    def __post_init__(self) -> None:
        bounded(self.text)

    @property
    def summary(self) -> str:
        return f"{'Write the note of' if self.text else 'Clear the note of'} {self.address}"

    def apply(self, facts: Facts) -> SetNote:
        before = SetNote(self.address, facts.notes.pop(self.address, ""))
        if self.text:
            facts.notes[self.address] = self.text
        return before


class SetApart(Tagged, frozen=True, tag="apart"):
    """Say that no link between two accounts counts, or that links count again. Nothing is forgotten by it."""

    a: Address
    b: Address
    apart: bool
    changes: ClassVar[Changed] = Changed.FINDINGS

    def __post_init__(self) -> None:
        bounded(self.a, self.b)
        if self.a == self.b:
            raise ValueError("an account cannot be parted from itself")

    @property
    def summary(self) -> str:
        verb = "Switch off" if self.apart else "Switch on again"
        return f"{verb} what links {short(self.a)} and {short(self.b)}"

    def apply(self, facts: Facts) -> SetApart:
        pair = (self.a, self.b) if self.a < self.b else (self.b, self.a)
        before = SetApart(self.a, self.b, pair in facts.apart)
        facts.apart = facts.apart | {pair} if self.apart else facts.apart - {pair}
        return before
