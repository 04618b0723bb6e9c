from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.cases.accountset import AccountSet


@given(st.frozensets(st.integers(0, 2**32 - 1), max_size=50))
def test_round_trip(ids: frozenset[int]) -> None:
    packed = AccountSet.of(ids)
    assert packed.members == ids
    assert len(packed) == len(ids)


def test_a_large_set_stays_small() -> None:
    assert len(AccountSet.of(range(0, 100_000, 3)).gaps) < 1000


@pytest.mark.parametrize(
    "count, gaps", [(3, ""), (1, "!!!"), (2, AccountSet.of([7]).gaps), (10**9, "eJw=")]
)
def test_a_forged_set_is_refused(count: int, gaps: str) -> None:
    with pytest.raises(ValueError, match="set"):
        AccountSet(count, gaps)
