"""A score's reasons in an analyst's words.

A contribution (of a tree's path or of a net's gradient) says how much of the score a feature carries; the
words say what was seen. Amounts and times are put back into whole units and the clock's own.
"""

from __future__ import annotations

from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from gnn.feature_names import ACCOUNT_FEATURES
from gnn.features import Scales, scales
from gnn.phrases import PHRASES, Facts
from investigator.graph.subgraph import Subgraph
from investigator.records import Clock, Reason

TOP = 4
CONSIDERED = 12
"""How many features are put into words before those with the same words are joined."""


def reasons(
    values: NDArray[np.floating],
    contribution: NDArray[np.floating],
    graph: Subgraph,
    i: int,
    clock: Clock = Clock.UTC,
    usual: Scales | None = None,
) -> tuple[Reason, ...]:
    """Why account i of `graph` scores as it does: the strongest first, at most four.

    `values` and `contribution` (k,) belong to `ACCOUNT_FEATURES`; `usual` are the graph's `scales`,
    measured here if absent. Features that come down to the same words are one reason, with the sum of
    their weights. Raises `IndexError` for an account that is not there, `ValueError` for a wrong k.
    """
    if not 0 <= i < graph.order:
        raise IndexError(f"There is no account {i} among {graph.order}.")
    if values.shape != (len(ACCOUNT_FEATURES),) or contribution.shape != values.shape:
        raise ValueError(
            f"{len(ACCOUNT_FEATURES)} values and contributions are wanted, one for each feature."
        )
    named = {feature.name: float(value) for feature, value in zip(ACCOUNT_FEATURES, values, strict=True)}
    facts = Facts(MappingProxyType(named), (usual or scales(graph)).gap, clock)
    words: dict[str, tuple[float, str]] = {}
    for place in np.argsort(-np.abs(contribution), kind="stable")[:CONSIDERED]:
        name = ACCOUNT_FEATURES[place].name
        text = PHRASES[name](facts)
        weight, first = words.get(text, (0.0, name))
        words[text] = (weight + float(contribution[place]), first)
    strongest = sorted(words.items(), key=lambda said: -abs(said[1][0]))[:TOP]
    return tuple(
        Reason(text if weight > 0 else f"ordinary: {text}", weight, name)
        for text, (weight, name) in strongest
        if weight
    )
