"""What is left when who deals with whom is drawn by lot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from gnn.dataset import Measured


def shuffled(data: Sequence[Measured], seed: int) -> list[Measured]:
    """The same accounts and transfers with their features, each transfer between accounts drawn from the
    graph's own ends.

    A net that does as well on these learns from accounts' own features alone (arXiv 2604.19514).
    """
    rng = np.random.default_rng(seed)
    made = []
    for one in data:
        graph = replace(
            one.graph,
            src=one.graph.src[rng.permutation(one.graph.size)],
            dst=one.graph.dst[rng.permutation(one.graph.size)],
        )
        made.append(replace(one, graph=graph))
    return made
