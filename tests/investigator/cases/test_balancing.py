"""Balances at both ends of a span: which words count."""

from __future__ import annotations

import pytest

from investigator.cases.balancing import at_end, at_start
from investigator.data.queries.completeness import Said


@pytest.mark.parametrize(
    ("blocks", "span", "start", "end"),
    [
        ((9, 20), (10, 20), 9, 20),
        ((-1, 0, 5), (0, 5), 0, 5),
        ((-1, 5), (0, 5), -1, 5),
        ((8, 21), (10, 20), None, None),
        ((), (10, 20), None, None),
    ],
)
def test_the_ends_of_a_span(
    blocks: tuple[int, ...], span: tuple[int, int], start: int | None, end: int | None
) -> None:
    told = [Said(block, 1, "one", 1) for block in blocks]
    found = at_start(told, span), at_end(told, span)
    assert tuple(one and one.block for one in found) == (start, end)


def test_the_first_source_speaks() -> None:
    told = [Said(9, 1, "one", 1), Said(9, 2, "two", 2)]
    found = at_start(told, (10, 20))
    assert found is not None
    assert found.endpoint == "one"
