"""A layout from the top down: roots above, and below each whom it is tied to, level by level."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.graph.islands import assembled, centred, islands
from investigator.graph.pairs import ties
from investigator.graph.rooted import Room, Tree, room, rows, tree
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

LEVEL, SLOT, ROW = 132.0, 60.0, 56.0
"""World units between levels, between accounts on one, and between the rows of a crowded one."""


_WIDEST = 3.0  # times as wide as high, at most

Floats = NDArray[np.float64]


def hierarchy(graph: Subgraph, roots: NDArray[np.int32], tick: Tick = silent) -> NDArray[np.float32]:
    """World coordinates of each account, shape (n, 2), x to the right and y down.

    `roots` are case-wide ids; a connected part without one hangs from its account with the strongest ties. Every
    account stands as many levels down as there are transfers between it and the nearest root, under its parent
    (Reingold and Tilford, 1981, in that parents stand over the middle of their children and siblings never
    overlap). Same graph and roots, same places; no two accounts share one.
    """
    if not graph.order:
        return np.empty((0, 2), np.float32)
    wanted = np.isin(graph.accounts, roots)
    parts = islands(graph.order, ties(graph))
    drawn, done = [], 0
    for part in parts:
        tick(done, graph.order, "Laying out levels")
        found = tree(part.links, part.members.size, np.flatnonzero(wanted[part.members]))
        given = room(found, part.links)
        drawn.append(centred(_levels(found, given)))
        done += part.members.size
    return assembled(graph.order, parts, drawn, LEVEL)


def _levels(found: Tree, given: Room) -> Floats:
    """Levels of one row each, or, where that would be a wall, squeezed into several."""
    squeeze = 1.0
    while True:
        x, y = given.slot * SLOT / squeeze, np.zeros(given.slot.size)
        top = 0.0
        for level in range(int(found.level.max()) + 1):
            here = np.flatnonzero(found.level == level)
            here = here[np.argsort(x[here], kind="stable")]
            row = rows(x[here], SLOT - 1e-6, 0.0, 0.0, 0.0)
            y[here] = top + row * ROW
            top += LEVEL + int(row.max()) * ROW
        if np.ptp(x) <= _WIDEST * max(top, 4 * LEVEL):
            return np.stack([x, y], axis=1)
        squeeze *= 1.5
