"""Texts from outside, made fit for formats that do not take every letter."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 10_000
"""Characters of a text that are handed on; the case has the rest."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """Only what XML 1.0 can hold, without marks that turn the direction of writing round."""
    return _NOT_XML.sub("\ufffd", shown(text))


def shown(text: str) -> str:
    """Bounded in length; marks that turn the direction of writing round are written out as `<U+202E>`."""
    bounded = text if len(text) <= LONGEST else text[:LONGEST] + "…"
    return "".join(
        f"<U+{ord(letter):04X}>" if unicodedata.bidirectional(letter) in _TURNING else letter
        for letter in bounded
    )


_TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
