"""Reads a query. What it means in a case is said by `operations.querying`."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field

from investigator.errors import Trouble
from investigator.query import numbers, times
from investigator.query.numbers import Range
from investigator.query.pieces import NotUnderstood, Piece, pieces, split
from investigator.query.times import Span
from investigator.query.vocabulary import BY_NAME, KEYS, Key
from investigator.records import Clock

LONGEST = 100_000
"""Characters of a query: room for two thousand addresses."""


@dataclass(frozen=True)
class Term:
    """One condition on a transfer. A word without a key has the key `text` and is `bare`.

    Of `texts` (casefolded where they are words), `ranges` and `spans` one is filled, according to the key: one of
    its values must fit, or none of them where the term is negated.
    """

    key: str
    texts: tuple[str, ...] = ()
    ranges: tuple[Range, ...] = ()
    spans: tuple[Span, ...] = ()
    negated: bool = False
    bare: bool = False
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Query:
    """Alternatives, of which one must hold; of each, all terms must hold. None at all lets everything through."""

    alternatives: tuple[tuple[Term, ...], ...] = ()

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms in order."""
        return tuple(term for terms in self.alternatives for term in terms)

    @property
    def words(self) -> str:
        """The words without a key, as they are searched for."""
        return " ".join(term.texts[0] for term in self.terms if term.bare and not term.negated)

    def without(self, *keys: str, bare: bool = False) -> Query:
        """Without the terms of these keys, and with `bare` without the words that are only searched for.

        An alternative of which nothing is left lets everything through.
        """
        kept = tuple(
            tuple(
                term
                for term in terms
                if term.key not in keys and not (bare and term.bare and not term.negated)
            )
            for terms in self.alternatives
        )
        return Query(kept) if all(kept) else Query()

    def and_(self, other: Query) -> Query:
        """Both must hold."""
        if not self.alternatives or not other.alternatives:
            return Query(self.alternatives or other.alternatives)
        return Query(tuple((*a, *b) for a in self.alternatives for b in other.alternatives))


def parse(text: str, clock: Clock | None = Clock.UTC) -> Query:
    """Read a query; `clock` says what times are. Raises `NotUnderstood`, saying what and where."""
    if len(text) > LONGEST:
        raise NotUnderstood(f"A query may have {LONGEST:,} characters.", LONGEST, len(text))
    alternatives, terms = list[tuple[Term, ...]](), list[Term]()
    found = pieces(text)
    for number, piece in enumerate(found):
        if not piece.bar:
            terms.append(_term(piece, clock))
            continue
        if not terms or number == len(found) - 1:
            raise _wrong(piece, "has nothing beside it; a bar stands between two alternatives")
        alternatives.append(tuple(terms))
        terms = []
    return Query((*alternatives, tuple(terms)) if terms else tuple(alternatives))


def _term(piece: Piece, clock: Clock | None) -> Term:
    if piece.open_quote >= 0:
        raise _wrong(piece, 'has a quote that is not closed; write one more "')
    key = piece.key
    if key is None:
        return _word(piece)
    if not piece.value:
        raise _wrong(piece, f"has no value yet; write it as {key.example}")
    values = split(piece.value, "|" if key.kind in {"number", "money", "whole", "share"} else ",|")
    if not all(values):
        raise _wrong(piece, f"has an empty value; write it as {key.example}")
    place = (piece.negated, False, piece.start, piece.end)
    if key.kind in {"text", "choice"}:
        return Term(key.name, _texts(piece, key, values), (), (), *place)
    if key.kind == "time":
        return Term(key.name, (), (), _spans(piece, key, values, clock), *place)
    return Term(key.name, (), _ranges(piece, key, values), (), *place)


def _word(piece: Piece) -> Term:
    text = split(piece.value, "")[0]
    if piece.name:
        near = difflib.get_close_matches(piece.name.lower(), BY_NAME, 1, 0.7)
        if piece.sign != ":" or near:
            hint = f"did you mean {near[0]}{piece.sign}?" if near else f"the keys are {_names()}"
            raise _wrong(piece, f"has no known key; {hint}")
        # an account's own name has a colon too, such as bank:280
        text = f"{piece.name}:{text}"
    if not text.strip():
        raise _wrong(piece, "is empty; write a word, or key:value")
    return Term("text", (text.casefold(),), (), (), piece.negated, True, piece.start, piece.end)


def _names() -> str:
    return ", ".join(key.name for key in KEYS)


def _texts(piece: Piece, key: Key, values: list[str]) -> tuple[str, ...]:
    if piece.sign != ":":
        raise _wrong(piece, f"is text, which is not compared by {piece.sign}; write it as {key.example}")
    lower = [value.casefold() for value in values]
    if key.kind == "choice":
        lower = [re.sub(r"[\s_-]", "", value) for value in lower]
        strange = next((value for value in lower if value not in key.choices), None)
        if strange is not None:
            raise _wrong(piece, f"cannot be {strange[:40]}; it can be {', '.join(key.choices)}")
    return tuple(dict.fromkeys(lower))


def _ranges(piece: Piece, key: Key, values: list[str]) -> tuple[Range, ...]:
    found = list[Range]()
    for value in values:
        try:
            found.append(numbers.spanned(piece.sign, value))
        except ValueError as error:
            raise _wrong(piece, f"has {error}, {value[:40]}; write it as {key.example}") from None
        if found[-1].fiat and key.kind != "money":
            raise _wrong(piece, f"takes no currency; write it as {key.example}, or money as worth>10k")
        ends = [end for end in (found[-1].low, found[-1].high) if end is not None]
        if key.kind == "whole" and any(end.denominator != 1 for end in ends):
            raise _wrong(piece, f"takes whole numbers; write it as {key.example}")
    return tuple(found)


def _spans(piece: Piece, key: Key, values: list[str], clock: Clock | None) -> tuple[Span, ...]:
    found = list[Span]()
    for value in values:
        try:
            found.append(times.spanned(piece.sign, value, clock))
        except Trouble as trouble:
            raise NotUnderstood(f"{trouble} {_where(piece)}", piece.start, piece.end) from None
        except (ValueError, OverflowError):
            raise _wrong(
                piece, "is no span of time; write a span as time:2026-03-01..2026-03-08, or time>2026-03"
            ) from None
    return tuple(found)


def _where(piece: Piece) -> str:
    return f"(characters {piece.start + 1} to {piece.end})"


def _wrong(piece: Piece, says: str) -> NotUnderstood:
    shown = "|" if piece.bar else f"{'-' * piece.negated}{piece.name}{piece.sign}{piece.value}"
    short = shown if len(shown) <= 40 else f"{shown[:39]}…"
    end = "" if says.endswith("?") else "."
    return NotUnderstood(f"{short} {_where(piece)} {says}{end}", piece.start, piece.end)
