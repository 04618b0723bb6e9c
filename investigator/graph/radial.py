"""A layout in rings: the roots in the middle, and around them everybody by the number of steps to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.graph.islands import assembled, centred, islands
from investigator.graph.pairs import Ties, ties
from investigator.graph.rooted import room, rows, tree
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

RING, ARC, ROW = 150.0, 56.0, 56.0
"""World units: the least between rings, between neighbours along one, and between the rows of a crowded one."""

Floats = NDArray[np.float64]


def radial(graph: Subgraph, roots: NDArray[np.int32], tick: Tick = silent) -> NDArray[np.float32]:
    """World coordinates of each account, shape (n, 2), x to the right and y down.

    `roots` are case-wide ids; a connected part without one is drawn around its account with the strongest ties.
    Several roots share a small ring. Same graph and roots, same places; no two accounts share one.
    """
    if not graph.order:
        return np.empty((0, 2), np.float32)
    wanted = np.isin(graph.accounts, roots)
    parts = islands(graph.order, ties(graph))
    drawn, done = [], 0
    for part in parts:
        tick(done, graph.order, "Laying out rings")
        drawn.append(_rings(part.links, part.members.size, np.flatnonzero(wanted[part.members])))
        done += part.members.size
    return assembled(graph.order, parts, drawn, RING)


def _rings(links: Ties, order: int, roots: NDArray[np.int64]) -> Floats:
    found = tree(links, order, roots)
    given = room(found, links, fair=True)
    angle = 2 * np.pi * given.slot / given.total
    far = np.zeros(order)
    outer = -RING
    for level in range(int(found.level.max()) + 1):
        here = np.flatnonzero(found.level == level)
        here = here[np.argsort(angle[here], kind="stable")]
        inner = max(outer + RING, _needed(angle[here]))
        row = rows(angle[here], ARC, 2 * np.pi, inner, ROW)
        far[here] = inner + row * ROW
        outer = float(far[here].max())
    places = far[:, None] * np.stack([np.sin(angle), -np.cos(angle)], axis=1)
    return centred(places)


def _needed(angle: Floats) -> float:
    """The radius of a ring: long enough for all that stand on it, but no longer than a disc that holds as many."""
    if angle.size < 2:
        return 0.0
    near = float(np.min(np.diff(np.append(angle, angle[0] + 2 * np.pi))))
    return float(min(ARC / max(near, 1e-6), np.sqrt(angle.size * ARC * ROW / np.pi)))
