"""Derived values: exact, dated, never by a name that a token gives itself against what is known."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.cases.worth import Pricing, rounded, span
from investigator.data import ingestion
from tests.makers import put

COIN = "eip155:1/slip44:60"
USDC = "eip155:1/erc20:0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
FAKE = "eip155:1/erc20:0x" + "f" * 40
WETH = "eip155:1/erc20:0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"
TWIN = "eip155:1/erc20:0x" + "e" * 40
ALONE = "eip155:1/erc20:0x" + "d" * 40
ASSETS = (
    *((COIN, "ETH", 18), (USDC, "USDC", 6), (FAKE, "USDC", 6), (WETH, "WETH", 18)),
    *((TWIN, "TWN", 0), (TWIN.replace("e" * 40, "c" * 40), "TWN", 0), (ALONE, "LONE", None)),
)


def case(*rows: tuple[int, str, str]) -> Case:
    made = Case.create(None)
    put(made.store, [], ["bank:a"], ASSETS)
    told = [
        {"time": time, "asset": asset, "fiat": "USD", "price": price, "source": "p.csv"}
        for time, asset, price in rows
    ]
    with made.store.transaction() as db:
        ingestion.insert_table(db, "price", 2, ingestion.table_of("price", told))
    return made


@pytest.mark.parametrize(
    "asset, names",
    [
        (COIN, (COIN, "ETH")),
        (USDC, (USDC, "USDC")),
        (FAKE, (FAKE,)),  # it only calls itself so
        (WETH, (WETH, "WETH", "ETH")),
        (TWIN, (TWIN,)),  # two call themselves so
        (ALONE, (ALONE, "LONE")),
        ("eip155:1/erc721:0x" + "a" * 40, ("eip155:1/erc721:0x" + "a" * 40,)),
    ],
)
def test_under_which_names_prices_count(asset: str, names: tuple[str, ...]) -> None:
    assert Pricing(case().store).priced_as(asset) == names


def test_a_price_from_later_is_taken_only_if_asked_for() -> None:
    made = case((1000, "ETH", "5"), (1100, "ETH", "7"))
    assert Pricing(made.store).value_at(COIN, 10**18, 999) is None
    early = Pricing(made.store).value_at(COIN, 10**18, 1099)
    assert early is not None
    assert (early.value, early.age) == ("5", 99)
    later = Pricing(made.store, later=True).value_at(COIN, 10**18, 1099)
    assert later is not None
    assert (later.value, later.age, later.stale) == ("7", -1, True)
    assert "1 s later" in later.basis
    assert Pricing(made.store, max_age=10).value_at(COIN, 10**18, 1050) is None


def test_what_has_no_decimals_has_no_value() -> None:
    made = case((1000, "LONE", "5"))
    assert Pricing(made.store).value_at(ALONE, 3, 1000) is None
    told = Pricing(made.store).value_at(ALONE, 3, 1000, decimals=0)
    assert told is not None
    assert told.value == "15"


AMOUNTS = st.integers(0, 2**256 - 1)
PRICES = st.decimals(min_value=0, max_value=10**9, places=12)


@settings(max_examples=20)
@given(st.lists(st.tuples(AMOUNTS, PRICES), min_size=8, max_size=12))
def test_values_are_exact(some: list[tuple[int, Decimal]]) -> None:
    made = case(*((1000 + at, "ETH", format(price, "f")) for at, (_, price) in enumerate(some)))
    pricing = Pricing(made.store)
    for at, (amount, price) in enumerate(some):
        told = pricing.value_at(COIN, amount, 1000 + at)
        assert told is not None
        whole, _, fraction = format(price, "f").partition(".")
        numerator, power = amount * int(whole + fraction), 18 + len(fraction)
        head, _, tail = told.value.partition(".")
        assert int(head + tail) * 10 ** (power - len(tail)) == numerator
    made.close()


@pytest.mark.parametrize(
    "text, shown",
    [
        ("1234.565", "1,234.57"),
        ("0.5", "0.50"),
        ("3", "3.00"),
        ("0.00012345", "0.00012"),
        ("0", "0.00"),
        ("999.999", "1,000.00"),
    ],
)
def test_rounding(text: str, shown: str) -> None:
    assert rounded(text) == shown


def test_spans() -> None:
    assert [span(seconds) for seconds in (40, 90, 7200, 100_000, 200_000)] == [
        *("40 s", "1 min", "2 h", "27 h", "2 days")
    ]
