"""What an account held over time by what moved: for drawing, the exact sums stand in the table."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.graph.columns import Columns

POINTS = 240
"""Points of one course at most: more than pixels that it is drawn on are of no use."""


@dataclass(frozen=True)
class Balance:
    """An asset's running sum of what came less what went, from 0: `time` (k,) ascending, `level` (k,) after it.

    Of more moments than `POINTS` the last of each equal stretch of time is kept, and the highest and the lowest. Fees
    are not counted, nor what moved before the evidence begins: below 0 something is missing.
    """

    asset: int
    transfers: int
    time: NDArray[np.int64]
    level: NDArray[np.float64]


@dataclass(frozen=True)
class Activity:
    """When an account was first and last seen to move something, how often, and its balances, the busiest first."""

    first: int
    last: int
    transfers: int
    balances: tuple[Balance, ...]


def activity(columns: Columns, account: int, points: int = POINTS) -> Activity | None:
    """All that an account did in time; `None` if it moved nothing."""
    if not 0 <= account < columns.order:
        return None
    out = columns.out_row[columns.out_ptr[account] : columns.out_ptr[account + 1]]
    back = columns.in_row[columns.in_ptr[account] : columns.in_ptr[account + 1]]
    rows = np.concatenate([out, back])
    if not rows.size:
        return None
    signed = np.concatenate([-columns.amount[out], columns.amount[back]])
    order = np.argsort(rows, kind="stable")  # rows are in time order
    rows, signed = rows[order], signed[order]
    time, asset = columns.time[rows], columns.asset[rows]
    found, counts = np.unique(asset, return_counts=True)
    busiest = found[np.argsort(-counts, kind="stable")].tolist()
    balances = tuple(
        _course(one, time[asset == one], np.cumsum(signed[asset == one]), points) for one in busiest
    )
    return Activity(int(time[0]), int(time[-1]), int(np.unique(rows).size), balances)


def _course(asset: int, time: NDArray[np.int64], level: NDArray[np.float64], points: int) -> Balance:
    last = np.append(time[1:] != time[:-1], True)  # what happens at one moment is one step
    at, after = time[last], level[last]
    if at.size > points:
        stretch = (at - at[0]) * points // max(int(at[-1] - at[0]) + 1, 1)
        keep = np.append(stretch[1:] != stretch[:-1], True)
        keep[[0, int(after.argmax()), int(after.argmin())]] = True
        at, after = at[keep], after[keep]
    return Balance(int(asset), int(time.size), at, after)
