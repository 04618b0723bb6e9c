"""Foreign text made harmless for a cell of a table: on one line, everything visible, and no formula."""

from __future__ import annotations

import unicodedata

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""How a text begins that a spreadsheet would compute (OWASP, CSV injection), full-width forms included."""

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def plain(text: str, limit: int = 0) -> str:
    """Foreign text on one line, with everything invisible made visible.

    Control characters become their pictures (`␀`), and characters that turn or hide text (bidirectional
    overrides, zero-width ones, lone surrogates) become `‹U+202E›`. With `limit`, more characters than that
    end in an ellipsis.
    """
    if limit and len(text) > limit:
        text = text[: limit - 1] + "…"
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    return f"‹U+{code:04X}›" if unicodedata.category(character) in _HIDDEN else character


def inert(text: str) -> str:
    """A text as a cell may hold it: a quote goes before what a spreadsheet would compute."""
    shown = plain(text)
    return f"'{shown}" if shown.lstrip().startswith(FORMULA) else shown
