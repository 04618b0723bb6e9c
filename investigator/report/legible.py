"""Make any text fit to be printed: what no font has, or what would change the page, is spelt out.

The typesetter's own fonts are used and no others, so that every machine sets the same page. They have
Latin, Greek, Cyrillic, punctuation and signs. Any other character appears as its code point, such as
‹U+4E2D›, which loses nothing and can be read by anyone; so do control characters and the marks that turn
the direction of writing, which could make a name read as another one.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST = 6_000
"""Characters of one text that are printed; a note says how many there are."""

_FONTS = (
    "20-7E A1-AC AE-2AF 374-375 37A-37E 384-38A 38C 38E-3A1 3A3-3CE 3D0-3E1 3F0-477 48C-4C4 4D0-4F9 "
    "1E00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F5F-1F7D 1F80-1FB4 1FB6-1FC4 1FC6-1FD3 1FD6-1FDB "
    "2010-2027 2030-2037 2039-203F 2042 2044-204B 204F 2070-2071 2074-208E 2090-209C 20A0-20B5 20B8-20BA "
    "20BD 20BF 2100-2103 2109 2115-2117 211A 211D 2120 2122 2124 2126 212A-212B 212E 2153-2184 2190-222E "
    "2234-223D 2241-226B 2460-2487 24B6-25FF"
)


def _pattern() -> re.Pattern[str]:
    spans = [span.split("-") for span in _FONTS.split()]
    parts = "".join(f"{re.escape(chr(int(a[0], 16)))}-{re.escape(chr(int(a[-1], 16)))}" for a in spans)
    return re.compile(f"[^{parts}]")


_UNPRINTABLE = _pattern()
_SPACES = str.maketrans({"\t": " ", "\u00a0": " ", "\u2009": " ", "\u202f": " "})


def legible(text: str, longest: int = LONGEST) -> str:
    """One line of printable text. Composed first, so that a letter and its accent are one character."""
    whole = len(text)
    text = unicodedata.normalize("NFC", text[: longest + 1].translate(_SPACES))
    text = _UNPRINTABLE.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)
    if whole > longest or len(text) > 2 * longest:
        return f"{text[:longest]} … [cut here: {whole:,} characters in the case file]"
    return text


def paragraphs(text: str, most: int = 200) -> list[str]:
    """The lines of a text, each legible; blank ones and those after the first `most` are dropped."""
    cut = text[: LONGEST + 1]
    lines = [legible(line) for line in re.split(r"\r\n|\r|\n", cut) if line.strip()]
    if len(text) > LONGEST or len(lines) > most:
        lines = [*lines[:most], f"[cut here: {len(text):,} characters in the case file]"]
    return lines


def legible_svg(svg: str) -> str:
    """A drawing whose texts can be printed; its markup is ASCII and stays as it is."""
    plain = re.sub(r"&#(x[0-9a-fA-F]{1,6}|[0-9]{1,7});", _entity, svg)
    return _UNPRINTABLE.sub(lambda found: " " if found[0] in "\n\r\t" else "?", plain)


def _entity(found: re.Match[str]) -> str:
    code = int(found[1][1:], 16) if found[1][0] == "x" else int(found[1])
    if code in {0x22, 0x26, 0x27, 0x3C, 0x3E}:
        return found[0]
    return chr(code) if 0x20 <= code < 0x110000 else "?"
