"""Facts set by the name of their field: what a merge takes over, and what the steps of another copy come to here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from typing import Any

import msgspec

from investigator.cases import statements
from investigator.cases.accountset import AccountSet
from investigator.cases.bounds import bounded, numbers
from investigator.cases.edits.charting import Place
from investigator.cases.edits.edit import Changed, Tagged
from investigator.cases.edits.grouping import SetGroup
from investigator.cases.edits.keeping import SetFilter, SetList
from investigator.cases.edits.marking import Draw, SetBookmark, SetColours
from investigator.cases.edits.saying import SetLabels
from investigator.cases.edits.stating import Basket, SetFinding
from investigator.cases.edits.viewing import SetChart, SetView
from investigator.cases.facts import Facts

_CHANGES = {
    "labels": Changed.LABELS,
    "notes": Changed.NOTES,
    "shown": Changed.MEMBERS,
    "places": Changed.PLACES,
    "basket": Changed.FINDINGS,
    "findings": Changed.FINDINGS,
    "apart": Changed.FINDINGS,
    "colours": Changed.NOTES,
    "bookmarks": Changed.NOTES,
    "shapes": Changed.PLACES,
    "groups": Changed.MEMBERS,
    "charts": Changed.MEMBERS | Changed.VIEWS,
    "views": Changed.VIEWS,
    "filters": Changed.FILTERS,
    "lists": Changed.FILTERS,
}
"""What a field touches; one that is not told here touches everything."""

_VALID: dict[str, Callable[[Any, Any], object]] = {
    "labels": lambda address, labels: SetLabels(address, labels or ()),
    "places": lambda account, spot: Place(((account, *spot),) if spot else (), (account,)),
    "basket": lambda item, exhibit: Basket({item: exhibit}),
    "findings": SetFinding,
    "colours": lambda address, name: SetColours({address: name or ""}),
    "bookmarks": SetBookmark,
    "shapes": Draw,
    "groups": SetGroup.of,
    "charts": lambda key, chart: SetChart(key, chart.name if chart else ""),
    "views": lambda name, view: SetView(name, view.lens if view else None),
    "filters": lambda name, query: SetFilter(name, query or ""),
    "lists": lambda name, addresses: SetList(name, addresses or ()),
}
"""The edits that set a field one by one: what those refuse is refused here too."""


class Stated(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A value of a field of `Facts`, as JSON has both: under `key` in a `dict`, else with the key `None`.

    The value `None` says that there is nothing under the key. In a `frozenset` the member is the key.
    """

    field: str
    key: Any
    value: Any

    def read(self) -> tuple[Any, Any]:
        """Key and value in their own types. Raises `ValueError` where they are not of these."""
        field = statements.known().get(self.field)
        if field is None:
            raise ValueError(f"there is no fact {self.field!r}")
        if field.kind in {"value", "tuple"}:
            found = None, statements.read(self.value, field.whole)
        else:
            key = statements.read(self.key, field.member)
            found = key, None if self.value is None else statements.read(self.value, field.value)
        _check(found)
        if self.field in _VALID:
            _VALID[self.field](*found)
        return found


class Members(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Row ids that come to a `frozenset` of them, and others that go."""

    field: str
    add: AccountSet
    remove: AccountSet = AccountSet()


class Restate(Tagged, frozen=True, tag="restate"):
    """Set facts by the name of their field."""

    stated: tuple[Stated, ...] = ()
    members: tuple[Members, ...] = ()
    what: str = ""

    def __post_init__(self) -> None:
        bounded(self.what)
        for one in self.stated:
            one.read()
        for many in self.members:
            field = statements.known().get(many.field)
            if field is None or field.kind != "frozenset" or not _numbered(field.member):
                raise ValueError(f"{many.field!r} is no set of rows")
            numbers(31, *many.add.members, *many.remove.members)

    @property
    def changes(self) -> Changed:
        total = Changed.NOTHING
        for field in [one.field for one in self.stated] + [one.field for one in self.members]:
            total |= _CHANGES.get(field, ~Changed.NOTHING)
        return total

    @property
    def summary(self) -> str:
        return self.what or f"Set {len(self.stated) + len(self.members):,} facts"

    def apply(self, facts: Facts) -> Restate:
        stated = tuple(reversed([_set(facts, one) for one in self.stated]))
        for item, exhibit in facts.basket.items():
            facts.numbered.setdefault(item, exhibit.number)
        return Restate(stated, tuple(_move(facts, many) for many in self.members), self.what)


def restating(before: Facts, after: Facts, what: str = "") -> Restate:
    """What turns `before` into `after`."""
    stated: dict[tuple[str, str], Stated] = {}
    members: list[Members] = []
    for field in statements.known().values():
        a, b = getattr(before, field.name), getattr(after, field.name)
        if a is b or a == b:
            continue
        if field.kind == "frozenset" and _numbered(field.member):
            members.append(Members(field.name, AccountSet.of(b - a), AccountSet.of(a - b)))
        elif field.kind in {"value", "tuple"}:
            stated[field.name, ""] = Stated(field.name, None, statements.plain(b))
        elif field.kind == "dict":
            for key in [one for one in dict.fromkeys((*a, *b)) if a.get(one) != b.get(one)]:
                stated[field.name, repr(key)] = _stated(field.name, key, b.get(key))
        else:
            for key in sorted(a ^ b, key=repr):
                stated[field.name, repr(key)] = _stated(field.name, key, key in b or None)
    return Restate(tuple(stated.values()), tuple(members), what)


def _numbered(kind: Any) -> bool:
    return kind is int or getattr(kind, "__origin__", None) is int


def _stated(field: str, key: Any, value: Any) -> Stated:
    return Stated(field, statements.plain(key), None if value is None else statements.plain(value))


def _set(facts: Facts, one: Stated) -> Stated:
    key, value = one.read()
    held = getattr(facts, one.field)
    if isinstance(held, dict):
        before = held.pop(key, None)
        if value is not None:
            held[key] = value
        return _stated(one.field, key, before)
    if isinstance(held, frozenset):
        setattr(facts, one.field, held | {key} if value else held - {key})
        return _stated(one.field, key, key in held or None)
    setattr(facts, one.field, value)
    return Stated(one.field, None, statements.plain(held))


def _move(facts: Facts, many: Members) -> Members:
    held = getattr(facts, many.field)
    added = many.add.members - held
    removed = (many.remove.members - many.add.members) & held
    setattr(facts, many.field, (held | added) - removed)
    return Members(many.field, AccountSet.of(removed), AccountSet.of(added))


def _check(value: Any) -> None:
    """Raise `ValueError` for a text or number that no analyst's edit may hold."""
    if isinstance(value, str):
        bounded(value)
    elif isinstance(value, int):
        numbers(63, abs(value))
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            _check(one)
    elif isinstance(value, dict):
        _check(tuple(value.items()))
    elif is_dataclass(value):
        _check(tuple(getattr(value, one.name) for one in fields(value)))
