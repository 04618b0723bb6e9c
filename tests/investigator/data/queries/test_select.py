from __future__ import annotations

import numpy as np

from investigator.data.queries import select
from investigator.data.queries.conditions import Every, Rows, Times
from tests.makers import Move, case

MOVES = [
    Move(0, 1, 500, 10, tx_hash=b"\xab" + bytes(31)),
    Move(1, 2, 2**255, 20),
    Move(1, 3, 2**255, 30),
    Move(2, 3, 7, 40, asset=1),
    Move(2, 3, 9, 50, ok=False),
]
TWO = (("bank/EUR", "EUR", 2), ("eip155:1/erc20:0xAA", "ABC", 0))


def test_orders() -> None:
    store = case(MOVES, assets=TWO).store
    assert select.ids(store, Every(), "time", descending=True).tolist() == [4, 3, 2, 1, 0]
    assert select.ids(store, Every(), "amount").tolist() == [3, 4, 0, 1, 2]
    assert select.ids(store, Every(), "to", descending=True).tolist() == [2, 3, 4, 1, 0]
    assert select.ids(store, Every(), "transaction").tolist()[0] == 0
    assert select.ids(store, Every(), "block").size == 5


def test_totals_are_exact_and_leave_out_what_did_not_move() -> None:
    found = select.totals(case(MOVES, assets=TWO).store, Every())
    assert [(one.symbol, one.transfers, one.amount) for one in found] == [
        ("EUR", 3, 2**256 + 500),
        ("ABC", 1, 7),
    ]
    assert select.totals(case(MOVES, assets=TWO).store, Times(100, None)) == []


def test_a_histogram_by_asset_with_exact_sums() -> None:
    store = case(MOVES, assets=TWO).store
    found = select.histogram(store, Every(), (0, 1), bins=2)
    assert found is not None
    assert (found.first, found.last, found.counts.tolist()) == (10, 40, [2, 2])
    assert found.by_asset[1].tolist() == [0, 1]
    assert found.amounts[0] == (2**255 + 500, 2**255)
    assert select.histogram(store, Rows(np.empty(0, np.int64)), (0,)) is None
    one = select.histogram(store, Times(10, 10), ())
    assert one is not None
    assert one.counts.tolist() == [1]


def test_names_of_assets_accounts_and_transactions() -> None:
    store = case(MOVES, assets=TWO, tags=[{"address": "bank:1"}]).store
    assert select.assets_called(store, "eur") == (0,)
    assert select.assets_called(store, "0xaa") == (1,)
    assert select.assets_called(store, "b") == ()
    assert select.assets_called(store, "b", part=True) == (1,)
    assert select.accounts_with(store, "BANK").tolist() == [0, 1, 2, 3]
    assert select.accounts_with(store, "ban…:2").tolist() == [2]
    assert select.accounts_ending(store, ["1", "bank:3", "nk:2"]).tolist() == [1, 3]
    ((digest, transfers),) = select.transactions_with(store, "ab00")
    assert (digest[:6], transfers) == ("0xab00", (0,))
    assert select.namespaces(store) == {"bank"}
    assert select.decimals(store) == [0, 2]
    assert select.suspect_assets(store).assets == ()
    assert select.scored(store)[0].size == 0
