"""Exhibits and findings."""

from __future__ import annotations

from typing import ClassVar

from investigator.cases.bounds import bounded, numbers
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts, Finding


class SetExhibits(Tagged, frozen=True, tag="exhibits"):
    """Choose the transfers that are exhibits, in order; numbers count from 1."""

    transfers: tuple[int, ...]
    changes: ClassVar[Changed] = Changed.FINDINGS

    def __post_init__(self) -> None:
        if len(set(self.transfers)) != len(self.transfers):
            raise ValueError("an exhibit is listed twice")
        numbers(63, *self.transfers)

    @property
    def summary(self) -> str:
        return f"Keep {len(self.transfers):,} exhibit{'s' * (len(self.transfers) != 1)}"

    def apply(self, facts: Facts) -> SetExhibits:
        before = SetExhibits(facts.exhibits)
        facts.exhibits = self.transfers
        return before


class SetFinding(Tagged, frozen=True, tag="finding"):
    """State a finding under `key`, or withdraw it with `None`."""

    key: str
    finding: Finding | None
    changes: ClassVar[Changed] = Changed.FINDINGS

    def __post_init__(self) -> None:
        if self.finding:
            bounded(self.finding.title, self.finding.text)
            numbers(63, *self.finding.transfers)

    @property
    def summary(self) -> str:
        return f"State {self.finding.title!r}" if self.finding else f"Withdraw finding {self.key}"

    def apply(self, facts: Facts) -> SetFinding:
        before = SetFinding(self.key, facts.findings.pop(self.key, None))
        if self.finding:
            facts.findings[self.key] = self.finding
        return before
