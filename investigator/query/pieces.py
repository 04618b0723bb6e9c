"""A query's text in its pieces, with where they stand: what parser, colouring, completion and rewriting share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from investigator.errors import Trouble
from investigator.query.vocabulary import Key, key_of

_HEAD = re.compile(r"(?P<key>[A-Za-z]+)(?P<sign><=|>=|=<|=>|<|>|:|=)")
_SIGNS = {"=": ":", "=<": "<=", "=>": ">="}


class NotUnderstood(Trouble):
    """A query that cannot be read; `start` and `end` say where in its text."""

    def __init__(self, sentence: str, start: int, end: int) -> None:
        super().__init__(sentence)
        self.start, self.end = start, end


@dataclass(frozen=True)
class Piece:
    """One term as written, from `start` to `end`, or a bar between alternatives.

    `value` is what follows the sign, quotes included, from `value_start` on; without a key it is the whole word.
    `open_quote` is where a quote begins that is never closed, else -1.
    """

    start: int
    end: int
    negated: bool
    name: str
    sign: str
    value: str
    value_start: int
    open_quote: int = -1
    bar: bool = False

    @property
    def key(self) -> Key | None:
        """The key, if it is one."""
        return key_of(self.name) if self.name else None


def pieces(text: str) -> list[Piece]:
    """All pieces in order; never fails."""
    found, at = list[Piece](), 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        end, quote = _end(text, at)
        found.append(_piece(text, at, end, quote))
        at = end
    return found


def _end(text: str, at: int) -> tuple[int, int]:
    """Where the piece that starts here ends, and where a quote in it begins that is not closed, else -1."""
    quote = -1
    while at < len(text) and (quote >= 0 or not text[at].isspace()):
        if text[at] == "\\" and quote >= 0:
            at += 1
        elif text[at] == '"':
            quote = at if quote < 0 else -1
        at += 1
    return min(at, len(text)), quote


def _piece(text: str, start: int, end: int, quote: int) -> Piece:
    whole = text[start:end]
    if whole == "|":
        return Piece(start, end, False, "", "", "", start, bar=True)
    negated = whole.startswith("-") and len(whole) > 1
    first = start + negated
    head = _HEAD.match(text, first, end)
    if not head:
        return Piece(start, end, negated, "", "", text[first:end], first, quote)
    sign = _SIGNS.get(head["sign"], head["sign"])
    return Piece(start, end, negated, head["key"], sign, text[head.end() : end], head.end(), quote)


def split(value: str, marks: str) -> list[str]:
    """The values of a term, parted by any of these marks where they are not quoted; without their quotes."""
    parts, quoted, at = [""], False, 0
    while at < len(value):
        mark = value[at]
        if quoted and mark == "\\" and at + 1 < len(value):
            parts[-1] += value[at + 1]
            at += 1
        elif mark == '"':
            quoted = not quoted
        elif mark in marks and not quoted:
            parts.append("")
        else:
            parts[-1] += mark
        at += 1
    return parts


def quoted(value: str) -> str:
    """A value as it is written in a term: in quotes where it must be."""
    if value and not re.search(r'[\s,|"\\]', value) and not value.startswith("-"):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
