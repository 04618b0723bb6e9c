from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.cluster import communities
from investigator.graph.subgraph import Subgraph


def make(edges: list[tuple[int, int]], accounts: int, amounts: list[float] | None = None) -> Subgraph:
    ends = np.array(edges, np.int32).reshape(-1, 2)
    count = len(edges)
    return Subgraph(
        accounts=np.arange(accounts, dtype=np.int32),
        src=ends[:, 0].copy(),
        dst=ends[:, 1].copy(),
        amount=np.array(amounts if amounts is not None else [1.0] * count),
        asset=np.zeros(count, np.int32),
        time=np.arange(count),
        transfer=np.arange(count),
    )


def clique(*members: int) -> list[tuple[int, int]]:
    return [(a, b) for a in members for b in members if a < b]


def test_planted_communities_are_found_and_numbered_by_size() -> None:
    graph = make([*clique(5, 6, 7), *clique(0, 1, 2, 3), (3, 5)], 9)
    assert communities(graph).tolist() == [0, 0, 0, 0, 2, 1, 1, 1, 3]


def test_value_decides_where_links_do_not() -> None:
    ring = [(0, 1), (1, 2), (2, 3), (3, 0)]
    first, second = (
        communities(make(ring, 4, [100, 0.01, 100, 0.01])),
        communities(make(ring, 4, [0.01, 100, 0.01, 100])),
    )
    assert first.tolist() == [0, 0, 1, 1]
    assert second.tolist() == [0, 1, 1, 0]


def test_nothing_to_cluster() -> None:
    assert communities(make([], 3)).tolist() == [0, 1, 2]
    assert communities(make([], 0)).tolist() == []
    assert communities(make([(0, 0)], 1)).tolist() == [0]


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40),
    st.randoms(use_true_random=False),
)
def test_the_order_of_transfers_does_not_matter(edges: list[tuple[int, int]], random: object) -> None:
    shuffled = list(edges)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert communities(make(edges, 10)).tolist() == communities(make(shuffled, 10)).tolist()
