"""What is on the chart, and where."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from investigator.cases.accountset import AccountSet
from investigator.cases.bounds import bounded, numbers
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.facts import Facts


class Show(Tagged, frozen=True, tag="show"):
    """Put accounts on a chart and take others off it. `why` says how they were chosen.

    `chart` is the key of a further chart, `''` the first one; nothing is done where there is none of that key.
    """

    add: AccountSet
    remove: AccountSet = AccountSet()
    why: str = ""
    chart: str = ""
    changes: ClassVar[Changed] = Changed.MEMBERS

    def __post_init__(self) -> None:
        bounded(self.why)

    @property
    def summary(self) -> str:
        parts = [f"show {len(self.add):,}"] * bool(len(self.add))
        parts += [f"hide {len(self.remove):,}"] * bool(len(self.remove))
        one = (len(self.remove) or len(self.add)) == 1
        words = f"{' and '.join(parts)} account{'s' * (not one)}" if parts else "show nothing more"
        return f"{words[0].upper()}{words[1:]}{f': {self.why}' if self.why else ''}"

    def apply(self, facts: Facts) -> Show:
        shown = facts.on_chart(self.chart)
        added = self.add.members - shown
        removed = (self.remove.members - self.add.members) & shown
        now = (shown | added) - removed
        if not self.chart:
            facts.shown = now
        elif self.chart in facts.charts:
            facts.charts[self.chart] = replace(facts.charts[self.chart], accounts=tuple(sorted(now)))
        else:
            added = removed = frozenset()
        return Show(AccountSet.of(removed), AccountSet.of(added), self.why, self.chart)


class Place(Tagged, frozen=True, tag="place"):
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
