"""Figures of how an account behaves."""

from __future__ import annotations

from investigator.data.queries.habits import Habits, habits, typical_amounts
from tests.makers import Move, case


def test_habits() -> None:
    moves = [
        Move(0, 1, 5, 10, tx_hash=b"\1" * 32, block=1),
        Move(0, 2, 5, 10, tx_hash=b"\1" * 32, block=1),
        Move(0, 3, 5, 4000, tx_hash=b"\2" * 32, block=2),
        Move(3, 0, 9, 5000, tx_hash=b"\3" * 32, block=3),
        Move(0, 0, 1, 6000, block=4),
        Move(0, 1, 5, 7000, ok=False, block=5),
    ]
    with case(moves) as made:
        assert habits(made.store, 0) == Habits(3, 1, 5, 2, "0x" + "01" * 32, 2, 0, False, 10, 6000)
        assert habits(made.store, 1) == Habits(0, 1, 1, 0, "", 0, 0, False, 10, 10)


def test_amounts_against_what_is_usual() -> None:
    with case([Move(0, 1, 100), Move(0, 1, 100), Move(0, 1, 1)]) as made:
        assert typical_amounts(made.store, [0, 2]) == [(0, 1.0, False), (2, 0.01, False)]
        assert typical_amounts(made.store, []) == []
