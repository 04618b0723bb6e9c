"""How a chart is to be looked at: what colours and sizes mean, and which edges are opened into their transfers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from investigator.colours import COLOURS
from investigator.graph.subgraph import Subgraph

Colour = Literal["risk", "label", "entity"]
Measure = Literal["transfers", "counterparties", "received", "sent", "balance", "score"]
COLOURINGS: tuple[Colour, ...] = get_args(Colour)
MEASURES: tuple[Measure, ...] = get_args(Measure)

BY_RISK, PLAIN = 0xFFFFFFFF, 0xFFFFFFFE
"""Tints that are no colour of their own: by the step of risk, and ordinary whatever the risk."""

MOST_OPEN = 40
"""So many transfers of a pair at most are drawn one by one, the largest; the rest stay one edge."""


@dataclass(frozen=True)
class Look:
    """View settings. `opened` are pairs (sender, receiver) of nodes whose transfers are drawn one by one."""

    colour: Colour = "risk"
    size: Measure = "transfers"
    opened: frozenset[tuple[int, int]] = frozenset()


def sizes(graph: Subgraph, measure: Measure, risk: NDArray[np.float32]) -> NDArray[np.float32]:
    """The measure of each account in [0, 1], shape (n,), on a log scale but for scores; unscored is 0.

    Amounts are shares of what moves of their asset on the chart, since units cannot be added up; a balance is
    what came in less what went out, at least nothing.
    """
    if measure == "score":
        return np.nan_to_num(risk, nan=0.0).astype(np.float32)
    count = graph.order
    if measure == "transfers":
        value = _sums(graph.src, count) + _sums(graph.dst, count)
    elif measure == "counterparties":
        key = np.unique(graph.src.astype(np.int64) * max(count, 1) + graph.dst)
        value = _sums(key // max(count, 1), count) + _sums(key % max(count, 1), count)
    else:
        share = _shares(graph)
        received, sent = _sums(graph.dst, count, share), _sums(graph.src, count, share)
        value = {"received": received, "sent": sent}.get(measure, np.maximum(received - sent, 0)) * 1e4
    scaled = np.log1p(value)
    return np.asarray(scaled / max(float(scaled.max(initial=0.0)), 1e-9), np.float32)


def _sums(
    ends: NDArray[np.int32] | NDArray[np.int64], count: int, weight: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    return np.bincount(ends, weight, minlength=count).astype(np.float64)


def _shares(graph: Subgraph) -> NDArray[np.float64]:
    """Each transfer's share of all that moves of its asset, shape (m,)."""
    share = np.zeros(graph.size)
    for asset in np.unique(graph.asset):
        rows = graph.asset == asset
        total = float(graph.amount[rows].sum())
        share[rows] = graph.amount[rows] / total if total > 0 else 0
    return share


def hues(names: Sequence[str]) -> tuple[NDArray[np.uint32], tuple[tuple[str, int], ...]]:
    """A colour for each name, the most frequent names first while there are colours; '' and others stay plain.

    Answers the tints, shape (n,), and what each colour means.
    """
    often = sorted(Counter(name for name in names if name).items(), key=lambda one: (-one[1], one[0]))
    palette = {name: colour for (name, _), colour in zip(often, COLOURS.values(), strict=False)}
    return np.array([palette.get(name, PLAIN) for name in names], np.uint32), tuple(palette.items())


def alone(graph: Subgraph, opened: frozenset[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which transfers are drawn one by one, shape (m,)."""
    single = np.zeros(graph.size, np.bool_)
    place = {account: at for at, account in enumerate(graph.accounts.tolist())} if opened else {}
    for sender, receiver in sorted(opened):
        rows = np.flatnonzero((graph.src == place.get(sender, -1)) & (graph.dst == place.get(receiver, -1)))
        single[rows[np.argsort(-graph.amount[rows], kind="stable")[:MOST_OPEN]]] = True
    return single
