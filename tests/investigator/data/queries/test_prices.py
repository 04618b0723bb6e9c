"""Which price holds when."""

from __future__ import annotations

import pytest

from investigator.cases.case import Case
from investigator.data import ingestion
from investigator.data.queries import prices
from investigator.data.queries.prices import PriceRange


@pytest.fixture
def case() -> Case:
    made = Case.create(None)
    rows = [
        {"time": time, "asset": asset, "fiat": fiat, "price": price, "source": "a.csv"}
        for time, asset, fiat, price in (
            *((10, "ETH", "USD", "1"), (20, "ETH", "USD", "2"), (20, "ETH", "USD", "2.5")),
            *((15, "ETH", "EUR", "9"), (12, "BTC", "USD", "7")),
        )
    ]
    with made.store.transaction() as db:
        ingestion.insert_table(db, "price", 1, ingestion.table_of("price", rows))
    return made


def test_what_there_is(case: Case) -> None:
    assert prices.held(case.store) == [
        PriceRange("BTC", "USD", "a.csv", 1, 12, 12),
        PriceRange("ETH", "EUR", "a.csv", 1, 15, 15),
        PriceRange("ETH", "USD", "a.csv", 3, 10, 20),
    ]
    assert prices.fiats(case.store) == ["USD", "EUR"]


@pytest.mark.parametrize(
    "earliest, latest, moment, price",
    [(0, 9, 9, None), (0, 10, 10, "1"), (0, 19, 19, "1"), (0, 25, 25, "2.5"), (12, 25, 12, "2.5")],
)
def test_the_nearest_of_a_span(
    case: Case, earliest: int, latest: int, moment: int, price: str | None
) -> None:
    found = prices.near(case.store, "ETH", "USD", earliest, latest, moment)
    assert (found.price if found else None) == price


def test_a_series_and_its_rows(case: Case) -> None:
    series = prices.series(case.store, "ETH", "USD", 0, 100)
    assert series.times.tolist() == [10, 20, 20]
    told = prices.by_row(case.store, series.rows.tolist())
    assert [told[row].price for row in series.rows.tolist()] == ["1", "2", "2.5"]
    assert prices.series(case.store, "ETH", "CHF", 0, 100).times.size == 0
