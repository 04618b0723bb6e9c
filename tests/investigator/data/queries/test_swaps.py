"""Swaps: what was given and got in one transaction."""

from __future__ import annotations

from investigator.data.queries.swaps import Swap, swaps
from tests.makers import Move, case

TWO = [("bank/EUR", "EUR", 2), ("bank/USD", "USD", 0)]


def test_given_and_got_in_one_transaction() -> None:
    one, other = b"\1" * 32, b"\2" * 32
    moves = [
        Move(0, 1, 5, tx_hash=one),
        Move(1, 0, 7, asset=1, tx_hash=one),
        Move(1, 0, 2, asset=1, tx_hash=other),
        Move(0, 2, 1),
    ]
    with case(moves, assets=TWO) as made:
        assert swaps(made.store, [0]) == [Swap(0, 0, 1, 0, 1, "swap")]
        assert swaps(made.store, [1]) == [Swap(1, 1, 0, 1, 0, "swap")]
        assert swaps(made.store, [2]) == []
