from __future__ import annotations

import numpy as np
import pytest

from investigator import operations
from investigator.errors import Trouble
from investigator.records import Clock
from tests.makers import Move, case
from ui.narrowing import narrowed
from ui.query import Query, parse

MOVES = [Move(0, 1, 500, 10), Move(2, 1, 300, 20), Move(2, 3, 100, 30), Move(3, 4, 1, 40)]
SHOWN, SEEDS = np.arange(4, dtype=np.int32), np.array([0], np.int32)


def left(text: str, origins: tuple[int, ...] = ()) -> tuple[list[int], list[int]]:
    made = case(MOVES, 5)
    query = parse(text, {"eur": 0}, Clock.UTC, origins)
    graph = narrowed(made.at_rest(), operations.columns(made), SHOWN, SEEDS, query)
    return graph.accounts.tolist(), graph.transfer.tolist()


@pytest.mark.parametrize(
    "text, accounts, transfers",
    [
        ("", [0, 1, 2, 3], [0, 1, 2]),
        ("just words", [0, 1, 2, 3], [0, 1, 2]),
        ("value>=3", [0, 1, 2], [0, 1]),
        ("value<=1", [0, 2, 3], [2]),
        ("to:bank:4", [0], []),
        ("value:5 | time:1970-01-01T00:00:30", [0, 1, 2, 3], [0, 2]),
    ],
)
def test_a_query_takes_away_but_never_the_seeds(
    text: str, accounts: list[int], transfers: list[int]
) -> None:
    assert left(text) == (accounts, transfers)


def test_hops_count_from_what_was_selected() -> None:
    assert left("hops<=1", (3,)) == ([0, 2, 3], [2])


def test_what_the_case_does_not_have_is_said() -> None:
    with pytest.raises(Trouble, match="no list"):
        left("list:none")
    assert Query().passes_all
