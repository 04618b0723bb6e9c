"""What the case is called and where it starts."""

from __future__ import annotations

from typing import ClassVar

from investigator.cases.bounds import bounded
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts
from investigator.records import Address


class SetTitle(Tagged, frozen=True, tag="title"):
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


class SetSeeds(Tagged, frozen=True, tag="seeds"):
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
