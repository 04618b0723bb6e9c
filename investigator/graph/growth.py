"""Columns that grow by new transfers, without sorting or reading the old ones again."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from investigator.data.queries.graph import TransferColumns
from investigator.graph import kernels
from investigator.graph.columns import Columns
from investigator.graph.kernels import Ints, Longs, Side

_Kind = TypeVar("_Kind", bound=np.generic)


def extended(old: Columns, fresh: TransferColumns) -> Columns | None:
    """The columns with `fresh` in place of all old transfers of the same times; what `build` would make of all.

    Takes time in proportion to the old columns' size, but only to copy them. `fresh` holds, in order, every
    transfer of each of its times. `None` where the old columns turn out to be damaged.
    """
    times = np.unique(fresh.time)
    gone = np.searchsorted(old.time, times, "left"), np.searchsorted(old.time, times, "right")
    come = np.append(np.searchsorted(fresh.time, times, "left"), fresh.time.size)
    size = old.size + fresh.time.size - int((gone[1] - gone[0]).sum())
    if size >= 2**31:
        raise ValueError("row positions are 32 bits wide")
    moved, added = _places(old.size, *gone, come)

    def merged(before: NDArray[_Kind], new: NDArray[_Kind]) -> NDArray[_Kind]:
        column = np.empty(size, before.dtype)
        _scatter(before, moved, column)
        column[added] = new
        return column

    out_ptr, out_row, out_dst = _side(
        old.sides[0], moved, kernels.csr(fresh.src, fresh.dst, fresh.accounts), added, size
    )
    in_ptr, in_row, in_src = _side(
        old.sides[1], moved, kernels.csr(fresh.dst, fresh.src, fresh.accounts), added, size
    )
    if not int(out_ptr[-1]) == int(in_ptr[-1]) == size:
        return None
    asset, amount = merged(old.asset, fresh.asset), merged(old.amount, fresh.amount)
    return Columns(
        src=merged(old.src, fresh.src),
        dst=merged(old.dst, fresh.dst),
        asset=asset,
        time=merged(old.time, fresh.time),
        amount=amount,
        transfer=merged(old.transfer, fresh.transfer),
        out_ptr=out_ptr,
        out_row=out_row,
        out_dst=out_dst,
        in_ptr=in_ptr,
        in_row=in_row,
        in_src=in_src,
        typical=_typical(old.typical, asset, amount, np.unique(fresh.asset)),
    )


def _typical(
    old: NDArray[np.float64],
    asset: NDArray[np.int32],
    amount: NDArray[np.float64],
    touched: NDArray[np.int32],
) -> NDArray[np.float64]:
    """Only the assets that gained transfers are looked at again."""
    assets = int(max(touched.max(initial=-1) + 1, old.size))
    table = np.zeros(assets, np.bool_)
    table[touched] = True
    rows = table[asset]
    found = kernels.typical(asset[rows], amount[rows], assets)
    found[: old.size][~table[: old.size]] = old[~table[: old.size]]
    return found


def _side(side: Side, moved: Ints, new: Side, added: Longs, size: int) -> Side:
    return _woven(*side, moved, new[0], added.astype(np.int32)[new[1]], new[2], size)


@njit(cache=True, nogil=True)
def _places(size: int, begin: Longs, end: Longs, come: Longs) -> tuple[Ints, Longs]:
    """Where each old row goes (-1: nowhere), and where the new ones go."""
    moved = np.empty(size, np.int32)
    added = np.empty(come[-1], np.int64)
    at = row = 0
    for group in range(begin.size + 1):
        until = begin[group] if group < begin.size else size
        while row < until:
            moved[row] = at
            row += 1
            at += 1
        if group < begin.size:
            while row < end[group]:
                moved[row] = -1
                row += 1
            for new in range(come[group], come[group + 1]):
                added[new] = at
                at += 1
    return moved, added


@njit(cache=True, nogil=True)
def _scatter(before: NDArray[np.generic], moved: Ints, column: NDArray[np.generic]) -> None:
    for row in range(moved.size):
        if moved[row] >= 0:
            column[moved[row]] = before[row]


@njit(cache=True, nogil=True)
def _woven(
    pointers: Longs,
    rows: Ints,
    others: Ints,
    moved: Ints,
    new_pointers: Longs,
    new_rows: Ints,
    new_others: Ints,
    size: int,
) -> Side:
    """Two CSRs as one, each account's rows in order. Pointers that do not end at `size` tell of damage."""
    accounts = new_pointers.size - 1
    ptr = np.zeros(accounts + 1, np.int64)
    out_rows = np.empty(size, np.int32)
    out_others = np.empty(size, np.int32)
    at = 0
    for account in range(accounts):
        i, i_end = 0, 0
        if account < pointers.size - 1:
            i, i_end = pointers[account], pointers[account + 1]
        j, j_end = new_pointers[account], new_pointers[account + 1]
        if i < 0 or i_end > rows.size:
            return ptr, out_rows, out_others
        while i < i_end or j < j_end:
            old = -1
            if i < i_end:
                if rows[i] < 0 or rows[i] >= moved.size:
                    return ptr, out_rows, out_others
                old = moved[rows[i]]
                if old < 0:
                    i += 1
                    continue
            if at >= size:
                return np.zeros(accounts + 1, np.int64), out_rows, out_others
            if old >= 0 and (j >= j_end or old < new_rows[j]):
                out_rows[at], out_others[at] = old, others[i]
                i += 1
            else:
                out_rows[at], out_others[at] = new_rows[j], new_others[j]
                j += 1
            at += 1
        ptr[account + 1] = at
    return ptr, out_rows, out_others
