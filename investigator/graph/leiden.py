"""Groups to begin a layout with: compiled, without the interpreter lock, and stopped within a moment.

`cluster.communities` is what is scored and reported; here half a second for a hundred thousand accounts, and a
window that never waits, count for more than the last thousandth of modularity.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from investigator.graph.pairs import Ties
from investigator.progress import Tick, silent

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

_CYCLES = 6


def groups(links: Ties, order: int, resolution: float, seed: int = 0, tick: Tick = silent) -> Ints:
    """The group of each account, shape (n,), numbered by the first account in each.

    Leiden (Traag, Waltman, van Eck, 2019) on modularity, refining greedily, begun again from its answer while that
    still moves some. Same ties and seed, same groups.
    """
    both = np.concatenate([links.low, links.high]), np.concatenate([links.high, links.low])
    matrix = csr_array(coo_array((np.concatenate([links.weight] * 2), both), shape=(order, order)))
    draw = np.random.default_rng(seed)
    own = np.arange(order, dtype=np.int32)
    for cycle in range(_CYCLES):
        tick(cycle, _CYCLES, "Looking for groups")
        before = own
        own = _climbed(matrix, own, resolution, draw)
        if np.array_equal(own, before):
            break
    return own


def _climbed(matrix: csr_array, own: Ints, resolution: float, draw: np.random.Generator) -> Ints:
    """Move accounts, then what they have been joined into, as long as joining some gains anything."""
    part = np.arange(own.size, dtype=np.int32)
    while True:
        own = _moved(matrix, own, resolution, draw)
        finer = _refined(matrix, own, resolution, draw)
        count = int(finer.max(initial=-1)) + 1
        if count == own.size:
            return _numbered(own[part])
        part = finer[part]
        matrix = _joined(matrix, finer, count)
        coarse = np.empty(count, np.int32)
        coarse[finer] = own
        own = _numbered(coarse)


def _moved(matrix: csr_array, own: Ints, resolution: float, draw: np.random.Generator) -> Ints:
    moved, bound = own.copy(), np.zeros(own.size, np.int32)
    first = draw.permutation(own.size)
    _move(
        matrix.indptr, matrix.indices, matrix.data, _strength(matrix), moved, bound, resolution, first, 20
    )
    return _numbered(moved)


def _refined(matrix: csr_array, own: Ints, resolution: float, draw: np.random.Generator) -> Ints:
    """Parts of the groups, each grown from one account by those that gain from joining it."""
    parts, first = np.arange(own.size, dtype=np.int32), draw.permutation(own.size)
    _move(matrix.indptr, matrix.indices, matrix.data, _strength(matrix), parts, own, resolution, first, 0)
    return _numbered(parts)


def _strength(matrix: csr_array) -> Floats:
    return np.asarray(matrix.sum(axis=1), np.float64).ravel()


def _joined(matrix: csr_array, own: Ints, count: int) -> csr_array:
    """The ties between groups; those within one become a loop."""
    rows = np.repeat(own, np.diff(matrix.indptr))
    return csr_array(coo_array((matrix.data, (rows, own[matrix.indices])), shape=(count, count)))


def _numbered(own: Ints) -> Ints:
    _, first, place = np.unique(own, return_index=True, return_inverse=True)
    rank = np.empty(first.size, np.int32)
    rank[np.argsort(first, kind="stable")] = np.arange(first.size, dtype=np.int32)
    return rank[place.ravel()]


@njit(cache=True, nogil=True)
def _move(ptr, other, weight, strength, own, bound, resolution, first, turns):  # type: ignore[no-untyped-def]
    """Move each to the group that gains most modularity, and again when a neighbour has moved; changes `own`.

    Only groups of the same `bound` (n,) count. Without `turns` each is looked at once and stays once it is joined.
    """
    n = strength.size
    total, size, link = np.zeros(n), np.zeros(n, np.int64), np.zeros(n)
    for i in range(n):
        total[own[i]] += strength[i]
        size[own[i]] += 1
    share = resolution / max(strength.sum(), 1e-300)
    seen = np.empty(n, np.int64)
    queue, waits = first.copy(), np.ones(n, np.bool_)
    begin, held, left = 0, n, max(turns, 1) * n
    while held and left:
        i = queue[begin]
        begin, held, left = (begin + 1) % n, held - 1, left - 1
        waits[i] = False
        if not turns and size[own[i]] > 1:
            continue
        best = _better(ptr, other, weight, strength, own, bound, share, total, link, seen, i)
        before = own[i]
        if best == before:
            continue
        total[before] -= strength[i]
        total[best] += strength[i]
        size[before] -= 1
        size[best] += 1
        own[i] = best
        for at in range(ptr[i], ptr[i + 1]):
            j = other[at]
            if turns and not waits[j] and own[j] != best:
                waits[j] = True
                queue[(begin + held) % n] = j
                held += 1


@njit(cache=True, nogil=True)
def _better(ptr, other, weight, strength, own, bound, share, total, link, seen, i):  # type: ignore[no-untyped-def]
    """The neighbouring group in which account `i` gains most; its own where none is better."""
    count = 0
    for at in range(ptr[i], ptr[i + 1]):
        j = other[at]
        if j != i and bound[j] == bound[i]:
            if link[own[j]] == 0.0:
                seen[count] = own[j]
                count += 1
            link[own[j]] += weight[at]
    best, part = own[i], share * strength[i]
    most = link[best] - part * (total[best] - strength[i])
    for k in range(count):
        gain = link[seen[k]] - part * total[seen[k]]
        if seen[k] != own[i] and gain > most + 1e-12:
            best, most = seen[k], gain
    for k in range(count):
        link[seen[k]] = 0.0
    return best
