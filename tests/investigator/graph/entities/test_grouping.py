"""Entities hold together by their links, chains are shortest, and cuts part."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from investigator.graph.entities.grouping import Pair, entities, usable, why
from investigator.graph.entities.link import Link
from investigator.records import Tier


def link(a: int, b: int, rule: str = "x", tier: Tier = Tier.STRUCTURAL, time: int = 0) -> Link:
    return Link(rule, a, b, time, tier, (a * 100 + b,))


ends = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] != pair[1])
graphs = st.lists(ends, max_size=25).map(
    lambda pairs: [link(*pair, time=i) for i, pair in enumerate(pairs)]
)


def drawn(links: list[Link], without: set[Pair] = frozenset()) -> nx.Graph[int]:  # type: ignore[assignment]
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(10))
    graph.add_edges_from(one.pair for one in links if one.pair not in without)
    return graph


@given(graphs)
def test_entities_are_what_links_connect(links: list[Link]) -> None:
    found = entities(links)
    expected = [sorted(some) for some in nx.connected_components(drawn(links)) if len(some) > 1]
    assert sorted(list(one.accounts) for one in found) == sorted(expected)
    assert sorted(one.time for group in found for one in group.links) == list(range(len(links)))
    assert [len(one.accounts) for one in found] == sorted(
        (len(one.accounts) for one in found), reverse=True
    )


@given(graphs, ends)
def test_chains_are_shortest_and_cuts_are_least_and_part(links: list[Link], pair: Pair) -> None:
    a, b = pair
    found, graph = why(links, a, b), drawn(links)
    if not nx.has_path(graph, a, b):
        assert found.chain == found.cut == found.bridges == ()
        return
    assert len(found.chain) == nx.shortest_path_length(graph, a, b)
    at = a
    for one in found.chain:
        assert at in one.pair
        at = sum(one.pair) - at
    assert at == b
    cut = {one.pair for some in found.cut for one in some}
    assert not nx.has_path(drawn(links, cut), a, b)
    assert len(cut) == nx.edge_connectivity(graph, a, b)
    for some in found.cut:  # every link of the pair has to go
        assert [one for one in links if one.pair == some[0].pair] == list(some)
    for some in found.bridges:
        assert not nx.has_path(drawn(links, {some[0].pair}), a, b)


def test_of_equal_ways_the_one_with_stronger_links_is_told() -> None:
    weak = [link(1, 2, tier=Tier.ATTRIBUTION), link(2, 4, tier=Tier.ATTRIBUTION)]
    strong = [link(1, 3), link(3, 4)]
    assert [one.pair for one in why([*weak, *strong], 1, 4).chain] == [(1, 3), (3, 4)]
    both = [link(1, 2, "weak", Tier.ATTRIBUTION), link(1, 2, "strong", time=9)]
    assert why(both, 1, 2).chain[0].rule == "strong"


def test_a_lead_never_merges_and_what_is_switched_off_does_not_count() -> None:
    links = [link(1, 2), link(2, 3, tier=Tier.LEAD), link(3, 4), link(4, 5), link(5, 6)]
    assert [one.pair for one in usable(links, {(3, 4)}, {6})] == [(1, 2), (4, 5)]


def test_an_account_and_itself() -> None:
    with pytest.raises(ValueError, match="one with itself"):
        why([link(1, 2)], 1, 1)
    assert entities([]) == []
