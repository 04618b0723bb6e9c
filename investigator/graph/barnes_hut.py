"""Compiled forces between many points: a quadtree over points in Morton order, walked without a stack.

Points far away act as one at their centre of mass (Barnes and Hut, 1986). All kernels release the interpreter
lock and use one thread, so that sums, and with them layouts, are the same on every run.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Bools = NDArray[np.bool_]

_BITS = 20
_LEAF = 8
_THETA2 = 1.44  # the square of ForceAtlas2's customary 1.2

Tree = tuple[Floats, Floats, Floats, Floats, Ints, Ints, Ints]
"""Cells in preorder: centre x, y, mass, squared side, first and end of their points, and the cell to go on
with when this one is done."""


@njit(cache=True, nogil=True)
def morton(x: Floats, y: Floats) -> tuple[Longs, float]:
    """The place of each point on a space-filling curve, and the side of the square that holds all."""
    left, low = x.min(), y.min()
    side = max(x.max() - left, y.max() - low) * 1.000001 + 1e-9
    scale = 2.0**_BITS / side
    codes = np.empty(x.size, np.int64)
    for i in range(x.size):
        column, row = np.int64((x[i] - left) * scale), np.int64((y[i] - low) * scale)
        code = np.int64(0)
        for bit in range(_BITS):
            code |= ((column >> bit) & 1) << (2 * bit) | ((row >> bit) & 1) << (2 * bit + 1)
        codes[i] = code
    return codes, side


@njit(cache=True, nogil=True)
def first_beyond(codes: Longs, begin: int, end: int, limit: int) -> int:
    """The first place in codes[begin:end], which ascend, that holds `limit` or more."""
    while begin < end:
        middle = (begin + end) // 2
        if codes[middle] < limit:
            begin = middle + 1
        else:
            end = middle
    return begin


@njit(cache=True, nogil=True)
def grow(codes: Longs, side: float, x: Floats, y: Floats, mass: Floats) -> Tree:
    """The tree over points that stand in the order of their codes. Cells with one child are left out."""
    n = codes.size
    sums = _sums(x, y, mass)
    most = 2 * n + 1
    cx, cy, cm, size2 = np.empty(most), np.empty(most), np.empty(most), np.empty(most)
    first, last, after = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.int32)
    depth = np.empty(most, np.int32)
    stack = np.empty((4 * (_BITS + 1) + 4, 4), np.int64)
    stack[0, 0], stack[0, 1], stack[0, 2], stack[0, 3] = 0, n, _BITS, 0
    height, cells = 1, 0
    while height:
        height -= 1
        begin, end, level, deep = stack[height, 0], stack[height, 1], stack[height, 2], stack[height, 3]
        while level > 0 and codes[begin] >> (2 * level - 2) == codes[end - 1] >> (2 * level - 2):
            level -= 1
        weight = sums[end, 0] - sums[begin, 0]
        cm[cells] = weight
        cx[cells] = (sums[end, 1] - sums[begin, 1]) / weight
        cy[cells] = (sums[end, 2] - sums[begin, 2]) / weight
        size2[cells] = (side / 2.0 ** (_BITS - level)) ** 2
        first[cells], last[cells], depth[cells] = begin, end, deep
        after[cells] = 0
        if end - begin > _LEAF and level > 0:
            after[cells] = -1
            stop, shift = end, 2 * level - 2
            for quarter in range(3, -1, -1):
                start = first_beyond(
                    codes, begin, stop, ((codes[begin] >> (shift + 2)) << 2 | quarter) << shift
                )
                if start < stop:
                    stack[height, 0], stack[height, 1] = start, stop
                    stack[height, 2], stack[height, 3] = level - 1, deep + 1
                    height += 1
                stop = start
        cells += 1
    _thread(depth, first, after, cells)
    return cx[:cells], cy[:cells], cm[:cells], size2[:cells], first[:cells], last[:cells], after[:cells]


@njit(cache=True, nogil=True)
def _sums(x: Floats, y: Floats, mass: Floats) -> Floats:
    """Mass, mass * x and mass * y of all points before each one, shape (n + 1, 3)."""
    sums = np.zeros((x.size + 1, 3))
    for i in range(x.size):
        sums[i + 1, 0] = sums[i, 0] + mass[i]
        sums[i + 1, 1] = sums[i, 1] + mass[i] * x[i]
        sums[i + 1, 2] = sums[i, 2] + mass[i] * y[i]
    return sums


@njit(cache=True, nogil=True)
def _thread(depth: Ints, first: Ints, after: Ints, cells: int) -> None:
    """Link each cell to the next one that is no deeper; `first` of cells with children becomes -1."""
    next_at = np.full(_BITS + 3, cells, np.int32)
    for cell in range(cells - 1, -1, -1):
        leaf = after[cell] == 0
        after[cell] = next_at[depth[cell]]
        next_at[depth[cell] :] = cell
        if not leaf:
            first[cell] = -1


@njit(cache=True, nogil=True, fastmath={"reassoc", "contract", "arcp"})
def repel(tree: Tree, x: Floats, y: Floats, mass: Floats, strength: float, fx: Floats, fy: Floats) -> None:
    """Add to each point what all others push it away with: strength * mass * mass / distance."""
    cx, cy, cm, size2, first, last, after = tree
    cells = cx.size
    for i in range(x.size):
        px, py, sum_x, sum_y = x[i], y[i], 0.0, 0.0
        cell = 0
        while cell < cells:
            dx, dy = px - cx[cell], py - cy[cell]
            square = dx * dx + dy * dy
            if size2[cell] < _THETA2 * square:
                push = cm[cell] / square
                sum_x += dx * push
                sum_y += dy * push
                cell = after[cell]
            elif first[cell] >= 0:
                for j in range(first[cell], last[cell]):
                    dx, dy = px - x[j], py - y[j]
                    push = mass[j] / (dx * dx + dy * dy + 1e-9)
                    sum_x += dx * push
                    sum_y += dy * push
                cell = after[cell]
            else:
                cell += 1
        fx[i] += strength * mass[i] * sum_x
        fy[i] += strength * mass[i] * sum_y


@njit(cache=True, nogil=True)
def attract(low: Ints, high: Ints, weight: Floats, x: Floats, y: Floats, fx: Floats, fy: Floats) -> None:
    """Add what ties pull their ends together with: weight * distance."""
    for tie in range(low.size):
        a, b = low[tie], high[tie]
        pull_x, pull_y = (x[b] - x[a]) * weight[tie], (y[b] - y[a]) * weight[tie]
        fx[a] += pull_x
        fy[a] += pull_y
        fx[b] -= pull_x
        fy[b] -= pull_y


def step(
    low: Ints, high: Ints, weight: Floats, mass: Floats, fixed: Bools, x: Floats, y: Floats, old: Floats,
    pace: Floats, strength: float, gravity: float,
) -> float:  # fmt: skip
    """One iteration of ForceAtlas2 (Jacomy et al., 2014, with its speed rules); moves x and y.

    `old` (2, n) holds the last forces, `pace` (2,) speed and its efficiency, both kept between calls. Gives
    the mean distance moved.
    """
    codes, side = morton(x, y)
    order = np.argsort(codes, kind="stable")
    sorted_x, sorted_y, sorted_mass = x[order], y[order], mass[order]
    tree = grow(codes[order], side, sorted_x, sorted_y, sorted_mass)
    push_x, push_y = np.zeros(x.size), np.zeros(x.size)
    repel(tree, sorted_x, sorted_y, sorted_mass, strength, push_x, push_y)
    fx, fy = np.empty(x.size), np.empty(x.size)
    fx[order], fy[order] = push_x, push_y
    attract(low, high, weight, x, y, fx, fy)
    return float(move(mass, fixed, x, y, fx, fy, old, pace, gravity))


@njit(cache=True, nogil=True)
def move(
    mass: Floats, fixed: Bools, x: Floats, y: Floats, fx: Floats, fy: Floats, old: Floats, pace: Floats,
    gravity: float,
) -> float:  # fmt: skip
    """Go where the forces point, the slower the more a point swings; gives the mean distance moved."""
    n = x.size
    swing, traction = 0.0, 0.0
    shake = np.empty(n)
    for i in range(n):
        far = np.hypot(x[i], y[i]) + 1e-9
        fx[i] -= gravity * mass[i] * x[i] / far
        fy[i] -= gravity * mass[i] * y[i] / far
        if fixed[i]:
            fx[i], fy[i] = 0.0, 0.0
        shake[i] = mass[i] * np.hypot(fx[i] - old[0, i], fy[i] - old[1, i])
        swing += shake[i]
        traction += mass[i] * np.hypot(fx[i] + old[0, i], fy[i] + old[1, i]) / 2
    _adapt(pace, swing, traction, n)
    moved = 0.0
    for i in range(n):
        factor = pace[0] / (1 + np.sqrt(pace[0] * shake[i]))
        x[i] += fx[i] * factor
        y[i] += fy[i] * factor
        moved += np.hypot(fx[i], fy[i]) * factor
        old[0, i], old[1, i] = fx[i], fy[i]
    return moved / n


@njit(cache=True, nogil=True)
def _adapt(pace: Floats, swing: float, traction: float, n: int) -> None:
    """Go faster while points move steadily, slower while they swing."""
    optimal = 0.05 * np.sqrt(n)
    tolerance = max(np.sqrt(optimal), min(10.0, optimal * traction / n**2))
    if swing > 2 * traction:
        pace[1] = pace[1] * 0.5 if pace[1] > 0.05 else pace[1]
        tolerance = max(tolerance, 1.0)
    target = tolerance * pace[1] * traction / max(swing, 1e-9)
    if swing > tolerance * traction:
        pace[1] = pace[1] * 0.7 if pace[1] > 0.05 else pace[1]
    elif pace[0] < 1000:
        pace[1] *= 1.3
    pace[0] += min(target - pace[0], 0.5 * pace[0])


def part(x: Floats, y: Floats, fixed: Bools, gap: float, rounds: int) -> int:
    """Push points that are nearer than `gap` apart, along the line between them; gives the rounds it took."""
    for done in range(rounds):
        columns = np.floor((x - x.min()) / gap).astype(np.int64) + 1
        wide = int(columns.max()) + 2
        cells = np.floor((y - y.min()) / gap).astype(np.int64) * wide + columns
        order = np.argsort(cells, kind="stable")
        if not push_apart(order, cells[order], wide, x, y, fixed, gap):
            return done
    return rounds


@njit(cache=True, nogil=True)
def push_apart(
    order: Longs, cells: Longs, wide: int, x: Floats, y: Floats, fixed: Bools, gap: float
) -> bool:
    """Part all pairs in the same or neighbouring cells of a grid; `cells` ascend along `order`."""
    touched = False
    for i in range(order.size):
        below = first_beyond(cells, i + 1, order.size, cells[i] + wide - 1)
        for begin, limit in ((i + 1, cells[i] + 1), (below, cells[i] + wide + 1)):
            for j in range(begin, order.size):
                if cells[j] > limit:
                    break
                touched |= _push(order[i], order[j], x, y, fixed, gap)
    return touched


@njit(cache=True, nogil=True)
def _push(a: int, b: int, x: Floats, y: Floats, fixed: Bools, gap: float) -> bool:
    dx, dy = x[b] - x[a], y[b] - y[a]
    far = np.hypot(dx, dy)
    if far >= gap * 0.999 or (fixed[a] and fixed[b]):
        return False
    if far < gap * 1e-3:  # one place: part them in a direction of their own
        angle = 2.399963 * (a + b)
        dx, dy, far = np.cos(angle), np.sin(angle), 1.0
        missing = gap
    else:
        missing = gap - far
    share = missing / far if fixed[a] or fixed[b] else missing / far / 2
    if not fixed[a]:
        x[a] -= dx * share
        y[a] -= dy * share
    if not fixed[b]:
        x[b] += dx * share
        y[b] += dy * share
    return True
