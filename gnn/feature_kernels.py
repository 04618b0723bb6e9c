"""What can be counted at one account, in one direction or both: kernels, linear in the transfers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gnn.adjacency import compiled

Ints = NDArray[np.int64]
Accounts = NDArray[np.int32]
Floats = NDArray[np.float64]


@compiled
def amounts(pointers: Ints, rows: Ints, amount: Floats, roundness: Floats) -> Floats:
    """(n, 7): count, sum, mean, largest, smallest, standard deviation / mean, share of round amounts."""
    n = pointers.size - 1
    out = np.zeros((n, 7))
    for a in range(n):
        count = pointers[a + 1] - pointers[a]
        if count == 0:
            continue
        total, square, round_ones, most, least = 0.0, 0.0, 0.0, 0.0, np.inf
        for row in rows[pointers[a] : pointers[a + 1]]:
            value = amount[row]
            total += value
            round_ones += roundness[row]
            most, least = max(most, value), min(least, value)
        mean = total / count
        for row in rows[pointers[a] : pointers[a + 1]]:
            square += (amount[row] - mean) ** 2
        out[a, 0], out[a, 1], out[a, 2], out[a, 3], out[a, 4] = count, total, mean, most, least
        out[a, 5] = np.sqrt(square / count) / mean if mean > 0 else 0.0
        out[a, 6] = round_ones / count
    return out


@compiled
def rhythm(pointers: Ints, rows: Ints, time: Floats, window: float) -> Floats:
    """(n, 3): median gap, burstiness, most transfers within `window`.

    Burstiness is (s - m) / (s + m) of the gaps' deviation s and mean m (Goh and Barabasi,
    EPL 81, 48002, 2008): -1 for clockwork, 0 for chance, towards 1 for bursts.
    """
    n = pointers.size - 1
    out = np.zeros((n, 3))
    for a in range(n):
        mine = rows[pointers[a] : pointers[a + 1]]
        tail = 0
        for head in range(mine.size):
            while time[mine[head]] - time[mine[tail]] > window:
                tail += 1
            out[a, 2] = max(out[a, 2], head - tail + 1)
        if mine.size < 2:
            continue
        gaps = np.empty(mine.size - 1)
        for k in range(gaps.size):
            gaps[k] = time[mine[k + 1]] - time[mine[k]]
        out[a, 0] = np.median(gaps)
        spread, mean = gaps.std(), gaps.mean()
        if gaps.size > 1 and spread + mean > 0:
            out[a, 1] = (spread - mean) / (spread + mean)
    return out


@compiled
def partners(
    pointers: Ints, by_partner: Ints, partner: Accounts, amount: Floats, time: Floats, window: float
) -> Floats:
    """(n, 4): counterparties, HHI of value over them, most transfers with one, and within `window`."""
    n = pointers.size - 1
    out = np.zeros((n, 4))
    for a in range(n):
        end, start, squares, total = pointers[a + 1], pointers[a], 0.0, 0.0
        while start < end:
            stop, tail, value = start, start, 0.0
            while stop < end and partner[by_partner[stop]] == partner[by_partner[start]]:
                value += amount[by_partner[stop]]
                while time[by_partner[stop]] - time[by_partner[tail]] > window:
                    tail += 1
                out[a, 3] = max(out[a, 3], stop - tail + 1)
                stop += 1
            out[a, 0] += 1
            out[a, 2] = max(out[a, 2], stop - start)
            squares += value * value
            total += value
            start = stop
        if total > 0:
            out[a, 1] = squares / (total * total)
    return out


@compiled
def equal_share(pointers: Ints, rows: Ints, amount: Floats) -> Floats:
    """(n,): share of an account's transfers whose amount occurs there more than once."""
    n = pointers.size - 1
    out = np.zeros(n)
    for a in range(n):
        values = np.sort(amount[rows[pointers[a] : pointers[a + 1]]])
        twins = 0
        for k in range(values.size):
            near = 1e-9 * values[k]
            before = k > 0 and values[k] - values[k - 1] <= near
            after = k + 1 < values.size and values[k + 1] - values[k] <= near
            twins += before or after
        if values.size:
            out[a] = twins / values.size
    return out


