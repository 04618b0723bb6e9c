"""A score's reasons in an analyst's words.

A contribution (of a tree's path or of a net's gradient) says how much of the score a feature carries; the
words say what was seen. Amounts and times are put back into whole units and the clock's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from gnn.feature_names import ACCOUNT_FEATURES
from gnn.features import Scales, scales
from gnn.phrases import Facts
from gnn.stories import grouped, story
from investigator.graph.subgraph import Subgraph
from investigator.records import Clock, Reason

TOP = 4
CONSIDERED = 12
"""How many features are put into words before those that go together are joined."""
_PLACES = MappingProxyType({feature.name: place for place, feature in enumerate(ACCOUNT_FEATURES)})


@dataclass(frozen=True)
class Named:
    """A reason with all the features that stand behind it, as places in `ACCOUNT_FEATURES`."""

    reason: Reason
    features: tuple[int, ...]


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
    measured here if absent. Features that make one sentence, or come down to the same words, are one
    reason, with the sum of their weights. Raises `IndexError` for an account that is not there,
    `ValueError` for a wrong k.
    """
    return tuple(named.reason for named in named_reasons(values, contribution, graph, i, clock, usual))


def named_reasons(
    values: NDArray[np.floating],
    contribution: NDArray[np.floating],
    graph: Subgraph,
    i: int,
    clock: Clock = Clock.UTC,
    usual: Scales | None = None,
) -> tuple[Named, ...]:
    """`reasons`, with the features behind each."""
    if not 0 <= i < graph.order:
        raise IndexError(f"There is no account {i} among {graph.order}.")
    if values.shape != (len(ACCOUNT_FEATURES),) or contribution.shape != values.shape:
        raise ValueError(
            f"{len(ACCOUNT_FEATURES)} values and contributions are wanted, one for each feature."
        )
    told = {feature.name: float(value) for feature, value in zip(ACCOUNT_FEATURES, values, strict=True)}
    facts = Facts(MappingProxyType(told), (usual or scales(graph)).gap, clock)
    # two features of one phrase: apart, the same words would speak for suspicion and against it
    weight = np.array(contribution, np.float64)
    weight[_PLACES["cycles"]] += weight[_PLACES["cycle_length"]]
    weight[_PLACES["cycle_length"]] = 0.0
    considered = np.argsort(-np.abs(weight), kind="stable")[:CONSIDERED]
    behind: dict[str, list[int]] = {}
    for sign in (1.0, -1.0):
        some = [int(place) for place in considered if weight[place] * sign > 0]
        for names in grouped([ACCOUNT_FEATURES[place].name for place in some]):
            text = story(facts, names)
            behind.setdefault(text, []).extend(_PLACES[name] for name in names)
    found = [_named(text, places, weight) for text, places in behind.items()]
    found.sort(key=lambda one: (-abs(one.reason.weight), one.features))
    return tuple(one for one in found if one.reason.weight)[:TOP]


def _named(text: str, places: Sequence[int], weights: NDArray[np.float64]) -> Named:
    weight = float(sum(weights[place] for place in places))
    strongest = sorted(places, key=lambda place: (-abs(weights[place]), place))
    reason = Reason(
        text if weight > 0 else f"ordinary: {text}", weight, ACCOUNT_FEATURES[strongest[0]].name
    )
    twins = [_PLACES["cycle_length"]] if _PLACES["cycles"] in places else []
    return Named(reason, (*strongest, *twins))
