"""The connected parts of a graph: each is laid out by itself, then they are set beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from investigator.graph.pack import pack
from investigator.graph.pairs import Ties

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Island:
    """A connected part: positions of its accounts in the graph, ascending, and the ties among them, renumbered."""

    members: NDArray[np.int64]
    links: Ties


def islands(order: int, links: Ties) -> list[Island]:
    """Connected parts, the largest first, then by their first account."""
    matrix = coo_array((np.ones(links.low.size), (links.low, links.high)), shape=(order, order))
    count, label = connected_components(matrix, directed=False)
    size = np.bincount(label, minlength=count)
    by_part = np.argsort(label, kind="stable")
    begin = np.concatenate([[0], np.cumsum(size)])
    place = np.empty(order, np.int32)
    place[by_part] = np.arange(order) - np.repeat(begin[:-1], size)
    tie_order = np.argsort(label[links.low], kind="stable")
    tie_begin = np.searchsorted(label[links.low][tie_order], np.arange(count + 1))
    found = []
    for part in np.lexsort((by_part[begin[:-1]], -size)):
        rows = tie_order[tie_begin[part] : tie_begin[part + 1]]
        own = Ties(place[links.low[rows]], place[links.high[rows]], links.weight[rows])
        found.append(Island(by_part[begin[part] : begin[part + 1]], own))
    return found


def centred(places: Floats) -> Floats:
    """Places (n, 2) moved so that the box around them has its middle at (0, 0)."""
    middle: Floats = places - (places.min(axis=0) + places.max(axis=0)) / 2
    return middle


def assembled(
    order: int, parts: Sequence[Island], drawn: Sequence[Floats], margin: float
) -> NDArray[np.float32]:
    """World coordinates (n, 2) of all accounts: the parts side by side, at least `margin` apart."""
    sizes = np.array([np.ptp(places, axis=0) for places in drawn])
    centres = pack(sizes, margin)
    together = np.empty((order, 2))
    for part, places, centre in zip(parts, drawn, centres, strict=True):
        together[part.members] = places + centre
    return centred(together).astype(np.float32)
