"""Neighbourhoods in minibatches: a few neighbours of each seed, a few of theirs, and so on.

After GraphSAGE (Hamilton et al., NeurIPS 2017), without compiled extensions of PyG.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.adjacency import compiled

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Block:
    """A sampled neighbourhood.

    `nodes` (k,) are accounts, the s seeds first and in their order. `edge_index` (2, e) are places in
    `nodes`: column j says that `nodes[edge_index[1, j]]` looked up its neighbour `nodes[edge_index[0, j]]`
    across the transfer `edges[j]`, whichever way the money went; so messages flow from row 0 to row 1.
    `hop` (k,) counts from the seeds.
    """

    nodes: Ints
    edge_index: Ints
    edges: Ints
    hop: Ints
    seeds: int


@compiled
def _random(state: NDArray[np.uint64], below: int) -> int:
    """The next number from 0 to below - 1 (SplitMix64, Steele et al., OOPSLA 2014)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return int((z ^ (z >> np.uint64(31))) % np.uint64(below))


@compiled
def _chosen(count: int, wanted: int, state: NDArray[np.uint64]) -> Ints:
    """`wanted` different numbers below `count`, ascending order not promised (Floyd's algorithm)."""
    if wanted < 0 or wanted >= count:
        return np.arange(count)
    picked = np.empty(wanted, np.int64)
    for k in range(wanted):
        top = count - wanted + k
        guess = _random(state, top + 1)
        for earlier in picked[:k]:
            if earlier == guess:
                guess = top
                break
        picked[k] = guess
    return picked


@compiled
def _seen_by(indptr: Ints, edge_ids: Ints, time: Ints, node: int, bound: int) -> int:
    """How many of a node's entries, which ascend in time, lie at or before `bound`."""
    low, high = indptr[node], indptr[node + 1]
    while low < high:
        middle = (low + high) // 2
        if time[edge_ids[middle]] <= bound:
            low = middle + 1
        else:
            high = middle
    return int(low - indptr[node])


@compiled
def _grow(
    csr: tuple[Ints, Ints, Ints],
    seeds: Ints,
    fanout: Ints,
    state: NDArray[np.uint64],
    time: Ints,
    before: Ints,
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Nodes, hops, and edges as (neighbour, looker, transfer). With bounds, each seed has its own tree."""
    indptr, neighbours, edge_ids = csr
    n, timed = indptr.size - 1, before.size > 0
    nodes, hops, trees = [0 for _ in range(0)], [0 for _ in range(0)], [0 for _ in range(0)]
    near, looker, across = [0 for _ in range(0)], [0 for _ in range(0)], [0 for _ in range(0)]
    place = {-1: -1}
    for k in range(seeds.size):
        trees.append(k if timed else 0)
        nodes.append(int(seeds[k]))
        place[trees[k] * n + nodes[k]] = k
    hops += [0] * len(nodes)
    start = 0
    for hop in range(fanout.size):
        end = len(nodes)
        for at in range(start, end):
            node, tree = nodes[at], trees[at]
            everything = indptr[node + 1] - indptr[node]
            count = _seen_by(indptr, edge_ids, time, node, before[tree]) if timed else everything
            for pick in _chosen(count, fanout[hop], state):
                entry = indptr[node] + pick
                other = int(neighbours[entry])
                key = tree * n + other
                if key not in place:
                    place[key] = len(nodes)
                    nodes.append(other)
                    hops.append(hop + 1)
                    trees.append(tree)
                near.append(place[key])
                looker.append(at)
                across.append(int(edge_ids[entry]))
        start = end
    return np.array(nodes), np.array(hops), np.array(near), np.array(looker), np.array(across)


def sample(
    indptr: Ints,
    neighbours: Ints,
    edge_ids: Ints,
    seeds: Ints,
    fanout: tuple[int, ...],
    seed: int,
    time: Ints | None = None,
    before: Ints | None = None,
) -> Block:
    """At most `fanout[h]` entries of every account reached at hop h, without replacement; -1 takes all.

    The CSR is that of `adjacency.both_ways`: entries ascend in time. With `time` (m,) of the transfers
    and `before` (s,), only transfers at or before the seed's own time are seen at any hop; every seed then
    grows a tree of its own, so that none sees through another's eyes. Without them, `seeds` must differ
    from each other. The same `seed` gives the same block. Raises `ValueError` for a seed twice.
    """
    if before is None and np.unique(seeds).size < seeds.size:
        raise ValueError("A seed occurs twice, which only a sample with time bounds allows.")
    none = np.empty(0, np.int64)
    nodes, hops, near, looker, across = _grow(
        (indptr, neighbours, edge_ids),
        np.asarray(seeds, np.int64),
        np.asarray(fanout, np.int64),
        np.array([seed], np.uint64),
        none if time is None else np.array(time, np.int64),
        none if before is None else np.array(before, np.int64),
    )
    return Block(nodes, np.stack([near, looker]), across, hops, int(seeds.size))
