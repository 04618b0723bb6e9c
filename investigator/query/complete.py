"""What could be typed next: keys, and the values that a case has for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from investigator import taxonomy
from investigator.query.pieces import Piece, pieces, quoted
from investigator.query.vocabulary import KEYS, Key
from investigator.records import AccountKind

NUMBERS = ("1k", "10k", "100k", "1M")
"""What is offered where a number stands."""


@dataclass(frozen=True)
class Offers:
    """What a case has: symbols of its assets, words of its labels and names of its lists, the most used first."""

    assets: Sequence[str] = ()
    labels: Sequence[str] = ()
    lists: Sequence[str] = ()
    years: Sequence[str] = ()
    fiats: Sequence[str] = ()


@dataclass(frozen=True)
class Completion:
    """The whole text with something completed, and where the cursor goes; what is shown of it, and what it means."""

    text: str
    cursor: int
    shown: str
    says: str


def complete(text: str, cursor: int, offers: Offers, most: int = 6) -> list[Completion]:
    """Completions of the term in which the cursor stands, at its end; all keys where nothing is typed there."""
    at = next((piece for piece in pieces(text) if piece.start < cursor <= piece.end), None)
    if at is None:
        return [_made(text, cursor, cursor, _head(key), key.example, key.says) for key in KEYS]
    if cursor != at.end or at.bar:
        return []
    found = _values(text, at, offers) if at.key else _keys(text, at)
    return [one for one in found if one.text != text][:most]


def _keys(text: str, at: Piece) -> list[Completion]:
    typed = at.value.lower()
    if not typed.isalpha():
        return []
    fits = [key for key in KEYS if any(name.startswith(typed) for name in (key.name, *key.other))]
    fits.sort(key=lambda key: not key.name.startswith(typed))
    start = at.start + at.negated
    return [_made(text, start, at.end, _head(key), key.example, key.says) for key in fits]


def _head(key: Key) -> str:
    """How a term of this key begins: with the sign of its example."""
    return key.name + {"value": ">", "worth": ">=", "hops": "<=", "risk": ">="}.get(key.name, ":")


def _values(text: str, at: Piece, offers: Offers) -> Iterator[Completion]:
    key = at.key
    assert key is not None
    numeric = key.kind in {"number", "money", "whole", "share"}
    cut = max(at.value.rfind("|"), -1 if numeric else at.value.rfind(",")) + 1
    typed = at.value[cut:].strip('"').casefold()
    head = text[at.start : at.value_start] + at.value[:cut]
    for value in dict.fromkeys(_offered(key, offers, typed)):
        if typed in value.casefold() if key.kind == "text" else value.casefold().startswith(typed):
            made = f"{head}{quoted(value)}"
            yield _made(text, at.start, at.end, made, made, key.says)


def _offered(key: Key, offers: Offers, typed: str) -> Iterable[str]:
    if key.choices:
        return key.choices
    if key.kind in {"number", "money"}:
        units = (typed, *(f"{typed}{unit}" for unit in ("k", "M"))) if typed.isdecimal() else NUMBERS
        fiats = offers.fiats[:2] if key.kind == "money" else ()
        return (*(f"{unit}{fiat}" for unit in units for fiat in fiats), *units)
    return {
        "asset": offers.assets,
        "label": _labels(offers) if typed else offers.labels,
        "from": offers.labels,
        "to": offers.labels,
        "list": offers.lists,
        "time": offers.years,
        "hops": ("1", "2", "3", "4"),
        "risk": ("0.5", "0.8", "0.9"),
    }.get(key.name, ())


def _labels(offers: Offers) -> Iterable[str]:
    kinds = (kind.name.lower() for kind in AccountKind)
    return (*offers.labels, *kinds, *map(taxonomy.name, taxonomy.CONCEPTS))


def _made(text: str, start: int, end: int, piece: str, shown: str, says: str) -> Completion:
    more = "" if piece[-1] in ":<>=" or end < len(text) else " "
    return Completion(text[:start] + piece + more + text[end:], start + len(piece) + len(more), shown, says)
