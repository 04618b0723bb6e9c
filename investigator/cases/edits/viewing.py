"""Further charts of the case, and views that are kept by name."""

from __future__ import annotations

from typing import ClassVar

from investigator.cases.accountset import AccountSet
from investigator.cases.bounds import bounded, numbers
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts
from investigator.cases.views import Chart, Lens, SavedView

NAME_LIMIT = 80


def _named(name: str) -> None:
    if not name.strip() or len(name) > NAME_LIMIT or not name.isprintable():
        raise ValueError(f"a name has 1 to {NAME_LIMIT} printable characters")


class SetChart(Tagged, frozen=True, tag="chart"):
    """Open a further chart under `key` with these accounts, or rename it; an empty name closes it."""

    key: str
    name: str
    accounts: AccountSet = AccountSet()
    changes: ClassVar[Changed] = Changed.MEMBERS | Changed.VIEWS

    def __post_init__(self) -> None:
        _named(self.key)
        if self.name:
            _named(self.name)

    @property
    def summary(self) -> str:
        if not self.name:
            return "Close a chart"
        return f"Chart {self.name!r} with {len(self.accounts):,} account{'s' * (len(self.accounts) != 1)}"

    def apply(self, facts: Facts) -> SetChart:
        before = facts.charts.get(self.key, Chart(""))
        if self.name:
            facts.charts[self.key] = Chart(self.name, tuple(sorted(self.accounts.members)))
        else:
            facts.charts.pop(self.key, None)
        return SetChart(self.key, before.name, AccountSet.of(before.accounts))


class SetView(Tagged, frozen=True, tag="view"):
    """Keep a way of looking at a chart under a name; without a lens let it go."""

    name: str
    lens: Lens | None
    accounts: AccountSet = AccountSet()
    changes: ClassVar[Changed] = Changed.VIEWS

    def __post_init__(self) -> None:
        _named(self.name)
        if self.lens:
            bounded(self.lens.query, self.lens.layout, self.lens.coloring)
            numbers(53, abs(self.lens.x), abs(self.lens.y), self.lens.across)

    @property
    def summary(self) -> str:
        return f"{'Keep' if self.lens else 'Let go of'} the view {self.name!r}"

    def apply(self, facts: Facts) -> SetView:
        before = facts.views.pop(self.name, None)
        if self.lens:
            facts.views[self.name] = SavedView(tuple(sorted(self.accounts.members)), self.lens)
        if before is None:
            return SetView(self.name, None)
        return SetView(self.name, before.lens, AccountSet.of(before.accounts))
