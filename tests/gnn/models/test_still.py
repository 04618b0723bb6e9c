from itertools import pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from gnn.models.pna import PnaRound, gathered
from gnn.models.still import Still, blocks
from gnn.models.wiring import Heap, wiring


def gathered_still(near: torch.Tensor, edge: torch.Tensor, heap: Heap) -> torch.Tensor:
    into = torch.full((near.shape[0], 3 * near.shape[1] + 2), torch.nan)  # a part of a wider table
    own = torch.empty_like(edge).index_copy(0, heap.rows, edge)  # in the transfers' own order
    side = Still(near, own.__getitem__, heap)
    for start, stop in pairwise(blocks(side.pointers)):
        side.gather(start, stop, into[start:stop, 1:-1])
    assert into[:, [0, -1]].isnan().all()
    return into[:, 1:-1]


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=25), st.integers(0, 9))
def test_it_is_what_is_gathered_while_learning(pairs: list[tuple[int, int]], seed: int) -> None:
    generator = torch.Generator().manual_seed(seed)
    ends = torch.tensor(pairs, dtype=torch.int64).reshape(-1, 2).T
    heap = wiring(ends, 6).received
    near, edge = torch.randn(6, 3, generator=generator), torch.randn(len(pairs), 3, generator=generator)
    slow = gathered((near[heap.other] + edge).relu(), heap)
    assert torch.allclose(gathered_still(near, edge, heap), slow, atol=1e-5)


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(threads: int) -> None:
    torch.manual_seed(0)
    ends = torch.randint(0, 500, (2, 140_000))
    heap, before = wiring(ends, 500).sent, torch.get_num_threads()
    near, edge = torch.randn(500, 8), torch.randn(140_000, 8)
    torch.set_num_threads(threads)
    found = gathered_still(near, edge, heap)
    torch.set_num_threads(before)
    assert torch.allclose(found, gathered((near[heap.other] + edge).relu(), heap), atol=1e-4)


def test_a_round_says_the_same_with_and_without_a_gradient() -> None:
    torch.manual_seed(1)
    one, wired = PnaRound(8), wiring(torch.randint(0, 9, (2, 40)), 9)
    h, e = torch.randn(9, 8), torch.randn(40, 8)
    both = e[wired.received.rows], e[wired.sent.rows]
    with torch.no_grad():
        parts = list(one.messages_still(h, e, wired))
    assert [(some.start, some.stop) for some, _ in parts] == [(0, 9)]
    still = torch.cat([arrived for _, arrived in parts])
    assert torch.allclose(still, one.messages(h, both, wired), atol=1e-5)
