"""What a query takes off the chart beside single transfers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph
from investigator.records import Scores
from ui.query import Query


def narrowed(graph: Subgraph, starts: NDArray[np.int32], query: Query, scores: Scores | None) -> Subgraph:
    """Without the accounts that the query leaves nothing of; seeds stay, so that one knows where one is."""
    if query.passes_all or not graph.order:
        return graph
    seeds = np.isin(graph.accounts, starts)
    keep = seeds.copy()
    keep[graph.src] = keep[graph.dst] = True
    if query.hops is not None:
        keep &= _within(graph, seeds, query.hops)
    if query.risk is not None:
        keep &= _risky(graph, scores, query.risk) | seeds
    return graph.among(keep)


def _within(graph: Subgraph, seeds: NDArray[np.bool_], hops: int) -> NDArray[np.bool_]:
    reached = seeds.copy()
    for _ in range(hops):
        grown = reached.copy()
        grown[graph.dst[reached[graph.src]]] = True
        grown[graph.src[reached[graph.dst]]] = True
        if (grown == reached).all():
            break
        reached = grown
    return reached


def _risky(graph: Subgraph, scores: Scores | None, least: float) -> NDArray[np.bool_]:
    if scores is None:
        return np.zeros(graph.order, np.bool_)
    return np.isin(graph.accounts, scores.accounts[(scores.calibrated >= least) & ~scores.abstained])
