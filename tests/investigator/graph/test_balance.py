"""The course of a balance, literally."""

from __future__ import annotations

import numpy as np
from numpy.testing import assert_allclose

from investigator.data.queries.graph import TransferColumns
from investigator.graph.balance import activity
from investigator.graph.columns import Columns, build


def columns(moves: list[tuple[int, int, int, float, int]], accounts: int = 4) -> Columns:
    """(src, dst, asset, amount, time) each."""
    src, dst, asset, amount, time = (np.array(part) for part in zip(*moves, strict=True))
    ints = (src.astype(np.int32), dst.astype(np.int32), asset.astype(np.int32))
    rows = np.arange(len(moves), dtype=np.int64)
    return build(TransferColumns(*ints, time.astype(np.int64), amount.astype(np.float64), rows, accounts))


def test_a_balance_rises_and_falls_asset_by_asset() -> None:
    whole = columns([
        (0, 1, 0, 5.0, 10), (0, 1, 7, 9.0, 11), (1, 2, 0, 2.0, 20), (1, 2, 0, 1.0, 20), (2, 3, 0, 2.0, 30),
    ])  # fmt: skip
    found = activity(whole, 1)
    assert found is not None
    assert (found.first, found.last, found.transfers) == (10, 20, 4)
    assert [(one.asset, one.transfers) for one in found.balances] == [(0, 3), (7, 1)]
    assert found.balances[0].time.tolist() == [10, 20]
    assert_allclose(found.balances[0].level, [5.0, 2.0])
    assert_allclose(activity(whole, 0).balances[0].level, [-5.0])  # type: ignore[union-attr]


def test_what_is_sent_to_oneself_changes_nothing_and_counts_once() -> None:
    found = activity(columns([(1, 1, 0, 5.0, 10)]), 1)
    assert found is not None
    assert found.transfers == 1
    assert_allclose(found.balances[0].level, [0.0])


def test_many_moments_are_thinned_but_the_peak_stays() -> None:
    moves = [(0, 1, 0, 1.0, second) for second in range(1000)]
    moves[501:501] = [(0, 1, 0, 500.0, 500), (1, 0, 0, 500.0, 501)]
    found = activity(columns(moves), 1, points=20)
    assert found is not None
    course = found.balances[0]
    assert course.time.size <= 24
    assert (course.time[0], course.time[-1], course.level[-1]) == (0, 999, 1000.0)
    assert course.level.max() == 1001.0


def test_who_moved_nothing_or_is_not_there_has_no_course() -> None:
    whole = columns([(0, 1, 0, 5.0, 10)])
    assert activity(whole, 3) is None
    assert activity(whole, 9) is None
