from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from investigator.cases.case import Case
from investigator.data.queries import select
from investigator.data.queries.conditions import (
    Amounts,
    Assets,
    Blocks,
    Condition,
    Either,
    Ends,
    Every,
    Fact,
    Hash,
    Kinds,
    Not,
    Rows,
    Times,
)
from tests.makers import Move, case

MOVES = [
    Move(0, 1, 5, 10, block=7, tx_hash=b"\xab" * 32),
    Move(1, 2, 2**200 + 1, 20),
    Move(2, 2, 0, 30, ok=False),
    Move(3, 0, 2**64, 40, asset=1),
]
TWO = (("bank/EUR", "EUR", 2), ("bank/BIG", "BIG", None))


def ids(*numbers: int) -> np.ndarray:
    return np.array(numbers, np.int64)


@pytest.fixture(scope="module")
def made() -> Case:
    return case(MOVES, assets=TWO)


@pytest.mark.parametrize(
    "condition, found",
    [
        (Every(), [0, 1, 2, 3]),
        (Either(()), []),
        (Ends(ids(0)), [0, 3]),
        (Ends(ids(0), "from"), [0]),
        (Ends(ids(0), "to"), [3]),
        (Ends(ids(1, 2), "both"), [1, 2]),
        (Assets((1,)), [3]),
        (Amounts({2: (5, None)}), [0, 1]),
        (Amounts({2: (6, None), 0: (0, 2**64 - 1)}), [1]),
        (Amounts({2: (2**200 + 1, 2**200 + 1), 0: (2**64, 2**64)}), [1, 3]),
        (Amounts({2: (1, 0), 0: (2**256, None)}), []),
        (Times(20, 30), [1, 2]),
        (Times(-(2**90), 2**90), [0, 1, 2, 3]),
        (Times(7, 7, blocks=True), [0]),
        (Not(Blocks(8, None)), [0, 1, 2, 3]),
        (Blocks(None, 7), [0]),
        (Kinds((8,)), [0, 1, 2, 3]),
        (Hash("ABAB"), [0]),
        (Rows(ids(3, 1, 99)), [1, 3]),
        (Fact("failed"), [2]),
        (Fact("self"), [2]),
        (Fact("replaced"), []),
        (Fact("moved"), [0, 1, 3]),
        (Every((Not(Ends(ids(0))), Either((Times(None, 20), Fact("failed"))))), [1, 2]),
    ],
)
def test_what_each_lets_through(made: Case, condition: Condition, found: list[int]) -> None:
    assert select.ids(made.store, condition).tolist() == found
    assert select.count(made.store, condition) == len(found)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 2**256 - 1), min_size=1, max_size=6), st.data())
def test_amounts_are_compared_exactly(amounts: list[int], data: st.DataObject) -> None:
    made = case([Move(0, 1, amount) for amount in amounts])
    bound = data.draw(st.sampled_from(amounts).map(lambda a: a) | st.integers(0, 2**256 - 1))
    for low, high in ((bound, None), (0, bound), (bound + 1, None), (bound, bound)):
        found = select.ids(made.store, Amounts({2: (low, high)}))
        wanted = [at for at, a in enumerate(amounts) if low <= a and (high is None or a <= high)]
        assert sorted(found.tolist()) == wanted
