"""How high the rows of a long table are, so that the typesetter need not try each cell to learn it.

Ten thousand rows of five cells that it measures itself cost four times the time and twice the memory. A height given
here is never too small: widths of characters are rounded up, and what is not sure is left to the typesetter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

LONG = 400
"""Rows from which on it is worth it."""
LONGEST_WORD = 26
"""Characters of a word from which on the template breaks it."""
_TEXT, _SIZE, _INSET = 464.0, 8.3, 8.0
"""Points: of the text on the narrowest paper, of the letters, and of a cell's inset on both sides."""
_WIDTHS = {
    **dict.fromkeys(map(chr, range(0x20, 0x7F)), 1.0),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ%&w", 0.74),
    **dict.fromkeys("abcdefghknopqrsuvxyz-?_/$#*", 0.55),
    **dict.fromkeys("0123456789", 0.47),
    **dict.fromkeys(" !'(),.:;ijltI[]{}|`", 0.36),
    "…": 1.0,
}
"""Of a character in the report's letters, in parts of their size and never too small; others are not known."""


def heights(rows: Sequence[Sequence[Mapping[str, Any]]], shares: Sequence[float]) -> list[int]:
    """Lines that each row takes; 0 where it is not known, and for none of them in a table that is not long."""
    if len(rows) < LONG:
        return []
    rooms = [(_TEXT * share / sum(shares) - _INSET) / _SIZE for share in shares]
    return [_row(row, rooms) for row in rows]


def _row(row: Sequence[Mapping[str, Any]], rooms: Sequence[float]) -> int:
    """The most lines of a cell; 0 if one is not known."""
    each = [_cell(cell, room) for cell, room in zip(row, rooms, strict=True)]
    return max(each) if all(each) else 0


def _cell(cell: Mapping[str, Any], room: float) -> int:
    if cell["style"] not in {"text", "number", "dim"}:
        return 0
    lines = [_lines(line, room) for line in cell["text"]] or [1]
    return sum(lines) if all(lines) else 0


def _lines(text: str, room: float) -> int:
    """Lines when each takes as many words as fit: more places to break than spaces only make them fewer."""
    used, count = 0.0, 1
    for word in text.split(" "):
        wide = _width(word)
        if len(word) > LONGEST_WORD or wide > room:
            return 0
        if used and used + _WIDTHS[" "] + wide > room:
            used, count = wide, count + 1
        else:
            used += wide + (_WIDTHS[" "] if used else 0)
    return count


def _width(characters: Iterable[str]) -> float:
    return sum(_WIDTHS.get(character, 1e9) for character in characters)