@compiled
def neighbourhood(pointers: Ints, by_partner: Ints, partner: Accounts, degree: Ints) -> Floats:
    """(n, 3) over counterparties: mean and largest log degree, share with at most two transfers."""
    n = pointers.size - 1
    out = np.zeros((n, 3))
    for a in range(n):
        last, count = -1, 0
        for row in by_partner[pointers[a] : pointers[a + 1]]:
            other = partner[row]
            if other == last:
                continue
            last, count = other, count + 1
            logarithm = np.log1p(degree[other])
            out[a, 0] += logarithm
            out[a, 1] = max(out[a, 1], logarithm)
            out[a, 2] += degree[other] <= 2
        if count:
            out[a, 0] /= count
            out[a, 2] /= count
    return out


@compiled
def reciprocity(
    out_pointers: Ints, sent: Ints, dst: Accounts, in_pointers: Ints, received: Ints, src: Accounts
) -> Floats:
    """(n,): share of distinct counterparties with transfers both ways; rows ordered by counterparty."""
    n = out_pointers.size - 1
    out = np.zeros(n)
    for a in range(n):
        i, j, distinct, mutual = out_pointers[a], in_pointers[a], 0, 0
        while i < out_pointers[a + 1] or j < in_pointers[a + 1]:
            left = dst[sent[i]] if i < out_pointers[a + 1] else np.int32(2**31 - 1)
            right = src[received[j]] if j < in_pointers[a + 1] else np.int32(2**31 - 1)
            nearest = min(left, right)
            distinct += 1
            mutual += left == right
            while i < out_pointers[a + 1] and dst[sent[i]] == nearest:
                i += 1
            while j < in_pointers[a + 1] and src[received[j]] == nearest:
                j += 1
        if distinct:
            out[a] = mutual / distinct
    return out


@compiled
def passage(
    out_pointers: Ints, sent: Ints, in_pointers: Ints, received: Ints, amount: Floats, time: Floats
) -> Floats:
    """(n, 3): share of the inflow that was passed on, mean holding time of the inflow, lifetime.

    The account is a tank: an outgoing transfer is covered by what came in before it, as far as that goes.
    Rows ascend with time, so merging by row merges by time.
    """
    n = out_pointers.size - 1
    out = np.zeros((n, 3))
    for a in range(n):
        i, j, tank, inflow, passed, held, first, now = (
            out_pointers[a],
            in_pointers[a],
            0.0,
            0.0,
            0.0,
            0.0,
            -1.0,
            0.0,
        )
        while i < out_pointers[a + 1] or j < in_pointers[a + 1]:
            spends = j >= in_pointers[a + 1] or (i < out_pointers[a + 1] and sent[i] < received[j])
            row = sent[i] if spends else received[j]
            held += tank * (time[row] - now)
            now = time[row]
            first = now if first < 0 else first
            if spends:
                covered = min(tank, amount[row])
                tank -= covered
                passed += covered
                i += 1
            else:
                tank += amount[row]
                inflow += amount[row]
                j += 1
        out[a, 2] = now - max(first, 0.0)
        if inflow > 0:
            out[a, 0], out[a, 1] = passed / inflow, held / inflow
    return out


@compiled
def relays(
    out_pointers: Ints,
    sent: Ints,
    in_pointers: Ints,
    received: Ints,
    amount: Floats,
    low: float,
    high: float,
) -> Floats:
    """(n, 2): how often several receipts left as one payment of their sum, and one receipt as several.

    A run of receipts followed by a run of payments; sums agree when paid / received lies in [low, high].
    """
    n = out_pointers.size - 1
    out = np.zeros((n, 2))
    for a in range(n):
        i, j = out_pointers[a], in_pointers[a]
        while i < out_pointers[a + 1] and j < in_pointers[a + 1]:
            while i < out_pointers[a + 1] and sent[i] < received[j]:
                i += 1
            if i == out_pointers[a + 1]:
                break
            arrivals, gathered, departures, spread, paid = 0, 0.0, 0, 0.0, sent[i]
            while j < in_pointers[a + 1] and received[j] < paid:
                gathered += amount[received[j]]
                arrivals, j = arrivals + 1, j + 1
            until = received[j] if j < in_pointers[a + 1] else np.int64(2**62)
            while i < out_pointers[a + 1] and sent[i] < until:
                spread += amount[sent[i]]
                departures, i = departures + 1, i + 1
            if low * gathered <= spread <= high * gathered and gathered > 0:
                out[a, 0] += arrivals > 1 and departures == 1
                out[a, 1] += arrivals == 1 and departures > 1
    return out
