"""A tree that reaches every account of a connected part from its roots, and room for each on its level."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array

from investigator.graph.pairs import Ties

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]

_SWEEPS = 4
_ABREAST = 8  # leaves of one account that have a slot each; more share some


@dataclass(frozen=True)
class Tree:
    """`level` (n,): steps from the nearest root. `parent` (n,): the next one towards it, -1 for roots.

    Of several on the level above, the one with the strongest tie is the parent.
    """

    level: Ints
    parent: Ints


@dataclass(frozen=True)
class Room:
    """Where each account stands along its level: `slot` (n,), of `total`. Leaves of one account may share a slot."""

    slot: Floats
    total: float


def tree(links: Ties, order: int, roots: NDArray[np.int64]) -> Tree:
    """The tree from these roots, at least one; without any, from the account with the strongest ties."""
    both = np.concatenate([links.low, links.high]), np.concatenate([links.high, links.low])
    matrix = csr_array(coo_array((np.concatenate([links.weight] * 2), both), shape=(order, order)))
    if not roots.size:
        roots = np.array([int(np.argmax(np.asarray(matrix.sum(axis=1)).ravel()))])
    level, parent = np.full(order, -1, np.int32), np.full(order, -1, np.int32)
    _reach(matrix.indptr, matrix.indices, matrix.data, np.sort(roots), level, parent)
    return Tree(level, parent)


@njit(cache=True, nogil=True)
def _reach(ptr, other, weight, roots, level, parent):  # type: ignore[no-untyped-def]
    queue = np.empty(level.size, np.int64)
    held = 0
    for root in roots:
        level[root] = 0
        queue[held] = root
        held += 1
    at = 0
    while at < held:
        here = queue[at]
        at += 1
        strongest = -1.0
        for tie in range(ptr[here], ptr[here + 1]):
            there = other[tie]
            if level[there] < 0:
                level[there] = level[here] + 1
                queue[held] = there
                held += 1
            elif level[there] == level[here] - 1 and weight[tie] > strongest:
                strongest = weight[tie]
                parent[here] = there


def room(found: Tree, links: Ties, *, fair: bool = False) -> Room:
    """Slots for a tree: leaves take one each, everybody else stands over the middle of theirs.

    Many leaves of one account share slots. Siblings are ordered so that ties which are not of the tree
    stay short. With `fair`, slots shrink with the level, as arcs of equal length do with the radius.
    """
    share = 1.0 / np.maximum(found.level, 1) if fair else np.ones(found.level.size)
    wide, column = _widths(found, share, 6.0 if fair else 2.0)
    key = np.zeros(found.level.size)
    slot = _slots(found, wide, share, column, key)
    other = (found.parent[links.low] != links.high) & (found.parent[links.high] != links.low)
    low, high, weight = links.low[other], links.high[other], links.weight[other]
    if low.size:
        best, least = slot, float(np.sum(weight * np.abs(slot[low] - slot[high])))
        for sweep in range(
            _SWEEPS
        ):  # one end of each tie moves at a time, or both would just change places
            here, there = (high, low) if sweep % 2 == 0 else (low, high)
            slot = _slots(found, wide, share, column, _wanted(found, slot, here, there, weight))
            strain = float(np.sum(weight * np.abs(slot[low] - slot[high])))
            if strain < least:
                best, least = slot, strain
        slot = best
    return Room(slot, float(wide[found.parent < 0].sum()))


def _leaves(found: Tree) -> NDArray[np.bool_]:
    """Who has a parent and no children."""
    leaf = found.parent >= 0
    leaf[found.parent[found.parent >= 0]] = False
    return leaf


def _widths(found: Tree, share: Floats, form: float) -> tuple[Floats, Floats]:
    """How many slots each takes with all below it; for leaves also the column they share with others, else -1.

    Of the leaves of a column the first takes the room of all; `form` is how much wider than high their block is,
    times two.
    """
    n = found.level.size
    leaf = _leaves(found)
    count = np.bincount(found.parent[leaf], minlength=n)
    abreast = np.where(count > _ABREAST, np.ceil(np.sqrt(form * count)), np.maximum(count, 1)).astype(
        np.int64
    )
    order = np.flatnonzero(leaf)
    order = order[np.argsort(found.parent[order], kind="stable")]
    begin = np.cumsum(count) - count
    at = np.arange(order.size) - begin[found.parent[order]]
    later, column = np.zeros(n, np.bool_), np.full(n, -1.0)
    later[order] = at >= abreast[found.parent[order]]
    column[order] = at % abreast[found.parent[order]]
    wide = np.where(later, 0.0, share)
    for level in range(int(found.level.max(initial=0)), 0, -1):
        some = np.flatnonzero(found.level == level)
        below = np.bincount(found.parent[some], weights=wide[some], minlength=n)
        has = below > 0
        wide[has] = np.maximum(share[has], below[has])
    return wide, column


def _slots(found: Tree, wide: Floats, share: Floats, column: Floats, key: Floats) -> Floats:
    """The middle of each one's room, siblings side by side in the order of `key`."""
    left, slot = np.zeros(wide.size), np.zeros(wide.size)
    by_level = np.argsort(found.level, kind="stable")
    cuts = np.searchsorted(found.level[by_level], np.arange(1, int(found.level.max(initial=0)) + 1))
    for level in np.split(by_level, cuts):
        above = found.parent[level]
        leaf = column[level] >= 0
        # the leaves of one account stand together, after its other children, and keep their columns
        wanted = np.where(leaf, column[level], key[level])
        start = np.where(above >= 0, left[above], 0.0)
        order = np.lexsort((level, wanted, leaf, above, start))
        some, above, start = level[order], above[order], start[order]
        before = np.cumsum(wide[some]) - wide[some]
        family = np.cumsum(np.concatenate([[True], above[1:] != above[:-1]])) - 1
        first = np.searchsorted(family, family)
        taken = np.bincount(family, weights=wide[some])[family]
        spare = np.where(above >= 0, wide[above] - taken, 0.0)
        left[some] = start + before - before[first] + spare / 2
    slot = left + wide / 2
    # later leaves of a column, which take no room, were put at the right edge of the first
    later = (column >= 0) & (wide == 0)
    slot[later] -= share[later] / 2
    return slot


