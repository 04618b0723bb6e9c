from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.makers import graph


def test_among_renumbers_and_keeps_what_lies_between() -> None:
    part = graph([(0, 1), (1, 2), (2, 0), (2, 2)], 3).among(np.array([True, False, True]))
    assert part.accounts.tolist() == [0, 2]
    assert (part.src.tolist(), part.dst.tolist()) == ([1, 1], [0, 1])
    assert part.transfer.tolist() == [2, 3]
    assert (part.order, part.size) == (2, 2)


def test_columns_are_frozen() -> None:
    with pytest.raises(ValueError, match="read-only"):
        graph([(0, 1)], 2).src[0] = 1


def test_the_digest_tells_graphs_apart() -> None:
    made = graph([(0, 1), (1, 2)], 3)
    assert made.digest() == graph([(0, 1), (1, 2)], 3).digest()
    others = [replace(made, amount=made.amount * 2), replace(made, time=made.time + 1), graph([(0, 1)], 3)]
    assert len({made.digest(), *(other.digest() for other in others)}) == 4
