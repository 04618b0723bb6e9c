"""Rankings follow time, fade, and belong to their sources."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph import ranking as ranked
from investigator.graph.ranking import ranking
from investigator.progress import Cancelled
from tests.investigator.graph.test_entities import Row, world


def test_money_must_have_arrived_before_it_goes_on() -> None:
    rows: list[Row] = [(1, 2, 5.0, 10), (0, 1, 5.0, 20), (1, 3, 5.0, 30)]
    found = ranking(world(rows, 5), [0])
    assert found[2] == 0.0
    assert found[1] > found[3] > 0
    assert found.sum() == pytest.approx(1)
    assert found[0] == 0.0
    back = ranking(world(rows, 5), [3], backward=True)
    assert back[1] > back[0] > 0
    assert back[2] == 0.0


def test_what_waits_long_counts_less() -> None:
    soon = ranking(world([(0, 1, 1.0, 0), (1, 2, 1.0, 10), (0, 3, 1.0, 10)], 5), [0], half=100.0)
    late = ranking(world([(0, 1, 1.0, 0), (1, 2, 1.0, 1000), (0, 3, 1.0, 1000)], 5), [0], half=100.0)
    assert soon[2] > 10 * late[2] > 0


def test_only_some_assets() -> None:
    rows: list[Row] = [(0, 1, 1.0, 1, 0), (0, 2, 1.0, 2, 1)]
    assert ranking(world(rows, 4), [0], assets=[1]).tolist() == [0.0, 0.0, 1.0, 0.0]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30), st.booleans())
def test_only_what_can_be_reached_in_time_has_a_rank(ends: list[tuple[int, int]], backward: bool) -> None:
    rows: list[Row] = [(a, b, 1.0, at) for at, (a, b) in enumerate(ends)]
    reached = {0}
    for a, b in reversed(ends) if backward else ends:
        giver, taker = (b, a) if backward else (a, b)
        if giver in reached:
            reached.add(taker)
    found = ranking(world(rows, 6), [0], backward=backward)
    assert set(np.flatnonzero(found).tolist()) == reached - {0}


def test_cancel_and_what_makes_no_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranked, "_CALM", 1)

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        if done:
            raise Cancelled

    columns = world([(0, 1, 1.0, 1), (1, 2, 1.0, 2)], 4)
    with pytest.raises(Cancelled):
        ranking(columns, [0], tick=stop)
    for wrong in ([], [9], [-1]):
        with pytest.raises(ValueError, match="accounts of this case"):
            ranking(columns, wrong)
