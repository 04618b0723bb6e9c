"""What a header of a table of prices means."""

from __future__ import annotations

import pytest

from investigator.chain.price_columns import fiat_of, find, looks_like_prices, pair
from investigator.errors import Trouble


@pytest.mark.parametrize(
    "header, named, fiat, closing",
    [
        (["timestamp", "price"], {"time": 0, "price": 1}, "", False),
        (["Date", "Open", "High", "Low", "Close"], {"time": 0, "price": 4}, "", True),
        (["open_time", "close_time", "close"], {"time": 1, "price": 2}, "", False),
        (["snapped_at", "price_usd", "symbol"], {"time": 0, "price": 1, "asset": 2}, "USD", False),
        (["day", "EUR", "contract_address"], {"time": 0, "price": 1, "asset": 2}, "EUR", False),
        (["time", "value", "currency"], {"time": 0, "price": 1, "fiat": 2}, "", False),
    ],
)
def test_columns_are_known_by_their_names(
    header: list[str], named: dict[str, int], fiat: str, closing: bool
) -> None:
    found = find(header)
    if header[0] == "open_time":  # which of two times is meant is told, not guessed
        assert found.named["price"] == named["price"]
        found = find(header, "time=close_time")
    assert (dict(found.named), found.fiat, found.closing) == (named, fiat, closing)


def test_what_the_analyst_says_comes_first() -> None:
    assert find(["a", "b", "price"], "price=b, time=a").named == {"price": 1, "time": 0}
    with pytest.raises(Trouble, match="no column 'c'"):
        find(["a", "b"], "price=c")
    with pytest.raises(Trouble, match="write field=column"):
        find(["a", "b"], "volume=a")


@pytest.mark.parametrize(
    "header, prices",
    [
        (["timestamp", "price"], True),
        (["date", "close"], True),
        (["date", "value"], False),
        (["time", "eur"], True),
        (["block", "time", "from", "to", "value"], False),
        (["hash", "time", "price"], False),
    ],
)
def test_a_table_of_transfers_is_no_table_of_prices(header: list[str], prices: bool) -> None:
    assert looks_like_prices(header) is prices


@pytest.mark.parametrize(
    "text, known",
    [
        ("ETH-USD", ("ETH", "USD")),
        ("btc/eur", ("BTC", "EUR")),
        ("ETHUSD", ("ETH", "USD")),
        ("eth-usd-max", ("ETH", "USD")),
        ("WETH", ("", "")),
        ("prices", ("", "")),
    ],
)
def test_pairs(text: str, known: tuple[str, str]) -> None:
    assert pair(text) == known


def test_currencies() -> None:
    assert [fiat_of(text) for text in ("$", " usd ", "CHF", "doge", "")] == ["USD", "USD", "CHF", "", ""]
