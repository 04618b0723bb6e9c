import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gnn.world_patterns import LEAST_MEMBERS, OUTSIDE, SHAPES, Legs
from gnn.world_recipe import PATTERNS

sizes = st.integers(0, 20)
seeds = st.integers(0, 2**31)


def drawn(name: str, extra: int, seed: int, keep: float = 0.99) -> tuple[Legs, int, nx.DiGraph]:
    k = LEAST_MEMBERS[name] + extra
    legs = SHAPES[name](np.random.default_rng(seed), k, keep)
    inside = legs.dst != OUTSIDE
    return legs, k, nx.DiGraph(zip(legs.src[inside].tolist(), legs.dst[inside].tolist(), strict=True))


def test_every_pattern_has_a_shape_and_a_least_size() -> None:
    assert tuple(SHAPES) == tuple(LEAST_MEMBERS) == PATTERNS


@pytest.mark.parametrize("name", PATTERNS)
@given(extra=sizes, seed=seeds)
def test_every_member_takes_part_and_nobody_pays_himself(name: str, extra: int, seed: int) -> None:
    legs, k, graph = drawn(name, extra, seed)
    assert set(graph) == set(range(k))
    assert nx.is_weakly_connected(graph)
    assert (legs.src != legs.dst).all()
    assert (legs.share > 0).all()
    assert (legs.stage >= 0).all()


@pytest.mark.parametrize("name", PATTERNS)
@given(extra=sizes, seed=seeds)
def test_money_moves_on_only_after_it_arrived(name: str, extra: int, seed: int) -> None:
    legs, _, _ = drawn(name, extra, seed)
    for member, stage in zip(legs.src, legs.stage, strict=True):
        received = legs.stage[legs.dst == member]
        assert stage == 0 or (received < stage).any()


@given(sizes, seeds)
def test_fans(extra: int, seed: int) -> None:
    _, k, into = drawn("fan-in", extra, seed)
    _, _, out = drawn("fan-out", extra, seed)
    assert into.in_degree(0) == out.out_degree(0) == k - 1
    assert into.number_of_edges() == out.number_of_edges() == k - 1


@given(sizes, seeds)
def test_scatter_gather_and_its_reverse(extra: int, seed: int) -> None:
    legs, k, graph = drawn("scatter-gather", extra, seed)
    assert graph.out_degree(0) == graph.in_degree(k - 1) == k - 2
    assert legs.share[legs.stage == 1].sum() == pytest.approx(0.99 * legs.share[legs.stage == 0].sum())
    _, k, graph = drawn("gather-scatter", extra, seed)
    assert graph.in_degree(0) + graph.out_degree(0) == k - 1
    assert min(graph.in_degree(0), graph.out_degree(0)) >= 2


@given(sizes, seeds)
def test_a_cycle_closes_and_loses_fees(extra: int, seed: int) -> None:
    legs, k, graph = drawn("cycle", extra, seed)
    assert nx.is_isomorphic(graph, nx.cycle_graph(k, create_using=nx.DiGraph))
    assert (np.diff(legs.share) < 0).all()
    assert legs.stage.tolist() == list(range(k))


@given(sizes, seeds)
def test_layers(extra: int, seed: int) -> None:
    _, _, graph = drawn("bipartite", extra, seed)
    assert nx.dag_longest_path_length(graph) == 1
    assert min(d for _, d in graph.out_degree() if d) >= 2
    _, _, graph = drawn("stack", extra, seed)
    assert nx.dag_longest_path_length(graph) == 2


@given(sizes, seeds)
def test_a_peel_chain_sheds_a_little_at_each_hop(extra: int, seed: int) -> None:
    legs, k, graph = drawn("peel chain", extra, seed)
    assert nx.is_isomorphic(graph, nx.path_graph(k, create_using=nx.DiGraph))
    peels = legs.dst == OUTSIDE
    assert peels.sum() == k - 1
    assert (legs.share[peels] < 0.13 * legs.share[~peels]).all()


@given(sizes, seeds)
def test_a_random_walk_is_one_walk(extra: int, seed: int) -> None:
    legs, _, _ = drawn("random walk", extra, seed)
    assert (legs.src[1:] == legs.dst[:-1]).all()
