"""Compiled passes over compressed sparse rows (CSR): building them, walking them.

All release the interpreter lock, so that the window lives on while they run on a worker's thread. What they
walk may be mapped from a damaged file, so every position read from it is tested before it is used.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

Side = tuple[Longs, Ints, Ints]
"""One direction of a CSR: pointers (n + 1,), row positions (m,) and the accounts at the other end (m,)."""

Sieve = tuple[int, int, Bools, float, float, Ints, Floats]
"""Which transfers count: rows from, to (exclusive), wanted assets (empty for any), least, most, and the
columns asset and amount (both empty where neither matters)."""


@njit(cache=True, nogil=True)
def csr(ends: Ints, others: Ints, accounts: int) -> Side:
    """Rows by the account at one end, in row order, with the account at the other end."""
    pointers = np.zeros(accounts + 1, np.int64)
    for row in range(ends.size):
        pointers[ends[row] + 1] += 1
    for account in range(accounts):
        pointers[account + 1] += pointers[account]
    place = pointers[:-1].copy()
    rows = np.empty(ends.size, np.int32)
    beyond = np.empty(ends.size, np.int32)
    for row in range(ends.size):
        at = place[ends[row]]
        rows[at] = row
        beyond[at] = others[row]
        place[ends[row]] = at + 1
    return pointers, rows, beyond


@njit(cache=True, nogil=True)
def nth(values: Floats, k: int) -> float:
    """The value that k others are not above, by selection (Hoare, 1961); reorders the values."""
    low, high = 0, values.size - 1
    while low < high:
        pivot = values[(low + high) // 2]
        i, j = low, high
        while i <= j:
            while values[i] < pivot:
                i += 1
            while values[j] > pivot:
                j -= 1
            if i <= j:
                values[i], values[j] = values[j], values[i]
                i, j = i + 1, j - 1
        if k <= j:
            high = j
        elif k >= i:
            low = i
        else:
            break
    return float(values[k])


@njit(cache=True, nogil=True)
def typical(asset: Ints, amount: Floats, assets: int) -> Floats:
    """The (lower) median amount of each asset above zero, shape (assets,); 1 where there is none."""
    start = np.zeros(assets + 1, np.int64)
    for row in range(asset.size):
        if 0 < amount[row] < np.inf:
            start[asset[row] + 1] += 1
    for number in range(assets):
        start[number + 1] += start[number]
    by_asset = np.empty(start[-1], np.float64)
    place = start[:-1].copy()
    for row in range(asset.size):
        if 0 < amount[row] < np.inf:
            by_asset[place[asset[row]]] = amount[row]
            place[asset[row]] += 1
    median = np.ones(assets, np.float64)
    for number in range(assets):
        if start[number + 1] > start[number]:
            own = by_asset[start[number] : start[number + 1]]
            median[number] = nth(own, (own.size - 1) // 2)
    return median


@njit(cache=True, nogil=True)
def span(account: int, side: Side) -> tuple[int, int]:
    """The places of an account's rows in a side."""
    pointers, rows, _ = side
    begin, end = pointers[account], pointers[account + 1]
    return (begin, end) if 0 <= begin <= end <= rows.size else (0, 0)


@njit(cache=True, nogil=True)
def passes(row: int, sieve: Sieve) -> bool:
    """Whether a transfer counts. A not-a-number amount never does where amounts matter."""
    first, last, wanted, least, most, asset, amount = sieve
    if row < first or row >= last:
        return False
    if asset.size == 0:
        return True
    if wanted.size and not (0 <= asset[row] < wanted.size and wanted[asset[row]]):
        return False
    return bool(least <= amount[row] <= most)


@njit(cache=True, nogil=True)
def behind(rows: Ints, begin: int, end: int, row: int) -> int:
    """The first place in an ascending stretch whose row is behind `row`."""
    while begin < end:
        middle = (begin + end) // 2
        if rows[middle] > row:
            end = middle
        else:
            begin = middle + 1
    return begin


@njit(cache=True, nogil=True)
def reach(
    step: int, begin: int, end: int, tail: int, queue: Ints, hop: NDArray[np.int8], side: Side, sieve: Sieve
) -> int:  # fmt: skip
    """One hop from `queue[begin:end]` to all counterparties: marks `hop`, appends to the queue at `tail`.

    Gives the queue's new end.
    """
    _, rows, beyond = side
    first, last, _, _, _, asset, _ = sieve
    free = asset.size == 0 and first == 0 and last == rows.size
    for at in range(begin, end):
        account = queue[at]
        start, stop = span(account, side)
        for k in range(start, stop):
            other = beyond[k]
            if not 0 <= other < hop.size:
                continue
            if hop[other] < 0 and (free or passes(rows[k], sieve)):
                hop[other] = step
                queue[tail] = other
                tail += 1
    return tail


