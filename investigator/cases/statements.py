"""The facts of a case one by one, whatever they are: each is a field of `Facts`, a key within it, and a value.

What a field is, its type says: a `dict` states a value for each key; a `frozenset` and a `tuple` state that
something belongs to it, the tuple also in which order; anything else states one value, under the key `None`.
Nothing here knows the name of a field, so a field that is added to `Facts` is compared and merged at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from investigator.cases.facts import Facts, Item, item, transfer_of

Kind = Literal["dict", "frozenset", "tuple", "value"]

Rename = Callable[[str, int], int]

ORDER = "the order"
"""The key under which two tuples differ that hold the same in another order."""


@dataclass(frozen=True)
class Field:
    """One field of `Facts`: of which kind, what its keys or members are, and what its values are."""

    name: str
    kind: Kind
    member: Any
    value: Any

    @property
    def whole(self) -> Any:
        """The type of all the field holds."""
        return get_type_hints(Facts, include_extras=True)[self.name]


@dataclass(frozen=True)
class Difference:
    """One fact on which two sides are not one; `None` is a side that does not state it."""

    field: str
    key: Any
    left: Any
    right: Any


@cache
def known() -> dict[str, Field]:
    """All fields of `Facts` by name, in order, but those that are no part of what makes two of them equal."""
    hints = get_type_hints(Facts, include_extras=True)
    return {one.name: _field(one.name, hints[one.name]) for one in fields(Facts) if one.compare}


def _field(name: str, hint: Any) -> Field:
    kind, parts = get_origin(hint), get_args(hint)
    if kind is dict:
        return Field(name, "dict", parts[0], parts[1])
    if kind is frozenset:
        return Field(name, "frozenset", parts[0], bool)
    if kind is tuple and parts[-1] is Ellipsis:
        return Field(name, "tuple", parts[0], bool)
    if kind not in {None, Annotated} or (isinstance(hint, type) and issubclass(hint, list | set)):
        raise TypeError(f"Facts.{name} is a {hint}: it can be neither compared nor merged")
    return Field(name, "value", None, hint)


def copied(facts: Facts) -> Facts:
    """The facts as they stand, to be changed or kept apart from those."""
    made = copy(facts)
    for one in fields(facts):
        held = getattr(facts, one.name)
        setattr(made, one.name, dict(held) if isinstance(held, dict) else held)
    return made


def differences(left: Facts, right: Facts) -> Iterator[Difference]:
    """On which facts two sides are not one, field by field."""
    for field in known().values():
        a, b = getattr(left, field.name), getattr(right, field.name)
        if a is not b and a != b:
            yield from _differences(field, a, b)


def _differences(field: Field, a: Any, b: Any) -> Iterator[Difference]:
    if field.kind == "value":
        yield Difference(field.name, None, a, b)
    elif field.kind == "dict":
        for key in dict.fromkeys((*a, *b)):
            if a.get(key) != b.get(key):
                yield Difference(field.name, key, a.get(key), b.get(key))
    else:
        mine, theirs = frozenset(a), frozenset(b)
        listed = (*a, *b) if field.kind == "tuple" else sorted(mine ^ theirs, key=repr)
        for key in dict.fromkeys(listed):
            if (key in mine) != (key in theirs):
                yield Difference(field.name, key, key in mine or None, key in theirs or None)
        if mine == theirs:
            yield Difference(field.name, ORDER, a, b)


def plain(value: Any) -> Any:
    """A key or value as JSON has it; those of a set in order."""
    return _listed(msgspec.to_builtins(sorted(value, key=repr) if isinstance(value, frozenset) else value))


def _listed(value: Any) -> Any:
    """The same with lists for tuples, so that it is equal to what is read back."""
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    return [_listed(one) for one in value] if isinstance(value, tuple | list) else value


def read(body: Any, kind: Any) -> Any:
    """A key or value from JSON. Raises `ValueError` where it is none of this type."""
    try:
        return msgspec.convert(body, kind)
    except msgspec.ValidationError as error:
        raise ValueError(str(error)) from error


def renamed(value: Any, kind: Any, name: Rename) -> Any:
    """A value with every row id in it turned into what `name` makes of it.

    `name` is told what the id is of (see `records.AccountNo`) and the id.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return name(parts[1], value)
    if kind is Item and (row := transfer_of(value)) is not None:
        return item("transfer", name("transfer", row))
    if is_dataclass(kind):
        hints = get_type_hints(kind, include_extras=True)
        return type(value)(**{one: renamed(getattr(value, one), hint, name) for one, hint in hints.items()})
    if origin is dict:
        return {renamed(key, parts[0], name): renamed(one, parts[1], name) for key, one in value.items()}
    if origin in {frozenset, tuple}:
        kinds = parts if origin is tuple and parts[-1] is not Ellipsis else parts[:1] * len(value)
        found = [renamed(one, each, name) for one, each in zip(value, kinds, strict=True)]
        rising = len(found) > 1 and get_origin(kinds[0]) is Annotated and list(value) == sorted(value)
        return origin(sorted(found) if rising else found)
    return value
