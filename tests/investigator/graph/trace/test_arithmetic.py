"""Four arithmetics, each against Python's own integers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from investigator.graph.trace import arithmetic as of
from investigator.graph.trace.arithmetic import NARROW, WIDE, exact, joined, vector

LIMITS = {"narrow": NARROW, "wide": WIDE, "python": 2**256}


@njit
def everything(a, b, out):  # type: ignore[no-untyped-def]
    """Sum, difference, share of half, and what is the least, of pairs with a >= b > 0."""
    for i in range(len(a)):
        x, y = of.read(a, i), of.read(b, i)
        of.write(out, 5 * i, of.plus(x, y))
        of.write(out, 5 * i + 1, of.minus(x, y))
        of.write(out, 5 * i + 2, of.least(x, y))
        of.write(out, 5 * i + 3, of.excess(y, x))
        of.add(out, 5 * i + 4, y if of.less(y, x) and of.some(y) else of.nothing(a))


@njit
def shares(t, x, b, out):  # type: ignore[no-untyped-def]
    for i in range(len(t)):
        of.write(out, i, of.share(of.read(t, i), of.read(x, i), of.read(b, i)))


@pytest.mark.parametrize("arithmetic", LIMITS)
@given(data=st.data())
def test_sums_differences_and_order(arithmetic: str, data: st.DataObject) -> None:
    most = LIMITS[arithmetic] // 2 - 1
    pairs = data.draw(st.lists(st.tuples(st.integers(0, most), st.integers(0, most)), min_size=1))
    high, low = [max(pair) for pair in pairs], [min(pair) for pair in pairs]
    a, b = vector(high, LIMITS[arithmetic] - 1), vector(low, LIMITS[arithmetic] - 1)
    out = of.zeros(a, 5 * len(pairs))
    (everything.py_func if arithmetic == "python" else everything)(a, b, out)
    told = [
        value for x, y in zip(high, low, strict=True) for value in (x + y, x - y, y, 0, y if y < x else 0)
    ]
    assert exact(out) == told


@pytest.mark.parametrize("arithmetic", LIMITS)
@given(data=st.data())
def test_shares_are_rounded_down(arithmetic: str, data: st.DataObject) -> None:
    bits = LIMITS[arithmetic].bit_length() - 1
    whole = st.integers(1, bits).flatmap(lambda n: st.integers(1, 2**n - 1))
    near = st.tuples(whole, st.fractions(0, 1), st.fractions(0, 1), st.integers(0, 2), st.integers(0, 2))
    some = data.draw(st.lists(near, min_size=1, max_size=30))
    b = [one[0] for one in some]
    t = [max(0, int(one[0] * one[1]) - one[3]) for one in some]
    x = [max(0, one[0] - int(one[0] * one[2]) - one[4]) for one in some]
    most = LIMITS[arithmetic] - 1
    out = of.zeros(vector(b, most), len(b))
    run = shares.py_func if arithmetic == "python" else shares
    run(vector(t, most), vector(x, most), vector(b, most), out)
    assert exact(out) == [i * j // k for i, j, k in zip(t, x, b, strict=True)]


def test_vectors_take_the_arithmetic_that_fits_and_join_in_the_widest() -> None:
    narrow, wide, beyond = vector([1, 2]), vector([1, NARROW]), vector([WIDE])
    assert [one.dtype for one in (narrow, wide, beyond)] == ["int64", "uint64", "object"]
    assert exact(joined([narrow, wide])) == [1, 2, 1, NARROW]
    assert exact(joined([narrow, wide, beyond])) == [1, 2, 1, NARROW, WIDE]
    assert exact(joined([])) == []
