from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.money import (
    LIMIT,
    from_limbs,
    join_limbs,
    parse_amount,
    show_amount,
    split_limbs,
    to_limbs,
)

amounts = st.integers(0, LIMIT - 1)


@pytest.mark.parametrize(
    "text, decimals, units",
    [
        ("147.8", 2, 14780),
        ("1.5e18", 0, 15 * 10**17),
        ("1e-2", 2, 1),
        (".5", 1, 5),
        ("5.", 0, 5),
        ("0x10", 18, 16),
        ("0e99", 0, 0),
        (str(LIMIT - 1), 0, LIMIT - 1),
        (" 7 ", 0, 7),
    ],
)
def test_read_exactly(text: str, decimals: int, units: int) -> None:
    assert parse_amount(text, decimals) == units


@pytest.mark.parametrize(
    "text, reason",
    [
        ("-1", "negative"),
        ("", "not an amount"),
        (".", "not an amount"),
        ("1,000", "not an amount"),
        ("nan", "not an amount"),
        ("٣", "not an amount"),
        ("0.001", "decimal places"),
        (str(LIMIT), "2\\^256"),
        ("1e999", "2\\^256"),
        ("0x1" + "0" * 64, "2\\^256"),
        ("1" * 401, "digits|2\\^256"),
    ],
)
def test_refuse_with_a_reason(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_amount(text, 2)


@given(amounts, st.integers(0, 40))
def test_what_is_shown_reads_back(units: int, decimals: int) -> None:
    assert parse_amount(show_amount(units, decimals, grouped=False), decimals) == units


def test_show() -> None:
    assert show_amount(41_250 * 10**18, 18) == "41,250"
    assert show_amount(-1_234_567, 3) == "-1,234.567"
    assert show_amount(123456, 5, places=2) == "1.23…"
    assert show_amount(12, None) == "12"


@given(st.lists(amounts, max_size=5))
def test_limbs_round_trip(units: list[int]) -> None:
    assert from_limbs(to_limbs(units)) == units
    assert [join_limbs(*split_limbs(amount)) for amount in units] == units
