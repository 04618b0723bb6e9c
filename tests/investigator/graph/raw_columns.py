"""A few transfers as columns, for tests of what is built from them."""

from __future__ import annotations

from dataclasses import fields

import numpy as np

from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import Columns


def raw(accounts: int = 4) -> TransferColumns:
    return TransferColumns(
        src=np.array([1, 0, 2, 0], np.int32),
        dst=np.array([2, 1, 2, 3], np.int32),
        asset=np.array([0, 0, 2, 0], np.int32),
        time=np.array([30, 10, 10, 20], np.int64),
        amount=np.array([3.0, 1.0, 8.0, 2.0]),
        transfer=np.array([100, 101, 102, 103], np.int64),
        accounts=accounts,
    )


def same(a: Columns, b: Columns) -> bool:
    return all(np.array_equal(getattr(a, f.name), getattr(b, f.name)) for f in fields(Columns))
