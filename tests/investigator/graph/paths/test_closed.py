"""Why there is no path."""

from __future__ import annotations

import numpy as np
import pytest

from investigator.graph.expand import Filter
from investigator.graph.paths.closed import closed
from investigator.graph.paths.route import Question
from tests.investigator.graph.paths.chains import made

OUT = Filter(direction="out")


def ids(*accounts: int) -> np.ndarray:
    return np.array(accounts, np.int32)


CHAIN = made([(0, 1), (1, 2), (2, 3)], assets=[0, 1, 0])
CASES = {
    "after": (Question(Filter(after=1, direction="out")), [("after", 3)]),
    "before": (Question(Filter(before=1, direction="out")), [("before", 3)]),
    "assets": (Question(Filter(assets=(0,), direction="out")), [("assets", 3)]),
    "min_amount": (Question(Filter(min_amount=2.5, direction="out")), [("min_amount", 3)]),
    "max_amount": (Question(Filter(max_amount=2.5, direction="out")), [("max_amount", 3)]),
    "avoid": (Question(avoid=frozenset({1})), [("avoid", 3)]),
    "hops": (Question(hops=2), [("hops", 3)]),
    "two at once": (Question(Filter(after=1, max_amount=2.5, direction="out")), []),
}


@pytest.mark.parametrize("case", CASES)
def test_the_condition_that_closes_the_way_is_named(case: str) -> None:
    question, wanted = CASES[case]
    assert list(closed(CHAIN, ids(0), ids(3), question).opens) == wanted


def test_time_and_direction() -> None:
    early = made([(1, 2), (0, 1)])
    assert closed(early, ids(0), ids(2)).opens == (("time", 2), ("direction", 2))
    found = closed(CHAIN, ids(3), ids(0), in_time=False)
    assert found.opens == (("direction", 3),)
    assert (found.reached, found.ends.tolist()) == (1, [3])
