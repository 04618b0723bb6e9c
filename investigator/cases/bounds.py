"""Bounds of what an analyst writes: a journal line is read by others, and must not be of any size."""

from __future__ import annotations

TEXT_LIMIT = 100_000
"""Characters of one text that an analyst writes."""


def bounded(*texts: str) -> None:
    """Raise `ValueError` for a text that is too long."""
    for text in texts:
        if len(text) > TEXT_LIMIT:
            raise ValueError(f"a text may have {TEXT_LIMIT:,} characters")


def numbers(bits: int, *some: int) -> None:
    """Raise `ValueError` for a number below zero or of more than these bits."""
    for number in some:
        if not 0 <= number < 1 << bits:
            raise ValueError(f"a number out of range: {hex(number)[:20]}")
