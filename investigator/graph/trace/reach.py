"""Compiled: which holdings money from the sources can have come to, and over how many transfers."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from investigator.graph.trace.arithmetic import add, minus, plus, read, write

NEVER = np.int64(2**62)


@njit(cache=True, nogil=True)
def reach(
    first: int, last: int, giver: Any, receiver: Any, mark: Any, back: bool,
    hop: Any, opened: Any, stopped: Any, most: int,
) -> None:  # fmt: skip
    """Follow transfers in order, or `back` from the last one (place 0 is the last row then).

    `hop` (h,) int32 is the fewest transfers from a source so far, -1 where none led there. `opened` (h,) int64
    is the place from which a holding passes on what comes in: never where it is `stopped`, or `most` transfers
    away. What the transfers with a `mark` carry is traced, whoever sent it.
    """
    for place in range(first, last):
        row = giver.size - 1 - place if back else place
        u, v = (receiver[row], giver[row]) if back else (giver[row], receiver[row])
        if mark[row] >= 0:
            next_hop = 1
        elif hop[u] >= 0 and opened[u] <= place:
            next_hop = hop[u] + 1
        else:
            continue
        if hop[v] < 0 or next_hop < hop[v]:
            hop[v] = next_hop
            if opened[v] == NEVER and not stopped[v] and next_hop < most:
                opened[v] = place


@njit(cache=True, nogil=True)
def touching(first: int, last: int, giver: Any, receiver: Any, hop: Any, found: Any) -> int:
    """Append the rows of a span that touch a holding which was reached; gives how many."""
    size = 0
    for row in range(first, last):
        if hop[giver[row]] >= 0 or hop[receiver[row]] >= 0:
            found[size] = row
            size += 1
    return size


@njit(cache=True, nogil=True)
def balances(first: int, last: int, rows: Any, balance: Any) -> None:
    """Add what comes in, and what was unseen, and take off what goes out; holding -1 is left alone."""
    for row in range(first, last):
        amount = read(rows[2], row)
        u, v = rows[0][row], rows[1][row]
        if u >= 0:
            write(balance, u, minus(plus(read(balance, u), read(rows[3], row)), amount))
        if v >= 0:
            add(balance, v, amount)
