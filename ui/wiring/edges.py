"""Which transfers an edge of the chart stands for, and by which edges transfers are seen."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.graph.folding import standing
from ui.scenery import Sight


def behind(sight: Sight | None, edge: int) -> list[int]:
    """The transfers that an edge of the chart stands for."""
    if sight is None or not 0 <= edge < len(sight.scene.src):
        return []
    scene, graph = sight.scene, sight.graph
    if scene.transfer[edge] >= 0:
        return [int(scene.transfer[edge])]
    seen = standing(graph.accounts, scene.groups, scene.account)
    ends = scene.account[[scene.src[edge], scene.dst[edge]]]
    rows = (seen[graph.src] == ends[0]) & (seen[graph.dst] == ends[1]) & (graph.asset == scene.asset[edge])
    transfers: list[int] = graph.transfer[rows & ~np.isin(graph.transfer, scene.transfer)].tolist()
    return transfers


def ends_of(sight: Sight | None, transfers: tuple[int, ...]) -> NDArray[np.int32]:
    """On the chart a transfer is seen by the edge between its two accounts: pairs (k, 2)."""
    if sight is None:
        return np.empty((0, 2), np.int32)
    graph = sight.graph
    rows = np.isin(graph.transfer, np.array(transfers, np.int64))
    ends = np.stack([graph.accounts[graph.src[rows]], graph.accounts[graph.dst[rows]]], 1)
    return np.unique(ends, axis=0).astype(np.int32)
