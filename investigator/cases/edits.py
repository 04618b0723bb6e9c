"""Everything an analyst can do to a case. Each edit knows how to take itself back.

An edit is validated when it is built; `apply` is total. Each one turns into one JSON object of the
journal and back, by its type's tag.
"""

from __future__ import annotations

from enum import Flag, auto
from typing import ClassVar, Protocol

import msgspec

from investigator.address import short
from investigator.cases.accountset import AccountSet
from investigator.cases.bounds import bounded, numbers
from investigator.cases.facts import Facts, Finding
from investigator.records import Address, Label


class Changed(Flag):
    """What an edit touched, so that each panel refreshes only when it must."""

    NOTHING = 0
    CASE = auto()
    LABELS = auto()
    NOTES = auto()
    MEMBERS = auto()
    PLACES = auto()
    FINDINGS = auto()
    EVIDENCE = auto()
    SCORES = auto()


class Edit(Protocol):
    """A change of the facts."""

    @property
    def changes(self) -> Changed:
        """What it touches."""

    @property
    def summary(self) -> str:
        """What it does, in a few words for the history."""

    def apply(self, facts: Facts) -> AnyEdit:
        """Change the facts, and return the edit that restores them."""


class _Tagged(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class SetTitle(_Tagged, frozen=True, tag="title"):
    """Name the case and the question it is to answer."""

    title: str
    question: str
    changes: ClassVar[Changed] = Changed.CASE

    def __post_init__(self) -> None:
        bounded(self.title)
        bounded(self.question)

    @property
    def summary(self) -> str:
        return f"Name the case {self.title!r}"

    def apply(self, facts: Facts) -> SetTitle:
        before = SetTitle(facts.title, facts.question)
        facts.title, facts.question = self.title, self.question
        return before


class SetLabels(_Tagged, frozen=True, tag="labels"):
    """Give an account these labels and no others of the analyst's own."""

    address: Address
    labels: tuple[Label, ...]
    changes: ClassVar[Changed] = Changed.LABELS

    def __post_init__(self) -> None:
        for label in self.labels:
            bounded(label.text, label.note, label.source)
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


class SetNote(_Tagged, frozen=True, tag="note"):
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


class SetSeeds(_Tagged, frozen=True, tag="seeds"):
    """Say where the case starts."""

    seeds: tuple[Address, ...]
    changes: ClassVar[Changed] = Changed.CASE

    @property
    def summary(self) -> str:
        return f"Start from {len(self.seeds):,} seed{'s' * (len(self.seeds) != 1)}"

    def apply(self, facts: Facts) -> SetSeeds:
        before = SetSeeds(facts.seeds)
        facts.seeds = self.seeds
        return before


class Show(_Tagged, frozen=True, tag="show"):
    """Put accounts on the chart and take others off it. `why` says how they were chosen."""

    add: AccountSet
    remove: AccountSet = AccountSet()
    why: str = ""
    changes: ClassVar[Changed] = Changed.MEMBERS

    def __post_init__(self) -> None:
        bounded(self.why)

    @property
    def summary(self) -> str:
        parts = [f"show {len(self.add):,}"] * bool(len(self.add))
        parts += [f"hide {len(self.remove):,}"] * bool(len(self.remove))
        words = f"{' and '.join(parts)} accounts" if parts else "show nothing more"
        return f"{words[0].upper()}{words[1:]}{f': {self.why}' if self.why else ''}"

    def apply(self, facts: Facts) -> Show:
        added = self.add.members - facts.shown
        removed = (self.remove.members - self.add.members) & facts.shown
        facts.shown = (facts.shown | added) - removed
        return Show(AccountSet.of(removed), AccountSet.of(added), self.why)


class Place(_Tagged, frozen=True, tag="place"):
    """Pin accounts to (account, x, y), in hundredths of a world unit, or unpin those in `free`."""

    pins: tuple[tuple[int, int, int], ...]
    free: tuple[int, ...] = ()
    changes: ClassVar[Changed] = Changed.PLACES

    def __post_init__(self) -> None:
        numbers(31, *(account for account, _, _ in self.pins), *self.free)
        numbers(31, *(abs(part) for _, *spot in self.pins for part in spot))

    @property
    def summary(self) -> str:
        count = len(self.pins) + len(self.free)
        return f"{'Move' if self.pins else 'Unpin'} {count:,} node{'s' * (count != 1)}"

    def apply(self, facts: Facts) -> Place:
        touched = dict.fromkeys([account for account, _, _ in self.pins] + list(self.free))
        before = {account: facts.places.pop(account, None) for account in touched}
        facts.places.update({account: (x, y) for account, x, y in self.pins})
        return Place(
            tuple((account, *spot) for account, spot in before.items() if spot is not None),
            tuple(account for account, spot in before.items() if spot is None),
        )


class SetExhibits(_Tagged, frozen=True, tag="exhibits"):
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


class SetFinding(_Tagged, frozen=True, tag="finding"):
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


class SetApart(_Tagged, frozen=True, tag="apart"):
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


class Together(_Tagged, frozen=True, tag="together"):
    """Several edits that undo as one."""

    edits: tuple[AnyEdit, ...]
    what: str = ""

    def __post_init__(self) -> None:
        bounded(self.what)

    @property
    def changes(self) -> Changed:
        total = Changed.NOTHING
        for edit in self.edits:
            total |= edit.changes
        return total

    @property
    def summary(self) -> str:
        return self.what or "; ".join(edit.summary for edit in self.edits[:3])

    def apply(self, facts: Facts) -> Together:
        return Together(tuple(reversed([edit.apply(facts) for edit in self.edits])), self.what)


AnyEdit = (
    SetTitle
    | SetLabels
    | SetNote
    | SetSeeds
    | Show
    | Place
    | SetExhibits
    | SetFinding
    | SetApart
    | Together
)