@njit(cache=True, nogil=True)
def worth_of(
    account: int, side: Side, sieve: Sieve, asset: Ints, amount: Floats, median: Floats, worth: Floats,
    touched: Ints, count: int,
) -> int:  # fmt: skip
    """Add up what passed between an account and each counterparty; `worth` is -1 where untouched."""
    _, rows, beyond = side
    begin, end = span(account, side)
    for k in range(begin, end):
        other, row = beyond[k], rows[k]
        if not 0 <= other < worth.size or other == account or not passes(row, sieve):
            continue
        if worth[other] < 0:
            worth[other] = 0.0
            touched[count] = other
            count += 1
        if amount[row] > 0 and 0 <= asset[row] < median.size:
            worth[other] += amount[row] / median[asset[row]]
    return count


@njit(cache=True, nogil=True)
def most_valued(accounts: Ints, worth: Floats, budget: int) -> tuple[float, float]:
    """Above which worth, or at it up to which id, are the `budget` accounts of most worth."""
    count = accounts.size
    if count <= budget:
        return -1.0, np.inf
    values = np.empty(count, np.float64)
    for i in range(count):
        values[i] = worth[accounts[i]]
    line = nth(values, count - budget)
    room, equals = budget, 0
    for i in range(count):
        if worth[accounts[i]] > line:
            room -= 1
        elif worth[accounts[i]] == line:
            values[equals] = accounts[i]
            equals += 1
    return line, nth(values[:equals], room - 1)


@njit(cache=True, nogil=True)
def reach_most(
    step: int, begin: int, end: int, tail: int, queue: Ints, hop: NDArray[np.int8],
    sides: tuple[Side, Side], which: tuple[bool, bool], sieve: Sieve, asset: Ints, amount: Floats,
    median: Floats, budget: int, worth: Floats, touched: Ints,
) -> int:  # fmt: skip
    """As `reach`, but only to the `budget` counterparties of most worth; of equal, the smaller id."""
    for at in range(begin, end):
        account, count = queue[at], 0
        if which[0]:
            count = worth_of(account, sides[0], sieve, asset, amount, median, worth, touched, count)
        if which[1]:
            count = worth_of(account, sides[1], sieve, asset, amount, median, worth, touched, count)
        line, cut = most_valued(touched[:count], worth, budget)
        for i in range(count):
            other = touched[i]
            value, worth[other] = worth[other], -1.0
            if hop[other] < 0 and (value > line or (value == line and other <= cut)):
                hop[other] = step
                queue[tail] = other
                tail += 1
    return tail


@njit(cache=True, nogil=True)
def missed(
    queue: Ints, hop: NDArray[np.int8], sides: tuple[Side, Side], which: tuple[bool, bool], sieve: Sieve,
    mark: Ints,
) -> Longs:  # fmt: skip
    """For each account of the queue, how many of its counterparties were not reached.

    `mark` (n,) zeros; it remembers by 1 + a place in the queue for whom an account was last counted.
    """
    count = np.zeros(queue.size, np.int64)
    for i in range(queue.size):
        for way in range(2):
            if not which[way]:
                continue
            _, rows, beyond = sides[way]
            begin, end = span(queue[i], sides[way])
            for k in range(begin, end):
                other = beyond[k]
                if not 0 <= other < hop.size:
                    continue
                if hop[other] < 0 and mark[other] != i + 1 and passes(rows[k], sieve):
                    mark[other] = i + 1
                    count[i] += 1
    return count


@njit(cache=True, nogil=True)
def within(chosen: Ints, place: Ints, side: Side, sieve: Sieve) -> Ints:
    """Row positions of the transfers that count and whose ends both have a place, in no order."""
    _, rows, beyond = side
    size = 0
    for account in chosen:
        begin, end = span(account, side)
        size += end - begin
    found = np.empty(size, np.int32)
    count = 0
    for account in chosen:
        begin, end = span(account, side)
        for k in range(begin, end):
            other = beyond[k]
            if 0 <= other < place.size and place[other] >= 0 and passes(rows[k], sieve):
                found[count] = rows[k]
                count += 1
    return found[:count]


@njit(cache=True, nogil=True)
def scan(place: Ints, src: Ints, dst: Ints, sieve: Sieve) -> Ints:
    """As `within`, ascending, by looking at every transfer: for when most are wanted.

    A transfer whose end is no account gives a lone -1: the columns are damaged.
    """
    found = np.empty(src.size, np.int32)
    count = 0
    for row in range(src.size):
        a, b = src[row], dst[row]
        if not (0 <= a < place.size and 0 <= b < place.size):
            return np.full(1, -1, np.int32)
        if place[a] >= 0 and place[b] >= 0 and passes(row, sieve):
            found[count] = row
            count += 1
    return found[:count].copy()
