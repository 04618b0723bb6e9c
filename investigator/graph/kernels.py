"""Compiled passes over compressed sparse rows (CSR): building them, walking them."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@njit(cache=True)
def csr(ends: Ints, accounts: int) -> tuple[Longs, Ints]:
    """Rows by the account at one end: pointers (accounts + 1,) and row positions, in row order."""
    pointers = np.zeros(accounts + 1, np.int64)
    for row in range(ends.size):
        pointers[ends[row] + 1] += 1
    for account in range(accounts):
        pointers[account + 1] += pointers[account]
    place = pointers[:-1].copy()
    rows = np.empty(ends.size, np.int32)
    for row in range(ends.size):
        rows[place[ends[row]]] = row
        place[ends[row]] += 1
    return pointers, rows


@njit(cache=True)
def passing(
    time: Longs,
    asset: Ints,
    amount: Floats,
    span: tuple[int, int],
    wanted: Bools,
    least: float,
    most: float,
) -> Bools:
    """Which transfers lie in a span of time and of amounts and move a wanted asset; no `wanted` is any."""
    keep = np.empty(time.size, np.bool_)
    any_asset = wanted.size == 0
    for row in range(time.size):
        keep[row] = (
            span[0] <= time[row] <= span[1]
            and least <= amount[row] <= most
            and (any_asset or (asset[row] < wanted.size and wanted[asset[row]]))
        )
    return keep


@njit(cache=True)
def collect(
    account: int,
    pointers: Longs,
    rows: Ints,
    other_end: Ints,
    amount: Floats,
    keep: Bools,
    value: Floats,
    touched: Ints,
    count: int,
) -> int:
    """Add up what passed between an account and each counterparty; `value` is -1 where untouched."""
    for at in range(pointers[account], pointers[account + 1]):
        row = rows[at]
        if keep.size and not keep[row]:
            continue
        other = other_end[row]
        if other == account:
            continue
        if value[other] < 0:
            value[other] = 0.0
            touched[count] = other
            count += 1
        value[other] += amount[row]
    return count


@njit(cache=True)
def walk(
    step: int,
    budget: int,
    outward: bool,
    inward: bool,
    out_ptr: Longs,
    out_row: Ints,
    in_ptr: Longs,
    in_row: Ints,
    src: Ints,
    dst: Ints,
    amount: Floats,
    keep: Bools,
    hop: NDArray[np.int8],
    left_out: Longs,
    frontier: Ints,
    value: Floats,
    touched: Ints,
) -> tuple[Ints, int]:
    """One hop at a time from `frontier`: marks `hop`, counts `left_out`; gives the next frontier.

    A budget of 0 is none. With one, the counterparties of most value are followed, of equal value those of
    the smallest number.
    """
    new = np.empty(hop.size, np.int32)
    size = 0
    for account in frontier:
        count = 0
        if outward:
            count = collect(account, out_ptr, out_row, dst, amount, keep, value, touched, count)
        if inward:
            count = collect(account, in_ptr, in_row, src, amount, keep, value, touched, count)
        chosen = count
        if budget and count > budget:
            order = np.argsort(touched[:count])
            by_number = touched[:count][order]
            worth = np.empty(count, np.float64)
            for i in range(count):
                worth[i] = -value[by_number[i]]
            best = np.argsort(worth, kind="mergesort")
            for i in range(count):
                touched[i] = by_number[best[i]]
            chosen = budget
            left_out[account] = count - budget
        for i in range(count):
            other = touched[i]
            value[other] = -1.0
            if i < chosen and hop[other] < 0:
                hop[other] = step
                new[size] = other
                size += 1
    return new[:size].copy(), size
