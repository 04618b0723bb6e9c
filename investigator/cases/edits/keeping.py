"""What the analyst keeps to look by again: filters by name, and lists of addresses."""

from __future__ import annotations

from typing import ClassVar

from investigator.cases.bounds import bounded
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts
from investigator.records import Address

NAME_LIMIT, LIST_LIMIT = 80, 100_000


def _named(name: str) -> None:
    if not name.strip() or len(name) > NAME_LIMIT or not name.isprintable():
        raise ValueError(f"a name has 1 to {NAME_LIMIT} printable characters")


class SetFilter(Tagged, frozen=True, tag="filter"):
    """Keep a query under a name; an empty one lets it go."""

    name: str
    query: str
    changes: ClassVar[Changed] = Changed.FILTERS

    def __post_init__(self) -> None:
        _named(self.name)
        bounded(self.query)

    @property
    def summary(self) -> str:
        return f"{'Keep' if self.query else 'Let go of'} the filter {self.name!r}"

    def apply(self, facts: Facts) -> SetFilter:
        before = SetFilter(self.name, facts.filters.pop(self.name, ""))
        if self.query:
            facts.filters[self.name] = self.query
        return before


class SetList(Tagged, frozen=True, tag="list"):
    """Keep a list of addresses under a name; an empty one lets it go."""

    name: str
    addresses: tuple[Address, ...]
    changes: ClassVar[Changed] = Changed.FILTERS

    def __post_init__(self) -> None:
        _named(self.name)
        if len(self.addresses) > LIST_LIMIT:
            raise ValueError(f"a list may have {LIST_LIMIT:,} addresses")

    @property
    def summary(self) -> str:
        count = len(self.addresses)
        if not count:
            return f"Let go of the list {self.name!r}"
        return f"Keep the list {self.name!r} of {count:,} address{'es' * (count != 1)}"

    def apply(self, facts: Facts) -> SetList:
        before = SetList(self.name, facts.lists.pop(self.name, ()))
        if self.addresses:
            facts.lists[self.name] = self.addresses
        return before
