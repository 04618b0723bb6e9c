"""From links to entities, and why two accounts are in one: the chain of witnesses, and what would part them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx
import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import breadth_first_order, connected_components, maximum_flow

from investigator.graph.entities.link import Link
from investigator.records import Tier

Pair = tuple[int, int]
_DEAR = {Tier.STRUCTURAL: 1_000, Tier.ATTRIBUTION: 1_001, Tier.LEAD: 1_002}
"""Of two ways of the same length, the one with the stronger links is the shorter."""


@dataclass(frozen=True)
class Entity:
    """Accounts that links hold together: ids ascending, at least two, with the links among them."""

    accounts: tuple[int, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Why:
    """Why two accounts are one entity: a `chain` of links from one to the other, as few as possible.

    `cut` are the fewest pairs of accounts whose links, all taken away, would part the two; `bridges` are the pairs on
    the way each of which alone would. All are empty if they are not one entity.
    """

    chain: tuple[Link, ...] = ()
    cut: tuple[tuple[Link, ...], ...] = ()
    bridges: tuple[tuple[Link, ...], ...] = ()


def usable(links: Iterable[Link], apart: Collection[Pair] = (), ends: Collection[int] = ()) -> list[Link]:
    """The links that count: none of a lead, none that was switched off, none of an account that belongs to nobody."""
    return [
        link
        for link in links
        if link.tier is not Tier.LEAD
        and link.pair not in apart
        and link.a not in ends
        and link.b not in ends
    ]


def entities(links: Sequence[Link]) -> list[Entity]:
    """Accounts that links connect, the largest entity first."""
    if not links:
        return []
    ids = np.unique(np.array([link.pair for link in links], np.int64))
    ends = np.searchsorted(ids, np.array([link.pair for link in links], np.int64))
    graph = coo_array((np.ones(len(links)), (ends[:, 0], ends[:, 1])), shape=(ids.size, ids.size))
    _, which = connected_components(graph, directed=False)
    members, held = defaultdict[int, list[int]](list), defaultdict[int, list[Link]](list)
    for at, number in enumerate(which.tolist()):
        members[number].append(int(ids[at]))
    for link, at in zip(links, ends[:, 0].tolist(), strict=True):
        held[int(which[at])].append(link)
    found = [Entity(tuple(members[number]), tuple(held[number])) for number in members]
    return sorted(found, key=lambda one: (-len(one.accounts), one.accounts))


def why(links: Sequence[Link], a: int, b: int) -> Why:
    """Why `a` and `b` are one entity by these links. Raises `ValueError` if they are the same account."""
    if a == b:
        raise ValueError("an account is one with itself without any witness")
    by_pair = defaultdict[Pair, list[Link]](list)
    for link in links:
        by_pair[link.pair].append(link)
    graph: nx.Graph[int] = nx.Graph()
    for (one, two), some in by_pair.items():
        graph.add_edge(one, two, dear=min(_DEAR[link.tier] for link in some))
    if a not in graph or b not in graph or not nx.has_path(graph, a, b):
        return Why()
    way = nx.dijkstra_path(graph, a, b, weight="dear")
    chain = tuple(
        min(by_pair[_pair(one, two)], key=lambda link: (_DEAR[link.tier], link.time, link.rule))
        for one, two in pairwise(way)
    )
    together = graph.subgraph(nx.node_connected_component(graph, a))
    cut = _cut(together, a, b)
    on_way = {_pair(one, two) for one, two in pairwise(way)}
    alone = {pair for pair in on_way if _parts(together, pair)}
    return Why(
        chain,
        tuple(tuple(by_pair[pair]) for pair in sorted(cut)),
        tuple(tuple(by_pair[pair]) for pair in sorted(alone)),
    )


def _parts(graph: nx.Graph[int], pair: Pair) -> bool:
    """Whether an edge is a bridge: the only way between its ends."""
    return not nx.has_path(nx.restricted_view(graph, [], [pair]), *pair)


def _cut(graph: nx.Graph[int], a: int, b: int) -> list[Pair]:
    """The fewest edges between `a` and `b`: the saturated ones behind a largest flow (Ford and Fulkerson 1956)."""
    names = sorted(graph)
    place = {name: at for at, name in enumerate(names)}
    ends = np.array([(place[one], place[two]) for one, two in graph.edges], np.int32)
    src, dst = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    room = coo_array((np.ones(src.size, np.int32), (src, dst)), shape=(len(names),) * 2).tocsr()
    flow = maximum_flow(room, place[a], place[b]).flow
    left = (room - flow).tocsr()
    left.data = np.maximum(left.data, 0)
    left.eliminate_zeros()
    reached = set(breadth_first_order(left, place[a], return_predecessors=False).tolist())
    return [
        _pair(one, two) for one, two in graph.edges if (place[one] in reached) != (place[two] in reached)
    ]


def _pair(one: int, two: int) -> Pair:
    return (one, two) if one < two else (two, one)
