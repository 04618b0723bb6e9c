"""The flows between the accounts of a set, in numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gnn.adjacency import compiled, group
from gnn.feature_names import TRANSFER_FEATURES
from investigator.graph.subgraph import Subgraph

Ints = NDArray[np.int64]
Table = NDArray[np.float32]

FLOWS = len(TRANSFER_FEATURES) + 2
"""Columns of `inner_flows`."""


@compiled
def _summed(
    pointers: Ints,
    member: Ints,
    out: tuple[Ints, Ints],
    into: tuple[Ints, Ints],
    ends: tuple[NDArray[np.int32], NDArray[np.int32]],
    told: Table,
) -> tuple[NDArray[np.float64], Ints, Ints]:
    """Sums (c, q) over the transfers within each set, how many there are, and how many cross its border."""
    (out_pointers, sent), (in_pointers, received), (src, dst) = out, into, ends
    sets = pointers.size - 1
    total = np.zeros((sets, told.shape[1]))
    inner, crossing = np.zeros(sets, np.int64), np.zeros(sets, np.int64)
    stamp = np.full(out_pointers.size - 1, -1)
    for c in range(sets):
        for account in member[pointers[c] : pointers[c + 1]]:
            stamp[account] = c
        for account in member[pointers[c] : pointers[c + 1]]:
            for row in sent[out_pointers[account] : out_pointers[account + 1]]:
                if stamp[dst[row]] == c:
                    inner[c] += 1
                    total[c] += told[row]
                else:
                    crossing[c] += 1
            for row in received[in_pointers[account] : in_pointers[account + 1]]:
                crossing[c] += stamp[src[row]] != c
    return total, inner, crossing


def inner_flows(graph: Subgraph, told: Table, member: Ints, of: Ints, sets: int) -> Table:
    """(c, q + 2) for each of `sets` sets: mean of its inner transfers in `told` (m, q), log of their number,
    and their share of all transfers of its members.

    Pair j says that account `member[j]` is in the set `of[j]`; nobody is twice in one set.
    """
    rows = np.arange(graph.size, dtype=np.int64)
    pointers, order = group(of.astype(np.int32), np.arange(of.size, dtype=np.int64), sets)
    out, into = group(graph.src, rows, graph.order), group(graph.dst, rows, graph.order)
    total, inner, crossing = _summed(
        pointers, np.asarray(member, np.int64)[order], out, into, (graph.src, graph.dst), told
    )
    mean = total / np.maximum(inner, 1)[:, None]
    share = inner / np.maximum(inner + crossing, 1)
    return np.column_stack([mean, np.log1p(inner), share]).astype(np.float32)
