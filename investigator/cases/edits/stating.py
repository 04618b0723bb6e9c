"""The evidence basket and findings."""

from __future__ import annotations

import re
from typing import ClassVar

from investigator.cases.bounds import bounded, numbers
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Exhibit, Facts, Finding, Item, item, transfer_of

_ITEM = re.compile(r"transfer:(0|[1-9][0-9]{0,18})|account:\S+|finding:\S+")
CHOSEN, ITEMS = 100_000, 1_000_000
"""Transfers that are chosen at once; and exhibits of one edit, among which what such a choice replaced has room."""


class Basket(Tagged, frozen=True, tag="basket"):
    """Put items into the evidence basket, change them there, or take them out with `None`."""

    items: dict[Item, Exhibit | None]
    changes: ClassVar[Changed] = Changed.FINDINGS

    def __post_init__(self) -> None:
        if len(self.items) > ITEMS:
            raise ValueError("too many exhibits at once")
        for one, exhibit in self.items.items():
            bounded(one)
            if not _ITEM.fullmatch(one):
                raise ValueError(f"{one[:80]!r} can be no exhibit")
            if exhibit:
                bounded(exhibit.note)
                numbers(31, exhibit.number, exhibit.place)
        numbers(63, *(found for one in self.items if (found := transfer_of(one)) is not None))

    @property
    def summary(self) -> str:
        count = len(self.items)
        kept = [exhibit for exhibit in self.items.values() if exhibit]
        if count == 1:
            kind, _, key = next(iter(self.items)).partition(":")
            return (
                f"Keep {kind} {key} as exhibit {kept[0].number}"
                if kept
                else f"Take out exhibit: {kind} {key}"
            )
        verb = "Keep" if len(kept) == count else "Change" if kept else "Take out"
        return f"{verb} {count:,} exhibits"

    def apply(self, facts: Facts) -> Basket:
        before = {one: facts.basket.pop(one, None) for one in self.items}
        for one, exhibit in self.items.items():
            if exhibit:
                facts.basket[one] = exhibit
                facts.numbered.setdefault(one, exhibit.number)
        return Basket(before)


class SetExhibits(Tagged, frozen=True, tag="exhibits"):
    """Choose the transfers that are exhibits, in order. Accounts and findings in the basket stay, after them."""

    transfers: tuple[int, ...]
    changes: ClassVar[Changed] = Changed.FINDINGS

    def __post_init__(self) -> None:
        if len(set(self.transfers)) != len(self.transfers):
            raise ValueError("an exhibit is listed twice")
        if len(self.transfers) > CHOSEN:
            raise ValueError("too many exhibits at once")
        numbers(63, *self.transfers)

    @property
    def summary(self) -> str:
        return f"Keep {len(self.transfers):,} exhibit{'s' * (len(self.transfers) != 1)}"

    def apply(self, facts: Facts) -> Basket:
        before = dict(facts.basket)
        wanted = [item("transfer", one) for one in self.transfers]
        rest = [one for one in facts.items if transfer_of(one) is None]
        facts.basket.clear()
        last = max(facts.numbered.values(), default=0)
        for place, one in enumerate((*wanted, *rest)):
            number = facts.numbered.setdefault(one, last + 1)
            last = max(last, number)
            facts.basket[one] = Exhibit(number, place, before[one].note if one in before else "")
        return Basket({one: before.get(one) for one in {**before, **facts.basket}})


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
