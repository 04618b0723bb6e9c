"""Tables of prices, as exact text."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.chain.prices import DAY, DIGITS, asset_name, exact
from investigator.chain.source import ImportOptions
from investigator.chain.taken import Report
from investigator.data.queries import prices
from investigator.errors import Trouble
from investigator.operations.pricing import import_prices

USDC = "0x" + "a0b86991c6218b36c1d19d4a2e9eb0ce3606eb48"
T = 1_659_312_000
Take = Callable[..., Report]


@pytest.fixture
def take(case: Case, tmp_path: Path) -> Take:
    """Import a text as a file of this name."""

    def taken(name: str, text: str, fiat: str = "", **options: str) -> Report:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_prices(case, [path], ImportOptions(**options), fiat)

    return taken


def rows(case: Case) -> list[tuple[object, ...]]:
    with case.store.reading() as db:
        return db.execute("SELECT time, asset, fiat, price FROM price ORDER BY id").fetchall()


def test_a_plain_table(case: Case, take: Take) -> None:
    report = take("p.csv", 'timestamp,symbol,price\n1659312000,eth,1678.500\n1659315600,ETH,"$1,700"\n')
    assert (report.prices, report.bad_rows) == (2, 0)
    assert rows(case) == [(1659312000, "ETH", "USD", "1678.500"), (1659315600, "ETH", "USD", "1700")]


def test_a_closing_price_holds_after_its_day(case: Case, take: Take) -> None:
    take("ETH-EUR.csv", "Date,Open,Close\n2022-08-01,1,2\n2022-08-02,3,4\n")
    first, second = rows(case)
    assert first == (1659312000 + DAY, "ETH", "EUR", "2")
    assert second[0] == 1659312000 + 2 * DAY


def test_contracts_and_currencies_of_each_row(case: Case, take: Take) -> None:
    shouted = USDC.upper().replace("0X", "0x")
    take("p.csv", f"time,token_address,price,currency\n{T},{shouted},0.99,chf\n")
    assert rows(case) == [(T, f"eip155:1/erc20:{USDC}", "CHF", "0.99")]


def test_rows_that_cannot_be_read_are_kept_with_their_reason(case: Case, take: Take) -> None:
    report = take(
        "p.csv", f"time,asset,price\n{T},ETH,-2\n{T},ETH,nan\n{T},,5\n{T},ETH,1e99\n{T},ETH,7\nx,ETH,1\n"
    )
    assert (report.prices, report.bad_rows) == (1, 5)
    with case.store.reading() as db:
        reasons = [text for (text,) in db.execute("SELECT reason FROM bad_row ORDER BY id").fetchall()]
    assert ["negative" in reasons[0], "not a price" in reasons[1], "no asset" in reasons[2]] == [True] * 3


def test_a_table_that_does_not_say_of_what(take: Take) -> None:
    with pytest.raises(Trouble, match=r"does not say of which asset .*--asset"):
        take("p.csv", f"time,price\n{T},2\n")
    assert take("q.csv", f"time,price\n{T},2\n", asset="ETH").prices == 1


def test_a_table_without_prices(take: Take) -> None:
    with pytest.raises(Trouble, match="no column for price"):
        take("p.csv", "time,block\n1,2\n")


def test_importing_again_adds_nothing(case: Case, take: Take) -> None:
    text = f"time,asset,price\n{T},ETH,5\n"
    assert take("p.csv", text).prices == 1
    again = take("p.csv", text)
    assert (again.prices, again.duplicates) == (0, 1)
    assert [one.count for one in prices.held(case.store)] == [1]


def test_doubles_become_their_shortest_text(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    table = pa.table(
        {"time": [T, T + 1], "price": pa.array([0.1, 1e-7], pa.float64()), "asset": ["A", "A"]}
    )
    pq.write_table(table, path)
    assert import_prices(case, [path], ImportOptions()).prices == 2
    assert [row[3] for row in rows(case)] == ["0.1", "0.0000001"]


@given(st.decimals(min_value=0, allow_nan=False, allow_infinity=False))
def test_prices_are_exact_or_refused(value: Decimal) -> None:
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    if len(digits) + abs(exponent) > DIGITS or len(str(value)) > 2 * DIGITS:
        with pytest.raises(ValueError, match="price"):
            exact(str(value))
    else:
        assert Decimal(exact(str(value))) == value
        assert "E" not in exact(str(value))


@pytest.mark.parametrize("text", ["", "  ", "abc", "1,2,3", "inf", "-0.1", "0x10", "1_0 0"])
def test_what_is_no_price(text: str) -> None:
    with pytest.raises(ValueError, match="price"):
        exact(text)


def test_what_a_price_is_of() -> None:
    assert asset_name(" eth ", "eip155:1") == "ETH"
    assert asset_name("ETH/USD", "eip155:1") == "ETH"
    assert asset_name(USDC, "eip155:10") == f"eip155:10/erc20:{USDC}"
    with pytest.raises(ValueError, match="no asset"):
        asset_name("", "eip155:1")