def _wanted(found: Tree, slot: Floats, here: Ints, there: Ints, weight: Floats) -> Floats:
    """Where each one, with all below it, is drawn to by ties from `here` to `there`: a mean slot."""
    n = slot.size
    pull = 1e-3 * slot + np.bincount(here, weights=weight * slot[there], minlength=n)
    mass = 1e-3 + np.bincount(here, weights=weight, minlength=n)
    for level in range(int(found.level.max(initial=0)), 0, -1):
        some = np.flatnonzero(found.level == level)
        pull += np.bincount(found.parent[some], weights=pull[some], minlength=n)
        mass += np.bincount(found.parent[some], weights=mass[some], minlength=n)
    drawn: Floats = pull / mass
    return drawn


@njit(cache=True, nogil=True)
def rows(at: Floats, gap: float, around: float, radius: float, deeper: float) -> Ints:
    """The first row for each in which it is far enough from all before it; `at` (m,) ascends.

    On a line (`around` 0) neighbours of one row are `gap` apart. On a ring, `at` are angles and `around` the full
    turn; the rows have radius `radius`, and `deeper` more each.
    """
    found = np.zeros(at.size, np.int32)
    last, first = np.empty(at.size), np.empty(at.size)
    held = 0
    for i in range(at.size):
        row = 0
        while row < held:
            least = gap if around == 0.0 else gap / max(radius + row * deeper, gap / 4)
            if at[i] - last[row] >= least and (around == 0.0 or first[row] + around - at[i] >= least):
                break
            row += 1
        if row == held:
            first[row] = at[i]
            held += 1
        last[row] = at[i]
        found[i] = row
    return found
