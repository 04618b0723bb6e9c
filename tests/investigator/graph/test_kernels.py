"""The compiled passes by themselves."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph import kernels


def test_rows_by_account_keep_their_order() -> None:
    ends, others = np.array([2, 0, 2], np.int32), np.array([1, 1, 0], np.int32)
    pointers, rows, beyond = kernels.csr(ends, others, 3)
    assert pointers.tolist() == [0, 1, 1, 3]
    assert rows.tolist() == [1, 0, 2]
    assert beyond.tolist() == [1, 1, 0]


def test_medians_leave_out_nothing_and_what_is_no_number() -> None:
    asset = np.array([0, 0, 0, 0, 1, 1], np.int32)
    amount = np.array([1.0, 9.0, 3.0, 0.0, np.nan, np.inf])
    assert kernels.typical(asset, amount, 3).tolist() == [3.0, 1.0, 1.0]


def test_a_sieve() -> None:
    asset, amount = np.array([0, 1, 5], np.int32), np.array([1.0, np.nan, 3.0])
    wanted = np.array([True, True])
    sieve = (0, 3, wanted, 0.0, 2.0, asset, amount)
    assert [bool(kernels.passes(row, sieve)) for row in (-1, 0, 1, 2, 3)] == [
        False,
        True,
        False,
        False,
        False,
    ]


def test_looking_at_all_finds_what_looking_at_some_finds() -> None:
    draw = np.random.default_rng(0)
    src, dst = draw.integers(0, 9, 200).astype(np.int32), draw.integers(0, 9, 200).astype(np.int32)
    side = kernels.csr(src, dst, 9)
    chosen = np.array([1, 4, 5, 8], np.int32)
    place = np.full(9, -1, np.int32)
    place[chosen] = np.arange(4)
    sieve = (20, 150, np.empty(0, np.bool_), 0.0, 0.0, np.empty(0, np.int32), np.empty(0))
    rows = kernels.scan(place, src, dst, sieve)
    assert rows.size > 10
    assert sorted(kernels.within(chosen, place, side, sieve).tolist()) == rows.tolist()
    far = np.where(np.arange(200) == rows[0], 99, src).astype(np.int32)
    assert kernels.scan(place, far, dst, sieve).tolist() == [-1]


@given(st.lists(st.sampled_from([0.0, 1.0, 2.5, 1e9, -3.0]), min_size=1, max_size=30), st.data())
def test_nth(values: list[float], data: st.DataObject) -> None:
    k = data.draw(st.integers(0, len(values) - 1))
    assert kernels.nth(np.array(values), k) == sorted(values)[k]


def test_selection_ends_with_values_that_are_no_numbers() -> None:
    kernels.nth(np.array([np.nan, 1.0, np.nan, 0.0, np.inf]), 2)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=12), st.integers(1, 12))
def test_the_most_valued_are_as_many_as_the_budget(values: list[int], budget: int) -> None:
    worth, accounts = np.array(values, float), np.arange(len(values))[::-1].astype(np.int32)
    line, cut = kernels.most_valued(accounts, worth, budget)
    chosen = [i for i in range(len(values)) if worth[i] > line or (worth[i] == line and i <= cut)]
    assert chosen == sorted(sorted(range(len(values)), key=lambda i: (-worth[i], i))[:budget])
