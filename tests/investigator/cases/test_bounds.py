from __future__ import annotations

import pytest

from investigator.cases.bounds import TEXT_LIMIT, bounded, numbers


def test_texts() -> None:
    bounded("", "x" * TEXT_LIMIT)
    with pytest.raises(ValueError, match="may have 100,000 characters"):
        bounded("", "x" * (TEXT_LIMIT + 1))


def test_numbers() -> None:
    numbers(8, 0, 255)
    for wrong in (-1, 256):
        with pytest.raises(ValueError, match="out of range"):
            numbers(8, wrong)
