"""Amounts in compiled code, whatever they are made of: one kernel, four arithmetics.

A vector of amounts is `int64` (n,), where an asset's total is below 2^62; `uint64` (n, 2), low and high word,
below 2^127; an array of Python integers, which kernels take uncompiled as `kernel.py_func`, for everything
beyond; or `float64` (n,), to measure what exactness costs. Kernels touch amounts by these functions only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numba import types
from numba.extending import overload, register_jitable
from numpy.typing import NDArray

from investigator.graph.trace.shares import share_narrow, share_wide

Vector = NDArray[Any]
"""n amounts: `int64` or `float64` (n,), `uint64` (n, 2), or objects (n,)."""
NARROW, WIDE = 1 << 62, 1 << 127
_WORD = (1 << 64) - 1
_ZERO, _ONE, _TOP = np.uint64(0), np.uint64(1), np.uint64(62)


def vector(amounts: Sequence[int], most: int | None = None) -> Vector:
    """Exact amounts in the fastest arithmetic that can hold `most`, or else the largest of them."""
    top = max(amounts, default=0) if most is None else most
    if top < NARROW:
        return np.array(amounts, np.int64)
    if top < WIDE:
        return np.array([(one & _WORD, one >> 64) for one in amounts], np.uint64).reshape(-1, 2)
    return np.array([*amounts, None], object)[:-1]


def zeros(like: Vector, count: int) -> Vector:
    """`count` amounts of nothing, in the same arithmetic."""
    if like.dtype == object:
        return np.array([*([0] * count), None], object)[:-1]
    return np.zeros((count, *like.shape[1:]), like.dtype)


def exact(amounts: Vector) -> list[int]:
    """The amounts as Python integers."""
    if amounts.ndim == 2:
        low, high = amounts[:, 0].tolist(), amounts[:, 1].tolist()
        return [a | b << 64 if b else a for a, b in zip(low, high, strict=True)]
    return [int(one) for one in amounts.tolist()]


def joined(parts: Iterable[Vector]) -> Vector:
    """Vectors of perhaps different arithmetics one after the other, in the widest of them."""
    some = [part for part in parts if len(part)]
    if not some:
        return np.empty(0, np.int64)
    kinds = {(part.dtype, part.ndim) for part in some}
    if len(kinds) == 1:
        return np.concatenate(some)
    if any(part.dtype == object for part in some):
        return np.concatenate([np.array([*exact(part), None], object)[:-1] for part in some])
    return np.concatenate([widened(part) for part in some])


def widened(amounts: Vector) -> Vector:
    """Narrow amounts as pairs of words; wide ones as they are."""
    if amounts.ndim == 2:
        return amounts
    return np.stack([amounts.astype(np.uint64), np.zeros(amounts.size, np.uint64)], axis=1)


def sums(amounts: Vector, starts: NDArray[np.int64], which: NDArray[np.bool_] | None = None) -> list[int]:
    """The exact sums over the spans that begin at `starts`; of those marked in `which` only, if it is given."""
    if not starts.size:
        return []
    if amounts.dtype == object:
        marked = amounts if which is None else np.where(which, amounts, 0)
        return [int(one) for one in np.add.reduceat(marked, starts)]
    words = widened(amounts)
    if which is not None:
        words = np.where(which[:, None], words, _ZERO)
    total = [0] * starts.size
    for place in range(4):  # a quarter of a sum never overflows
        quarter = words[:, place // 2] >> np.uint64(32 * (place % 2)) & np.uint64(0xFFFFFFFF)
        for i, one in enumerate(np.add.reduceat(quarter, starts).tolist()):
            total[i] += one << 32 * place
    return total


def read(amounts: Any, place: int) -> Any:
    """One amount of a vector."""
    return amounts[place]


def write(amounts: Any, place: int, amount: Any) -> None:
    """Put one amount into a vector."""
    amounts[place] = amount


def nothing(amounts: Any) -> Any:
    """Zero, as this vector holds it."""
    return 0


def plus(a: Any, b: Any) -> Any:
    """Sum of a and b."""
    return a + b


def minus(a: Any, b: Any) -> Any:
    """What is left of a without b, for a >= b."""
    return a - b


def less(a: Any, b: Any) -> bool:
    """Whether a < b."""
    return bool(a < b)


def some(a: Any) -> bool:
    """Whether a > 0."""
    return bool(a > 0)


def share(t: Any, x: Any, b: Any) -> Any:
    """floor(t * x / b), for b > 0, and t or x at most b."""
    return t * x // b


@register_jitable
def least(a: Any, b: Any) -> Any:
    """The smaller one."""
    return a if less(a, b) else b


@register_jitable
def excess(a: Any, b: Any) -> Any:
    """What is left of a without b, or nothing where b is more."""
    return minus(a, least(a, b))


@register_jitable
def add(amounts: Any, place: int, amount: Any) -> None:
    """Add to one amount of a vector."""
    write(amounts, place, plus(read(amounts, place), amount))


def _is_wide(kind: Any) -> bool:
    return isinstance(kind, types.UniTuple)


@overload(read, strict=False)
def _read(amounts: Any, place: int) -> Any:
    if amounts.ndim == 2:
        return lambda amounts, place: (amounts[place, 0], amounts[place, 1])
    return lambda amounts, place: amounts[place]


@overload(write, strict=False)
def _write(amounts: Any, place: int, amount: Any) -> Any:
    if amounts.ndim == 2:

        def put(amounts: Any, place: int, amount: Any) -> None:
            amounts[place, 0] = amount[0]
            amounts[place, 1] = amount[1]

        return put

    def set_(amounts: Any, place: int, amount: Any) -> None:
        amounts[place] = amount

    return set_


@overload(nothing, strict=False)
def _nothing(amounts: Any) -> Any:
    if amounts.ndim == 2:
        return lambda amounts: (_ZERO, _ZERO)
    if isinstance(amounts.dtype, types.Float):
        return lambda amounts: 0.0
    return lambda amounts: np.int64(0)


@overload(plus, strict=False)
def _plus(a: Any, b: Any) -> Any:
    if not _is_wide(a):
        return lambda a, b: a + b

    def total(a: Any, b: Any) -> Any:
        low = a[0] + b[0]
        return low, a[1] + b[1] + (_ONE if low < a[0] else _ZERO)

    return total


@overload(minus, strict=False)
def _minus(a: Any, b: Any) -> Any:
    if not _is_wide(a):
        return lambda a, b: a - b
    return lambda a, b: (a[0] - b[0], a[1] - b[1] - (_ONE if a[0] < b[0] else _ZERO))


@overload(less, strict=False)
def _less(a: Any, b: Any) -> Any:
    if not _is_wide(a):
        return lambda a, b: a < b
    return lambda a, b: a[1] < b[1] or (a[1] == b[1] and a[0] < b[0])


@overload(some, strict=False)
def _some(a: Any) -> Any:
    if not _is_wide(a):
        return lambda a: a > 0
    return lambda a: a[0] != _ZERO or a[1] != _ZERO


@overload(share, strict=False)
def _share(t: Any, x: Any, b: Any) -> Any:
    if isinstance(t, types.Float):
        return lambda t, x, b: t * (x / b)
    if not _is_wide(t):
        return share_narrow

    def wide(t: Any, x: Any, b: Any) -> Any:
        if ((t[0] | x[0] | b[0]) >> _TOP) | t[1] | x[1] | b[1] == _ZERO:
            return np.uint64(share_narrow(np.int64(t[0]), np.int64(x[0]), np.int64(b[0]))), _ZERO
        return share_wide(t, x, b)

    return wide
