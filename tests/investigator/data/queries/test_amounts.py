"""Exact sums of amounts between pairs of accounts."""

from __future__ import annotations

from investigator.data.queries.amounts import between_pairs
from tests.makers import Move, case

TWO = [("bank/EUR", "EUR", 2), ("bank/USD", "USD", 0)]


def test_sums_are_exact() -> None:
    moves = [Move(0, 1, 2**200), Move(0, 1, 2**200 + 1), Move(1, 0, 3), Move(0, 1, 4, asset=1)]
    with case(moves, assets=TWO) as made:
        assert between_pairs(made.store, [0, 1, 2, 3]) == {
            0: {(0, 1): 2**201 + 1, (1, 0): 3},
            1: {(0, 1): 4},
        }
        assert between_pairs(made.store, [1]) == {0: {(0, 1): 2**200 + 1}}
