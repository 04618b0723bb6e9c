"""Numbers and spans as they are written in a query, read exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_UNITS = {"": 0, "k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "t": 12}
_NUMBER = re.compile(
    r"(?P<figure>[0-9][0-9_]*(?:,[0-9]{3})*(?:\.[0-9]*)?|\.[0-9]+)(?P<power>e[+-]?[0-9]{1,2})?"
    r"(?P<unit>mn|bn|[kmbt])??(?P<fiat>[a-z]{3})?",
    re.IGNORECASE,
)
_MOST = 120
"""Characters of one number: more than any amount that there can be."""


@dataclass(frozen=True)
class Range:
    """Numbers from `low` to `high`; `None` is no end, an open end is not included. `fiat` names a currency."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False
    fiat: str = ""

    def has(self, number: Fraction | float) -> bool:
        """Whether a number lies within."""
        above = self.low is None or (number > self.low if self.low_open else number >= self.low)
        below = self.high is None or (number < self.high if self.high_open else number <= self.high)
        return above and below


def read(text: str) -> tuple[Fraction, str]:
    """A number and its currency, '' for none: '10k', '1,000.5', '2.5MEUR'. Raises `ValueError` for anything else."""
    match = _NUMBER.fullmatch(text) if len(text) <= _MOST else None
    if not match:
        raise ValueError("not a number")
    figure = match["figure"].replace(",", "").replace("_", "")
    number = Fraction(figure.rstrip(".") + (match["power"] or ""))
    return number * 10 ** _UNITS[(match["unit"] or "").lower()], (match["fiat"] or "").upper()


def spanned(sign: str, text: str) -> Range:
    """The numbers that a sign and a text mean: '>', '10k' or ':', '5..10'. Raises `ValueError`."""
    first, dots, last = text.partition("..")
    if dots:
        if sign != ":" or not (first or last):
            raise ValueError("not a span")
        low, one = read(first) if first else (None, "")
        high, other = read(last) if last else (None, "")
        if low is not None and high is not None and low > high:
            raise ValueError("a span that ends before it begins")
        return Range(low, high, fiat=other or one)
    number, fiat = read(text)
    if sign == ":":
        return Range(number, number, fiat=fiat)
    if sign[0] == ">":
        return Range(low=number, low_open=sign == ">", fiat=fiat)
    return Range(high=number, high_open=sign == "<", fiat=fiat)
