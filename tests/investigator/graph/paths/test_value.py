"""The largest flow, exact for any integers, and its bottleneck."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.paths.value import largest_flow

WEI = 10**18


def test_the_narrowest_place_decides() -> None:
    found = largest_flow({(0, 1): 10 * WEI, (1, 2): 3 * WEI + 1, (2, 3): 9 * WEI}, {0}, {3})
    assert found.value == 3 * WEI + 1
    assert found.bottleneck == ((1, 2),)
    assert found.flows == {(0, 1): found.value, (1, 2): found.value, (2, 3): found.value}


def test_ways_add_up_and_very_large_amounts_stay_exact() -> None:
    found = largest_flow({(0, 1): 2**200 + 1, (1, 3): 2**255, (0, 2): 5, (2, 3): 7}, {0}, {3})
    assert found.value == 2**200 + 6
    assert found.bottleneck == ((0, 1), (0, 2))


def test_several_ends_and_none() -> None:
    amounts = {(0, 2): 4, (1, 2): 5, (2, 3): 6, (2, 4): 1}
    assert largest_flow(amounts, {0, 1}, {3, 4}).value == 7
    assert largest_flow(amounts, {3}, {0}).value == 0
    for sources, targets in ((set(), {1}), ({1}, {1})):
        with pytest.raises(ValueError, match="needs a source"):
            largest_flow(amounts, sources, targets)


AMOUNTS = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(0, 40), max_size=14)


@given(AMOUNTS)
def test_it_is_the_smallest_cut(amounts: dict[tuple[int, int], int]) -> None:
    found = largest_flow(amounts, {0}, {5})
    cuts = (
        sum(x for (a, b), x in amounts.items() if a in {0, *inside} and b not in {0, *inside})
        for size in range(5)
        for inside in combinations(range(1, 5), size)
    )
    assert found.value == min(cuts)
    assert found.value == sum(amounts[pair] for pair in found.bottleneck)
    for middle in range(1, 5):
        came = sum(x for (_, b), x in found.flows.items() if b == middle)
        went = sum(x for (a, _), x in found.flows.items() if a == middle)
        assert came == went
