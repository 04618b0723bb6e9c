"""What a case holds at this moment: the journal replayed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NewType

from investigator.cases.views import Chart, SavedView
from investigator.records import AccountNo, Address, Label, Tier, TransferNo

Item = NewType("Item", str)
"""What can be an exhibit: `transfer:41`, `account:eip155:1:0x…` or `finding:F2`."""

Figure = Literal["rectangle", "ellipse", "arrow", "text"]
"""What can be drawn on the chart."""


@dataclass(frozen=True)
class Finding:
    """A sentence that the examiner stands for, its tier, and what it rests on.

    `transfers` are row ids of the case file; `accounts` are canonical addresses.
    """

    title: str
    text: str
    tier: Tier
    accounts: tuple[Address, ...] = ()
    transfers: tuple[TransferNo, ...] = ()


@dataclass(frozen=True)
class Exhibit:
    """A piece of the evidence basket.

    `number` is what it is cited by, and stays whatever is put before it; `place` orders the basket; `note` is the
    examiner's word on it, in Markdown.
    """

    number: int
    place: int
    note: str = ""


@dataclass(frozen=True)
class Shape:
    """Something drawn on the chart, from one corner (or the arrow's tail) to the other, in hundredths of a world unit.

    `colour` is a name of `colours`, '' for the plain one.
    """

    figure: Figure
    x0: int
    y0: int
    x1: int
    y1: int
    text: str = ""
    colour: str = ""


@dataclass(frozen=True)
class Group:
    """Accounts, by id and ascending, that are drawn as one node while `folded`. A way of looking, no claim of who owns them."""

    title: str
    members: tuple[AccountNo, ...]
    folded: bool = True


@dataclass
class Facts:
    """All that the analyst has said and laid out.

    `shown` are the accounts on the chart; `places` are positions given by hand, in hundredths of a
    world unit; `apart` are pairs of accounts, each in order, that are not one entity whatever links them.
    `basket` are the exhibits. `numbered` are the numbers that items ever had: one is never given to another item, even
    once it was undone, so that it is no part of what undoing restores. `colours` and `bookmarks` are by account,
    a bookmark's name may be ''; `shapes` by their keys, `S1`, `S2` and so on, and `groups` by theirs, `G1` and on.
    `charts` are further charts by key, and `views` ways of looking at one, by name.
    `filters` are queries and `lists` addresses that are kept by name.

    A field is a value, or a `dict`, `frozenset` or `tuple` of such; row ids are `AccountNo`s and `TransferNo`s, or in an `Item`.
    That is all that comparing and merging hypotheses and copies of a case need to know (see `cases.statements`).
    """

    title: str = ""
    question: str = ""
    labels: dict[Address, tuple[Label, ...]] = field(default_factory=dict)
    notes: dict[Address, str] = field(default_factory=dict)
    seeds: tuple[Address, ...] = ()
    shown: frozenset[AccountNo] = frozenset()
    places: dict[AccountNo, tuple[int, int]] = field(default_factory=dict)
    basket: dict[Item, Exhibit] = field(default_factory=dict)
    numbered: dict[Item, int] = field(default_factory=dict, compare=False)
    findings: dict[str, Finding] = field(default_factory=dict)
    apart: frozenset[tuple[Address, Address]] = frozenset()
    colours: dict[Address, str] = field(default_factory=dict)
    bookmarks: dict[Address, str] = field(default_factory=dict)
    shapes: dict[str, Shape] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    views: dict[str, SavedView] = field(default_factory=dict)
    filters: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[Address, ...]] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)

    def on_chart(self, key: str = "") -> frozenset[int]:
        """The accounts on a chart, `''` being the first; none where there is no such chart."""
        if not key:
            return self.shown
        return frozenset(self.charts[key].accounts) if key in self.charts else frozenset()

    @property
    def items(self) -> tuple[Item, ...]:
        """All exhibits, in the order of the basket."""
        return tuple(sorted(self.basket, key=lambda one: (self.basket[one].place, self.basket[one].number)))

    @property
    def exhibits(self) -> tuple[int, ...]:
        """The transfers among the exhibits, in the order of the basket."""
        return tuple(found for one in self.items if (found := transfer_of(one)) is not None)

    def number_for(self, item: Item) -> int:
        """The number by which an item is cited, or would be if it became an exhibit now."""
        known = self.numbered.get(item)
        return max(self.numbered.values(), default=0) + 1 if known is None else known


def item(kind: Literal["transfer", "account", "finding"], key: object) -> Item:
    """What an exhibit of this kind is called in the basket."""
    return Item(f"{kind}:{key}")


def transfer_of(one: Item) -> int | None:
    """The transfer that an exhibit is, if it is one."""
    kind, _, key = one.partition(":")
    return int(key) if kind == "transfer" else None


def account_of(one: Item) -> Address | None:
    """The account that an exhibit is, if it is one."""
    kind, _, key = one.partition(":")
    return Address(key) if kind == "account" else None


def finding_of(one: Item) -> str | None:
    """The key of the finding that an exhibit is, if it is one."""
    kind, _, key = one.partition(":")
    return key if kind == "finding" else None


def accounts_among(items: Iterable[Item]) -> list[Address]:
    """The accounts among these items."""
    return [found for one in items if (found := account_of(one)) is not None]
