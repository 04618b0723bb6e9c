"""The compiled passes by themselves."""

from __future__ import annotations

import numpy as np

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
