"""A layout by entity: the accounts of one stand together as a disc, and discs that deal with each other are near."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from investigator.graph import barnes_hut, starts
from investigator.graph.discs import part_discs
from investigator.graph.islands import centred
from investigator.graph.layout import GAP, OnFrame, force
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

ROOMY = 1.2
"""How much farther apart than `GAP` the accounts of an entity stand."""
AROUND = GAP
"""World units that are free around each entity."""

_PAIRS = 5e8  # of discs compared, at most, until they are apart

Places = NDArray[np.float32]
Floats = NDArray[np.float64]


def grouped(
    graph: Subgraph,
    group: NDArray[np.int32],
    seed: int = 0,
    tick: Tick = silent,
    on_frame: OnFrame | None = None,
) -> Places:
    """World coordinates of each account, shape (n, 2), x to the right and y down.

    `group` (n,) numbers entities from 0 on; -1 is an account that belongs to none. Same graph, groups and seed,
    same places; no two accounts share one.
    """
    if not graph.order:
        return np.empty((0, 2), np.float32)
    own = _own(group)
    size = np.bincount(own)
    inside = _inside(graph, own, size)
    radius = np.where(size > 1, np.sqrt(size) * GAP * ROOMY, GAP * 0.4)

    def spread(middle: NDArray[np.float32], rounds: int) -> Places:
        apart = part_discs(_scaled(middle.astype(np.float64), radius), radius + AROUND, rounds)
        return centred(apart[own] + inside).astype(np.float32)

    def frame(middle: NDArray[np.float32]) -> None:
        if on_frame is not None:
            on_frame(spread(middle, 0))

    middle = force(_quotient(graph, own), seed, tick=tick, on_frame=frame)
    placed = spread(middle, int(np.clip(_PAIRS / size.size**2, 8, 300)))
    x, y = placed[:, 0].astype(np.float64), placed[:, 1].astype(np.float64)
    barnes_hut.part(x, y, np.zeros(x.size, np.bool_), GAP * 0.9, 20)
    return centred(np.stack([x, y], axis=1)).astype(np.float32)


def _own(group: NDArray[np.int32]) -> NDArray[np.int64]:
    """A number for each entity and for each account without one, without gaps."""
    alone = group < 0
    given = group.astype(np.int64)
    given[alone] = int(group.max(initial=-1)) + 1 + np.arange(int(alone.sum()))
    own: NDArray[np.int64] = np.unique(given, return_inverse=True)[1].ravel()
    return own


def _inside(graph: Subgraph, own: NDArray[np.int64], size: NDArray[np.int64]) -> Floats:
    """The place of each account within its entity, around (0, 0): the busiest in the middle."""
    degree = np.bincount(np.concatenate([graph.src, graph.dst]), minlength=graph.order)
    order = np.lexsort((np.arange(graph.order), -degree, own))
    begin = np.cumsum(size) - size
    at = np.arange(graph.order) - begin[own[order]]
    places = np.empty((graph.order, 2))
    places[order] = starts.disc(int(size.max()))[at] * GAP * ROOMY
    places[size[own] == 1] = 0.0
    return places


def _quotient(graph: Subgraph, own: NDArray[np.int64]) -> Subgraph:
    """The graph with one account for each entity, and the transfers between them."""
    src, dst = own[graph.src].astype(np.int32), own[graph.dst].astype(np.int32)
    across = src != dst
    return replace(
        graph,
        accounts=np.arange(int(own.max()) + 1, dtype=np.int32),
        src=src[across],
        dst=dst[across],
        amount=graph.amount[across],
        asset=graph.asset[across],
        time=graph.time[across],
        transfer=graph.transfer[across],
    )


def _scaled(middle: Floats, radius: Floats) -> Floats:
    """Middles so far from each other that there is room for discs of these radii."""
    if len(middle) < 2:
        return middle
    area = float(np.sum(radius**2)) * 3.0
    wide, high = np.maximum(np.ptp(middle, axis=0), GAP)
    return middle * max(1.0, float(np.sqrt(area / (wide * high))))
