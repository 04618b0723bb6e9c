"""Accounts that the analyst puts together on the chart: seen as one node, or apart again."""

from __future__ import annotations

from typing import ClassVar

from investigator.cases.accountset import AccountSet
from investigator.cases.bounds import bounded
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts, Group


class SetGroup(Tagged, frozen=True, tag="group"):
    """Put accounts together under `key`; with an empty title dissolve that group. It says nothing of who owns them."""

    key: str
    title: str
    members: AccountSet = AccountSet()
    folded: bool = True
    changes: ClassVar[Changed] = Changed.MEMBERS

    def __post_init__(self) -> None:
        bounded(self.key, self.title)
        if self.title and not self.title.strip():
            raise ValueError("a group needs a name")
        if self.title and len(self.members) < 2:
            raise ValueError("a group needs two accounts at least")

    @classmethod
    def of(cls, key: str, group: Group | None) -> SetGroup:
        """What makes the group under a key this one, or lets it go."""
        return cls(key, group.title, AccountSet.of(group.members), group.folded) if group else cls(key, "")

    @property
    def summary(self) -> str:
        if not self.title:
            return f"Ungroup {self.key}"
        name, count = f"'{self.title[:60]}'", len(self.members)
        return f"Group {count:,} accounts as {name}" if self.folded else f"Open group {name}"

    def apply(self, facts: Facts) -> SetGroup:
        before = SetGroup.of(self.key, facts.groups.pop(self.key, None))
        if self.title:
            facts.groups[self.key] = Group(self.title, tuple(sorted(self.members.members)), self.folded)
        return before
