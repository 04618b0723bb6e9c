"""Put a few accounts in line, or at equal distances; nobody else moves."""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from investigator.graph.flow import apart

Edge = Literal["left", "right", "top", "bottom", "column", "row"]
EDGES: tuple[Edge, ...] = get_args(Edge)
Axis = Literal["across", "down"]
LEAST = 48.0
"""World units between neighbours in a line, at least."""

Spots = NDArray[np.float32]


def aligned(spots: Spots, edge: Edge) -> Spots:
    """Places (n, 2) in one line: at the outermost on a side, or in a `column` or `row` through the middle.

    Along the line everybody stays, but for those that would stand over each other.
    """
    axis = 0 if edge in {"left", "right", "column"} else 1
    low, high = float(spots[:, axis].min()), float(spots[:, axis].max())
    line = {"left": low, "top": low, "right": high, "bottom": high}.get(edge, (low + high) / 2)
    placed = spots.astype(np.float64)
    placed[:, axis] = line
    along = placed[:, 1 - axis]
    order = np.argsort(along, kind="stable")
    along[order] = apart(along[order], np.ones(order.size), LEAST)
    return placed.astype(np.float32)


def distributed(spots: Spots, axis: Axis) -> Spots:
    """Places (n, 2) with equal distances `across` or `down`, between the outermost two, which stay."""
    at = 0 if axis == "across" else 1
    placed = spots.copy()
    order = np.argsort(spots[:, at], kind="stable")
    placed[order, at] = np.linspace(spots[order[0], at], spots[order[-1], at], order.size)
    return placed
