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
    "20-7E A1-AC AE-241 243-245 250-2AF 375 37A-37D 384-386 388-38A 38C 38E-3A1 3A3-3CE 3D0-3E1 "
    "3F0-45F 490-4C4 4D0-4F9 1E00-1E9B 1E9E-1EF9 1F00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 "
    "1F5F-1F70 1F80-1FB4 1FB6-1FBA 2010-2027 2030-2037 2039-203F 2042 2044-204B 204F 2070-2071 "
    "2074-208E 2090-209C 20A0-20B5 20B8-20BA 20BD 20BF 2100-2103 2109 2115-2117 211A 211D 2120 2122 "
    "2124 212E 2153-2184 2190-2220 2223-222D 2234-223D 2241-226B 2500-25FF"
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
    if whole <= longest and text.isascii() and text.isprintable():
        return text  # nearly all are so, and a report has a hundred thousand
    text = unicodedata.normalize("NFC", text[: longest + 1].translate(_SPACES))
    text = _UNPRINTABLE.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)
    if whole > longest or len(text) > 2 * longest:
        return f"{text[:longest]} … [cut here: {whole:,} characters in the case file]"
    return text


def paragraphs(text: str, longest: int = LONGEST, most: int = 200) -> list[str]:
    """The lines of a text, each legible; blank ones and those after the first `most` are dropped."""
    lines = [legible(line) for line in re.split(r"\r\n|\r|\n", text[:longest]) if line.strip()]
    if len(text) > longest or len(lines) > most:
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
