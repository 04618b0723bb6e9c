"""Grown columns are those that all transfers together would make."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import build
from investigator.graph.growth import extended
from tests.investigator.graph.raw_columns import raw, same

Row = tuple[int, int, int, int, int]  # source, destination, asset, time, amount


def columns(rows: list[tuple[int, Row]], accounts: int) -> TransferColumns:
    """Rows with their ids, in the order of time and id."""
    rows = sorted(rows, key=lambda row: (row[1][3], row[0]))
    column = lambda at, kind: np.array([row[at] for _, row in rows], kind)  # noqa: E731
    return TransferColumns(
        src=column(0, np.int32),
        dst=column(1, np.int32),
        asset=column(2, np.int32),
        time=column(3, np.int64),
        amount=column(4, np.float64),
        transfer=np.array([number for number, _ in rows], np.int64),
        accounts=accounts,
    )


ROW = st.tuples(*[st.integers(0, 4)] * 3, st.integers(0, 6), st.integers(0, 9))


@given(st.lists(ROW, max_size=12), st.lists(ROW, max_size=6), st.integers(0, 2))
def test_growing_gives_what_building_all_gives(old: list[Row], new: list[Row], born: int) -> None:
    numbered = list(enumerate(old + new))
    times = {row[3] for row in new}
    later = [(i, row) for i, row in numbered if row[3] in times]
    grown = extended(build(columns(numbered[: len(old)], 5)), columns(later, 5 + born))
    assert grown is not None
    assert same(grown, build(columns(numbered, 5 + born)))


@pytest.mark.parametrize("row", [-1, 4, 2**30])
def test_damaged_columns_are_not_grown(row: int) -> None:
    made = build(raw())
    rows = made.out_row.copy()
    rows[1] = row
    assert extended(replace(made, out_row=rows), replace(raw(), time=raw().time + 100)) is None
