"""floor(t * x / b) in compiled code, exact although the product needs twice the bits."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import types
from numba.extending import intrinsic, register_jitable

_ZERO, _ONE, _WORD = np.uint64(0), np.uint64(1), np.uint64(64)
_BELOW = 1 - 2.0**-48  # more than the rounding of a few float operations takes away
_SURE = np.int64(1 << 50)  # a quotient below this is off by one at most, as a float


def _high_product(typing: Any, a: Any, b: Any) -> Any:
    """The high word of the product of two words: one instruction, which Python has no name for."""

    def build(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        long = ir.IntType(128)
        product = builder.mul(*(builder.zext(one, long) for one in arguments))
        return builder.trunc(builder.lshr(product, ir.Constant(long, 64)), ir.IntType(64))

    return types.uint64(types.uint64, types.uint64), build


high_product: Any = intrinsic(_high_product)


@register_jitable
def share_narrow(t: Any, x: Any, b: Any) -> Any:
    """Of `int64` below 2^62, for b > 0: guessed by floats, and set right by the 128-bit remainder."""
    if t == 0 or x == 0:
        return np.int64(0)
    if t == b:
        return x
    if x == b:
        return t
    divisor = np.uint64(b)
    guess = np.int64(np.float64(t) * np.float64(x) / np.float64(b))
    high, low = _off(t, x, guess, b)
    if guess > _SURE:
        guess += np.int64((np.float64(np.int64(high)) * 2.0**64 + np.float64(low)) / np.float64(b))
        high, low = _off(t, x, guess, b)
    while np.int64(high) < 0:
        guess -= 1
        low += divisor
        high += _ONE if low < divisor else _ZERO
    while high != _ZERO or low >= divisor:
        guess += 1
        high -= _ONE if low < divisor else _ZERO
        low -= divisor
    return guess


@register_jitable
def _off(t: Any, x: Any, guess: Any, b: Any) -> Any:
    """What t * x is above guess * b, in two's complement: high and low word."""
    ut, ux, ug, ub = np.uint64(t), np.uint64(x), np.uint64(guess), np.uint64(b)
    low, taken = ut * ux, ug * ub
    high = high_product(ut, ux) - high_product(ug, ub)
    return high - (_ONE if low < taken else _ZERO), low - taken


@register_jitable
def share_wide(t: Any, x: Any, b: Any) -> Any:
    """Of pairs of words below 2^127, for b > 0: about 48 bits of the quotient by each float division.

    Each step takes away a little too little, never too much, so what is left stays above zero.
    """
    if t[0] == b[0] and t[1] == b[1]:
        return x
    if x[0] == b[0] and x[1] == b[1]:
        return t
    rest = _product(t, x)
    divisor = _float(b[0], b[1])
    q0, q1 = _ZERO, _ZERO
    while True:
        guess = (_float(rest[0], rest[1]) + _float(rest[2], rest[3]) * 2.0**128) / divisor * _BELOW
        if guess < 1.0:
            break
        shift = 0
        if guess >= 2.0**53:
            part, power = math.frexp(guess)
            guess, shift = part * 2.0**53, power - 53
        digits = np.uint64(guess)
        rest = _without(rest, _times(b, digits), shift)
        low, high = _shifted(digits, shift)
        q0 += low
        q1 += high + (_ONE if q0 < low else _ZERO)
    if rest[3] or rest[2] or rest[1] > b[1] or (rest[1] == b[1] and rest[0] >= b[0]):
        q0 += _ONE
        q1 += _ONE if q0 == _ZERO else _ZERO
    return q0, q1


@register_jitable
def _float(low: Any, high: Any) -> Any:
    return np.float64(low) + np.float64(high) * 2.0**64


@register_jitable
def _product(a: Any, b: Any) -> Any:
    """The four words of the product of two pairs."""
    one, two = _times(a, b[0]), _times(a, b[1])
    w1 = one[1] + two[0]
    carry = _ONE if w1 < one[1] else _ZERO
    w2 = one[2] + two[1]
    over = _ONE if w2 < one[2] else _ZERO
    w2 += carry
    over += _ONE if w2 < carry else _ZERO
    return one[0], w1, w2, two[2] + over


@register_jitable
def _times(a: Any, digit: Any) -> Any:
    """The three words of a pair times a word."""
    middle = a[1] * digit
    w1 = high_product(a[0], digit) + middle
    return a[0] * digit, w1, high_product(a[1], digit) + (_ONE if w1 < middle else _ZERO)


@register_jitable
def _shifted(digits: Any, shift: Any) -> Any:
    """A word shifted left by 0 to 127 bits, as a pair."""
    by = np.uint64(shift)
    if shift == 0:
        return digits, _ZERO
    if shift >= 64:
        return _ZERO, digits << (by - _WORD)
    return digits << by, digits >> (_WORD - by)


@register_jitable
def _without(rest: Any, taken: Any, shift: Any) -> Any:
    """Four words less three words shifted left."""
    a0, a1 = _shifted(taken[0], shift % 64)
    b0, b1 = _shifted(taken[1], shift % 64)
    c0, c1 = _shifted(taken[2], shift % 64)
    words = (a0, a1 | b0, b1 | c0, c1)
    if shift >= 64:
        words = (_ZERO, a0, a1 | b0, b1 | c0)
    w0 = rest[0] - words[0]
    under = _ONE if rest[0] < words[0] else _ZERO
    w1 = rest[1] - words[1] - under
    under = _ONE if rest[1] < words[1] or (rest[1] == words[1] and under) else _ZERO
    w2 = rest[2] - words[2] - under
    under = _ONE if rest[2] < words[2] or (rest[2] == words[2] and under) else _ZERO
    return w0, w1, w2, rest[3] - words[3] - under
