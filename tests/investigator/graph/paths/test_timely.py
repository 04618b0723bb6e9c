"""Ways in the order of time, against trying every walk."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.expand import Filter
from investigator.graph.paths import timely as module
from investigator.graph.paths.route import Question
from investigator.graph.paths.timely import timely
from tests.investigator.graph.paths.chains import EDGES, made, valid


def ids(*accounts: int) -> np.ndarray:
    return np.array(accounts, np.int32)


def test_money_does_not_leave_before_it_came() -> None:
    assert timely(made([(1, 2), (0, 1)]), ids(0), ids(2)) is None
    found = timely(made([(0, 1), (1, 2)]), ids(0), ids(2))
    assert found is not None
    assert found.rows == (0, 1)


def test_fewest_transfers_come_first_and_then_the_earliest() -> None:
    columns = made([(0, 1), (1, 2), (0, 2), (2, 3), (0, 4), (4, 3), (4, 3)])
    found = timely(columns, ids(0), ids(3))
    assert found is not None
    assert (found.accounts, found.rows) == ((0, 2, 3), (2, 3))


def test_an_earlier_arrival_over_more_transfers_may_be_the_only_way() -> None:
    columns = made([(0, 1), (1, 2), (2, 3), (0, 2)])
    found = timely(columns, ids(0), ids(3))
    assert found is not None
    assert found.rows == (0, 1, 2)
    assert timely(columns, ids(0), ids(3), Question(hops=2)) is None


def test_the_earliest_arrival_may_take_more_transfers() -> None:
    columns = made([(0, 1), (1, 2), (0, 2)])
    found = timely(columns, ids(0), ids(2), earliest=True)
    assert found is not None
    assert found.rows == (0, 1)
    found = timely(columns, ids(0), ids(2))
    assert found is not None
    assert found.rows == (2,)


def test_backwards_is_the_same_way_read_from_its_end() -> None:
    columns = made([(0, 1), (1, 2)])
    back = Question(Filter(direction="in"))
    found = timely(columns, ids(2), ids(0), back)
    assert found is not None
    assert (found.accounts, found.rows) == ((2, 1, 0), (1, 0))
    assert timely(made([(1, 2), (0, 1)]), ids(2), ids(0), back) is None


def test_only_what_comes_after_a_row_counts() -> None:
    columns = made([(0, 1), (0, 1), (1, 2)])
    found = timely(columns, ids(0), ids(2), after=0)
    assert found is not None
    assert found.rows == (1, 2)
    assert timely(columns, ids(0), ids(2), after=1) is None


def test_both_directions_have_no_order() -> None:
    with pytest.raises(ValueError, match="one direction"):
        timely(made([(0, 1)]), ids(0), ids(1), Question(Filter()))


def best(edges: list[tuple[int, int]], a: int, b: int, hops: int) -> tuple[int, int] | None:
    """Hops and last row of the best walk, by trying all: slow, and obviously right."""
    held = {(a, -1)}
    for hop in range(1, hops + 1):
        held = {
            (to, row)
            for row, (src, to) in enumerate(edges)
            if any(account == src and came < row for account, came in held)
        }
        rows = [row for account, row in held if account == b]
        if rows:
            return hop, min(rows)
    return None


@given(EDGES, st.integers(0, 7), st.integers(0, 7), st.booleans())
def test_it_finds_the_best_walk(edges: list[tuple[int, int]], a: int, b: int, small: bool) -> None:
    if a == b:
        return
    columns = made(edges, accounts=8)
    with pytest.MonkeyPatch.context() as patch:
        if small:
            patch.setattr(module, "_CALM", 1)
        found = timely(columns, ids(a), ids(b), Question(hops=5))
    wanted = best(edges, a, b, 5)
    if wanted is None:
        assert found is None
        return
    assert found is not None
    assert (found.hops, found.rows[-1]) == wanted
    assert valid(columns, found)
    assert list(found.rows) == sorted(set(found.rows))
    first = timely(columns, ids(a), ids(b), Question(hops=5), earliest=True)
    rows = [one[1] for hops in range(1, 6) if (one := best(edges, a, b, hops)) is not None]
    assert first is not None
    assert first.rows[-1] == min(rows)


def test_the_log_grows() -> None:
    edges = [(0, i) for i in range(1, 3000)] + [(2999, 3000)]
    found = timely(made(edges, accounts=3001), ids(0), ids(3000))
    assert found is not None
    assert found.accounts == (0, 2999, 3000)
