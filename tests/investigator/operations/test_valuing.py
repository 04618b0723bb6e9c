from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from investigator import operations
from investigator.cases.case import Case
from investigator.data import ingestion
from investigator.errors import Trouble
from investigator.operations.valuing import worth_between, worths
from investigator.query.numbers import spanned
from tests.makers import Move, put

ETH, JUNK = ("eip155:1/slip44:60", "ETH", 18), ("eip155:1/erc20:0xdd", "JUNK", 18)


def case(prices: bool = True) -> Case:
    made = Case.create(None)
    moves = [Move(0, 1, 10**18, 1000), Move(0, 1, 10**18 + 1, 1000), Move(0, 1, 10**18, 10, asset=1),
             Move(1, 0, 2 * 10**18, 1010)]  # fmt: skip
    put(made.store, moves, ["bank:0", "bank:1"], (ETH, JUNK))
    if prices:
        told = [{"time": 1000, "asset": "ETH", "fiat": "USD", "price": "1600.1", "source": "p.csv"}]
        with made.store.transaction() as db:
            ingestion.insert_table(db, "price", 2, ingestion.table_of("price", told))
    return made


def test_worths_are_derived_where_a_price_is_known() -> None:
    made = case()
    columns = operations.columns(made)
    found = worths(made.store, columns)
    assert found.fiat == "USD"
    order = np.argsort(columns.transfer)
    assert found.values[order].tolist() == pytest.approx(
        [1600.1, 1600.1, float("nan"), 3200.2], nan_ok=True
    )


@pytest.mark.parametrize(
    "sign, text, wanted",
    [(">", "1600.1", [1, 3]), (">=", "1.6001k", [0, 1, 3]), ("<", "1600.1USD", []), (":", "3200.2", [3])],
)
def test_what_a_float_cannot_tell_apart_is_decided_exactly(sign: str, text: str, wanted: list[int]) -> None:
    made = case()
    found = worth_between(made.store, operations.columns(made), [spanned(sign, text)])
    assert found.tolist() == wanted
    assert Fraction("1600.1") == spanned(":", "1600.1").low


def test_without_prices_it_says_so() -> None:
    made = case(prices=False)
    with pytest.raises(Trouble, match="no prices in this case"):
        worths(made.store, operations.columns(made))
    with pytest.raises(Trouble, match="in EUR in this case; it has them in USD"):
        worths(case().store, operations.columns(case()), "EUR")
