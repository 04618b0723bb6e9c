"""Merging one hypothesis into another: what comes over, and what nobody but the analyst can decide.

Three states of the facts are held against each other: where the two had last been one, ours, and theirs. What only
they changed comes over, what only we changed stays, and what both changed to the same is one. What both changed to
something else is a conflict: it is listed, and nothing is merged until each is decided.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from investigator.cases import statements
from investigator.cases.edits import Restate, restating
from investigator.cases.facts import Facts
from investigator.cases.history import History
from investigator.cases.statements import ORDER, Field, copied

Choice = Literal["ours", "theirs", "both"]
CHOICES: tuple[Choice, ...] = ("ours", "theirs", "both")

NAMED = {
    **dict.fromkeys(("findings", "shapes", "charts"), "b"),
    **dict.fromkeys(("views", "filters", "lists"), " (theirs)"),
}
"""Fields whose keys anybody may give: of two under one key both can be kept, one of them with this after its key."""

JOINED = {"notes"}
"""Fields of texts that can stand one under the other."""


@dataclass(frozen=True)
class Conflict:
    """One fact that both changed, and not to the same; `None` is a side that does not state it (any more).

    `both` says whether both can be kept.
    """

    field: str
    key: Any
    base: Any
    ours: Any
    theirs: Any
    both: bool = False

    @property
    def id(self) -> str:
        """What the conflict is called: `labels:eip155:1:0x…`, `title`, `findings:F2`."""
        key = self.key if isinstance(self.key, str) else ",".join(map(str, _many(self.key)))
        return f"{self.field}:{key}" if key else self.field


@dataclass(frozen=True)
class Merging:
    """What taking `source` over to where one stands comes to.

    `edit` is all of it that needs no decision, or all of it once everything is decided; `kept` counts the facts that
    come over. `renumbered` are exhibits that get another number here: item, their number, the number here.
    """

    source: str
    edit: Restate
    kept: int
    conflicts: tuple[Conflict, ...]
    renumbered: tuple[tuple[str, int, int], ...] = ()


def merging(
    history: History, source: str, decided: Mapping[str, Choice] | None = None, what: str = ""
) -> Merging:
    """What merging the step `source` into the one where one stands comes to; `decided` is by `Conflict.id`."""
    fork = history.fork(history.here, source)
    base, ours, theirs = history.facts_at(fork), history.facts, history.facts_at(source)
    merged, conflicts = copied(ours), list[Conflict]()
    for field in statements.known().values():
        was, mine, other = (getattr(side, field.name) for side in (base, ours, theirs))
        value, found = _MERGE[field.kind](field, was, mine, other, decided or {})
        setattr(merged, field.name, value)
        conflicts += found
    renumbered = _renumber(ours, merged)
    kept = sum(1 for _ in statements.differences(ours, merged))
    return Merging(source, restating(ours, merged, what), kept, tuple(conflicts), renumbered)


def described(conflicts: Iterable[Conflict], decided: Mapping[str, Choice]) -> list[dict[str, Any]]:
    """What was decided on which conflict, for the journal."""
    plain = statements.plain
    return [
        {
            **{"conflict": one.id, "field": one.field, "key": plain(one.key), "choice": decided[one.id]},
            **{side: plain(getattr(one, side)) for side in ("base", "ours", "theirs")},
        }
        for one in conflicts
    ]


Decided = Mapping[str, Choice]
Merged = tuple[Any, list[Conflict]]


def _value(field: Field, base: Any, ours: Any, theirs: Any, decided: Decided) -> Merged:
    if theirs in (base, ours):
        return ours, []
    if ours == base:
        return theirs, []
    conflict = Conflict(field.name, None, base, ours, theirs)
    return (theirs if decided.get(conflict.id) == "theirs" else ours), [conflict]


def _dict(
    field: Field, base: dict[Any, Any], ours: dict[Any, Any], theirs: dict[Any, Any], decided: Decided
) -> Merged:
    merged, conflicts = dict(ours), list[Conflict]()
    for key in dict.fromkeys((*base, *theirs)):
        was, mine, other = base.get(key), ours.get(key), theirs.get(key)
        if other in (was, mine):
            continue
        if mine != was:
            joined = _joined(field, key, mine, other, (base, ours, theirs, merged))
            conflict = Conflict(field.name, key, was, mine, other, joined is not None)
            conflicts.append(conflict)
            choice = decided.get(conflict.id)
            if choice == "both" and joined:
                merged.update(joined)
            if choice != "theirs":
                continue
        if other is None:
            merged.pop(key, None)
        else:
            merged[key] = other
    return merged, conflicts


def _joined(
    field: Field, key: Any, ours: Any, theirs: Any, taken: Sequence[dict[Any, Any]]
) -> dict[Any, Any] | None:
    """What keeps both sides of a conflict, by key; `None` where only one of them can stand."""
    if ours is None or theirs is None:
        return None
    if isinstance(ours, tuple) and field.name == "labels":
        return {key: ours + tuple(one for one in theirs if one not in ours)}
    if field.name in JOINED:
        return {key: f"{ours}\n\n{theirs}"}
    if field.name not in NAMED:
        return None
    other = f"{key[:60]}{NAMED[field.name]}"
    while any(other in held for held in taken):
        other += NAMED[field.name][-1]
    return {key: ours, other: theirs}


def _frozenset(
    field: Field, base: frozenset[Any], ours: frozenset[Any], theirs: frozenset[Any], decided: Decided
) -> Merged:
    """Something belongs to it or does not: whoever changed that from what it was, changed it to the same."""
    return (ours | (theirs - base)) - (base - theirs), []


def _tuple(
    field: Field, base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...], decided: Decided
) -> Merged:
    """As a set, in the order of whoever changed it; what the other side added comes after."""
    if ours == base or theirs in (base, ours):
        return (theirs if ours == base else ours), []
    had, mine, other = set(base), set(ours), set(theirs)
    orders = [tuple(one for one in side if one in had & mine & other) for side in (base, ours, theirs)]
    conflicts = [Conflict(field.name, ORDER, base, ours, theirs)] if len(set(orders)) == 3 else []
    first, second = (ours, theirs) if orders[1] != orders[0] or orders[2] == orders[0] else (theirs, ours)
    if conflicts and decided.get(conflicts[0].id) == "theirs":
        first, second = theirs, ours
    wanted = (mine | (other - had)) - (had - other)
    return tuple(one for one in dict.fromkeys((*first, *second)) if one in wanted), conflicts


_MERGE = {"value": _value, "dict": _dict, "frozenset": _frozenset, "tuple": _tuple}


def _renumber(ours: Facts, merged: Facts) -> tuple[tuple[str, int, int], ...]:
    """Give exhibits that come over numbers that nothing else here ever had."""
    numbers, found = dict(ours.numbered), list[tuple[str, int, int]]()
    for item, exhibit in merged.basket.items():
        if item in ours.basket:
            continue
        taken = {number for one, number in numbers.items() if one != item}
        number = numbers.get(item, exhibit.number)
        if number in taken:
            number = max(taken) + 1
        numbers[item] = number
        if number != exhibit.number:
            merged.basket[item] = replace(exhibit, number=number)
            found.append((item, exhibit.number, number))
    return tuple(found)


def _many(key: Any) -> tuple[Any, ...]:
    return key if isinstance(key, tuple) else () if key is None else (key,)
