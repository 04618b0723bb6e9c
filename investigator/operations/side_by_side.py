"""Two hypotheses side by side: every fact of both, in words, and whether they agree on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from investigator.cases import statements
from investigator.cases.case import Case
from investigator.cases.facts import Facts
from investigator.cases.statements import ORDER, Field
from investigator.operations.branching import place
from investigator.operations.wording_facts import Teller, head
from investigator.progress import Tick, silent

MOST = 500
"""Facts of one field that are told one by one; of the rest, how many there are."""


@dataclass(frozen=True)
class Pair:
    """One fact on both sides; '' is a side that does not state it. `field` is the field's name in `Facts`."""

    field: str
    what: str
    about: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Whether the two sides are not one on it."""
        return self.left != self.right


@dataclass(frozen=True)
class SideBySide:
    """Two hypotheses. `left_steps` and `right_steps` count those since they were last one, at `fork`."""

    left: str
    right: str
    fork: str
    left_steps: int
    right_steps: int
    pairs: tuple[Pair, ...]


def side_by_side(case: Case, left: str, right: str, tick: Tick = silent) -> SideBySide:
    """All facts of two hypotheses, or steps, field by field. Raises `Trouble` where there is no such."""
    history = case.history
    (_, a), (_, b) = place(history, left), place(history, right)
    sides = history.facts_at(a), history.facts_at(b)
    tick(0, None, "Comparing")
    teller, pairs = Teller(case), list[Pair]()
    chosen = {field.name: list(_keys(field, *sides)) for field in statements.known().values()}
    teller.learn((name, key) for name, keys in chosen.items() for key in keys[:MOST])
    for field in statements.known().values():
        pairs += _pairs(teller, field, chosen[field.name], sides)
    steps = len(history.between(b, a)), len(history.between(a, b))
    return SideBySide(left, right, history.fork(a, b), *steps, tuple(pairs))


def _keys(field: Field, left: Facts, right: Facts) -> Iterator[Any]:
    """The keys of a field, those on which the sides differ first; of large sets of rows only those."""
    a, b = getattr(left, field.name), getattr(right, field.name)
    if field.kind == "value":
        yield None
    elif field.kind == "dict":
        keys = dict.fromkeys((*a, *b))
        yield from sorted(keys, key=lambda one: a.get(one) == b.get(one))
    elif field.kind == "tuple":
        keys = dict.fromkeys((*a, *b))
        yield from sorted(keys, key=lambda one: (one in a) == (one in b))
        if a != b and set(a) == set(b):
            yield ORDER
    else:
        yield from sorted(a ^ b, key=repr)


def _pairs(teller: Teller, field: Field, keys: list[Any], sides: tuple[Facts, Facts]) -> Iterator[Pair]:
    what = head(field.name)
    held = [getattr(side, field.name) for side in sides]
    if field.kind == "frozenset" and any(held):
        yield Pair(field.name, what, "how many", *(f"{len(one):,}" for one in held))
    for key in keys[:MOST]:
        said = [teller.value(field.name, _value(field, one, key)) for one in held]
        if any(said):
            yield Pair(field.name, what, "" if key is None else teller.key(field.name, key), *said)
    if len(keys) > MOST:
        more = f"and {len(keys) - MOST:,} more"
        yield Pair(field.name, what, more, *(("…", "") if held[0] != held[1] else ("…", "…")))


def _value(field: Field, held: Any, key: Any) -> Any:
    if field.kind == "value":
        return held
    if field.kind == "dict":
        return held.get(key)
    return held if key is ORDER else key in held
