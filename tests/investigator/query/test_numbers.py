from __future__ import annotations

from fractions import Fraction

import pytest

from investigator.query.numbers import Range, read, spanned


@pytest.mark.parametrize(
    "text, number, fiat",
    [
        ("10k", Fraction(10_000), ""),
        ("1,000.5", Fraction(2001, 2), ""),
        ("1_000", Fraction(1000), ""),
        (".5M", Fraction(500_000), ""),
        ("2.5MEUR", Fraction(2_500_000), "EUR"),
        ("10usd", Fraction(10), "USD"),
        ("3bn", Fraction(3 * 10**9), ""),
        ("1e-18", Fraction(1, 10**18), ""),
        ("0.1", Fraction(1, 10), ""),
    ],
)
def test_numbers_are_exact(text: str, number: Fraction, fiat: str) -> None:
    assert read(text) == (number, fiat)


@pytest.mark.parametrize("text", ["", "-5", "1,00", "k", "5x", "1e999", "9" * 200, "0x10", "٣"])
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        read(text)


def test_ranges() -> None:
    assert spanned(":", "5..10k") == Range(Fraction(5), Fraction(10_000))
    assert spanned("<", "2") == Range(high=Fraction(2), high_open=True)
    assert [spanned(":", "..5").has(n) for n in (-1, 5, 6)] == [True, True, False]
    assert [spanned(">", "0.5").has(n) for n in (0.5, 0.6)] == [False, True]
    with pytest.raises(ValueError, match="before it begins"):
        spanned(":", "9..5")
