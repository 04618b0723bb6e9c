"""Columns: the transfers in order, and indexed from both ends."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from investigator.graph.columns import build
from tests.investigator.graph.raw_columns import raw


def test_rows_stand_in_order_of_time_and_equal_times_keep_theirs() -> None:
    made = build(raw())
    assert made.transfer.tolist() == [101, 102, 103, 100]
    assert (made.order, made.size) == (4, 4)
    assert made.out_ptr.tolist() == [0, 2, 3, 4, 4]
    assert made.out_row.tolist() == [0, 2, 3, 1]
    assert made.out_dst.tolist() == [1, 3, 2, 2]
    assert made.in_ptr.tolist() == [0, 0, 1, 3, 4]
    assert made.in_row.tolist() == [0, 1, 3, 2]
    assert made.in_src.tolist() == [0, 2, 1, 0]


def test_the_typical_amount_of_an_asset_is_its_median() -> None:
    assert build(raw()).typical.tolist() == [2.0, 1.0, 8.0]


def test_what_no_case_can_hold() -> None:
    with pytest.raises(ValueError, match="no account"):
        build(raw(accounts=3))
    with pytest.raises(ValueError, match="no account"):
        build(replace(raw(), src=np.array([-1, 0, 0, 0], np.int32)))


def test_between_takes_the_transfers_among_some() -> None:
    graph = build(raw()).between(np.array([2, 1], np.int32))
    assert graph.accounts.tolist() == [1, 2]
    assert graph.transfer.tolist() == [102, 100]
    assert (graph.src.tolist(), graph.dst.tolist()) == ([1, 0], [1, 1])
    assert build(raw()).whole().transfer.tolist() == [101, 102, 103, 100]
