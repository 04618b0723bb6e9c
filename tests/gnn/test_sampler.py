import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gnn.adjacency import both_ways
from gnn.sampler import Block, sample
from investigator.graph.subgraph import Subgraph


def graph_of(src: list[int], dst: list[int], n: int) -> Subgraph:
    m = len(src)
    return Subgraph(
        np.arange(n, dtype=np.int32),
        np.array(src, np.int32),
        np.array(dst, np.int32),
        np.ones(m),
        np.zeros(m, np.int32),
        np.arange(m, dtype=np.int64) * 10,
        np.arange(m, dtype=np.int64),
    )


PATH = graph_of([0, 1, 2, 3], [1, 2, 3, 4], 5)


def block_of(
    graph: Subgraph, seeds: list[int], fanout: tuple[int, ...], seed: int = 0, **bounds: object
) -> Block:
    return sample(*both_ways(graph), np.array(seeds), fanout, seed, **bounds)  # type: ignore[arg-type]


def test_all_neighbours_of_a_path_are_reached_hop_by_hop() -> None:
    block = block_of(PATH, [2], (-1, -1))
    assert block.nodes[0] == 2
    assert dict(zip(block.nodes.tolist(), block.hop.tolist(), strict=True)) == {
        2: 0,
        1: 1,
        3: 1,
        0: 2,
        4: 2,
    }
    assert block.seeds == 1


def test_nothing_is_seen_after_the_seeds_own_time() -> None:
    block = block_of(PATH, [2, 2], (-1, -1), time=PATH.time, before=np.array([10, 30]))
    reached = {edge for edge, looker in zip(block.edges, block.edge_index[1], strict=True) if looker == 0}
    assert reached == {1}
    assert {int(k): int((block.nodes == k).sum()) for k in block.nodes} == {1: 2, 2: 2, 0: 2, 3: 1, 4: 1}


def test_a_seed_twice_is_refused_where_it_has_no_meaning() -> None:
    with pytest.raises(ValueError, match="twice"):
        block_of(PATH, [1, 1], (2,))


def test_an_account_alone_is_a_block_of_one() -> None:
    block = block_of(graph_of([], [], 3), [1], (5, 5))
    assert block.nodes.tolist() == [1]
    assert block.edge_index.shape == (2, 0)


@st.composite
def graphs(draw: st.DrawFn) -> Subgraph:
    n = draw(st.integers(2, 12))
    ends = draw(st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=40))
    return graph_of([a for a, _ in ends], [b for _, b in ends], n)


@settings(deadline=None, max_examples=60)
@given(graphs(), st.integers(0, 2**31), st.tuples(st.integers(1, 3), st.integers(1, 3)))
def test_a_block_is_true_bounded_and_repeatable(
    graph: Subgraph, seed: int, fanout: tuple[int, int]
) -> None:
    block = block_of(graph, [0, 1], fanout, seed)
    again = block_of(graph, [0, 1], fanout, seed)
    assert np.array_equal(block.edges, again.edges)
    assert np.array_equal(block.nodes, again.nodes)
    assert np.unique(block.nodes).size == block.nodes.size
    near, looker = block.nodes[block.edge_index[0]], block.nodes[block.edge_index[1]]
    ends = np.sort(np.stack([graph.src, graph.dst]), axis=0)[:, block.edges]
    assert np.array_equal(ends, np.sort(np.stack([near, looker]), axis=0))
    for at in range(block.nodes.size):
        mine = block.edge_index[1] == at
        assert mine.sum() <= (fanout[block.hop[at]] if block.hop[at] < 2 else 0)


def test_every_neighbour_has_its_turn() -> None:
    star = graph_of([0] * 20, list(range(1, 21)), 21)
    seen = {int(node) for seed in range(60) for node in block_of(star, [0], (3,), seed).nodes}
    assert seen == set(range(21))
