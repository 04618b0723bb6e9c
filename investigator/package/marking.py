"""Marking levels: the Traffic Light Protocol (FIRST, TLP 2.0), written where it is read: in a label or a note.

'TLP:AMBER' anywhere in a text marks it, and so do spellings near to it, since a mark that is missed discloses what
it was to keep; a text without a mark is for everybody. What is marked above the level that
somebody may see is withheld from a package that is made for them.
"""

from __future__ import annotations

import re

LEVELS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")
"""From open to secret."""
_GAP = r"(?:[\s:_+-]|\\[nrt])+"  # JSON writes a line break as a backslash and a letter
MARK = re.compile(rf"TLP{_GAP}(CLEAR|WHITE|GREEN|AMBER{_GAP}STRICT|AMBER|RED)", re.IGNORECASE)


def level_of(text: str) -> int:
    """The highest level that a text is marked with, as a place in `LEVELS`; 0 if it is not marked."""
    found = (_plain(mark.upper()) for mark in MARK.findall(text))
    return max((LEVELS.index(mark) for mark in found), default=0)


def _plain(mark: str) -> str:
    return "AMBER+STRICT" if mark.endswith("STRICT") else mark.replace("WHITE", "CLEAR")


def is_above(text: str, level: str) -> bool:
    """Whether a text is marked higher than `level`; never where `level` is ''."""
    return bool(level) and level_of(text) > LEVELS.index(level)
