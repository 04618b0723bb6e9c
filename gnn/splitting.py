"""Who is learned from, who chooses and who judges: by time, and with nothing of a later part in sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gnn.example import PARTS, Example
from investigator.graph.subgraph import Subgraph

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Truth = NDArray[np.int8]

SHARES = (0.6, 0.2, 0.2)
"""Of the labelled accounts, by time: train, validation, test."""
ENOUGH = 0.05
"""The least share of each class in each part; with less, each class is split by itself."""


class Snapshot(NamedTuple):
    """A graph as it was when one part ended, and who belongs to that part: (n,) places in `PARTS`, -1 for
    nobody's. `strict` tells that nothing of a later part is in it.
    """

    graph: Subgraph
    part: Truth
    strict: bool


@dataclass(frozen=True)
class _Timed:
    """The labelled accounts of all examples that are to be split by time, in one row each.

    `when` (r,) in (0, 1] is how late in its own graph an account was last active, among all of it.
    """

    owner: Ints
    row: Ints
    truth: Truth
    when: Floats


def last_seen(graph: Subgraph) -> Ints:
    """(n,) the time of each account's last transfer; the smallest integer for one without any."""
    when = np.full(graph.order, np.iinfo(np.int64).min)
    np.maximum.at(when, graph.src, graph.time)
    np.maximum.at(when, graph.dst, graph.time)
    return when


def snapshots(examples: Sequence[Example], truths: Sequence[Truth]) -> list[list[Snapshot]]:
    """For each example what its parts may look at, given the truth (n,) about each account, -1 for unknown.

    Where an example says neither part nor split, an account whose last transfer lies before the first cut
    in time is learned from as the graph was then, those before the second choose, and those still active
    judge. The cuts leave a fifth of each class, on average, to either. Where that leaves a part with hardly
    any of a class, each class is split by itself, and every part sees the whole graph.
    """
    made = [_given(example, truth) for example, truth in zip(examples, truths, strict=True)]
    open_ = [number for number, some in enumerate(made) if some is None]
    if open_:
        timed = _timed([examples[number].graph for number in open_], [truths[number] for number in open_])
        cuts = _cuts(timed)
        for place, number in enumerate(open_):
            graph = examples[number].graph
            made[number] = _by_time(graph, timed, place, cuts) if cuts else _by_class(graph, timed, place)
    return [some or [] for some in made]


def _given(example: Example, truth: Truth) -> list[Snapshot] | None:
    graph = example.graph
    if example.split.size:
        put = np.where(truth < 0, -1, example.split).astype(np.int8)
        if example.until == (None, None, None):
            return [Snapshot(graph, put, True)]
        return [
            Snapshot(graph if end is None else graph.until(end), _only(put, number), True)
            for number, end in enumerate(example.until)
        ]
    if example.part is None:
        return None
    put = np.where(truth < 0, -1, PARTS.index(example.part)).astype(np.int8)
    return [Snapshot(graph, put, True)]


def _only(put: Truth, number: int) -> Truth:
    return np.where(put == number, number, -1).astype(np.int8)


def _timed(graphs: Sequence[Subgraph], truths: Sequence[Truth]) -> _Timed:
    rows = [np.flatnonzero(truth >= 0) for truth in truths]
    when = [_order_of_last(graph)[some] for graph, some in zip(graphs, rows, strict=True)]
    return _Timed(
        np.repeat(np.arange(len(rows)), [some.size for some in rows]),
        np.concatenate(rows),
        np.concatenate([truth[some] for truth, some in zip(truths, rows, strict=True)]),
        np.concatenate(when),
    )


def _order_of_last(graph: Subgraph) -> Floats:
    """(n,) in (0, 1]: how late each account is last seen, among all of its graph."""
    _, place, count = np.unique(last_seen(graph), return_inverse=True, return_counts=True)
    order: Floats = np.cumsum(count)[place] / max(1, graph.order)
    return order


def _cuts(timed: _Timed) -> tuple[float, float] | None:
    """Up to which `when` accounts train and choose; nothing if some part would lack a class."""
    classes = [timed.when[timed.truth == label] for label in (0, 1)]
    if min(some.size for some in classes) == 0:
        return None
    ends = np.cumsum(SHARES)[:2]
    first, second = np.mean([np.quantile(some, ends, method="lower") for some in classes], axis=0)
    for some in classes:
        counts = np.bincount(np.searchsorted((first, second), some, side="left"), minlength=3)
        if counts.min() < max(2.0, ENOUGH * some.size):
            return None
    return float(first), float(second)


def _by_time(graph: Subgraph, timed: _Timed, place: int, cuts: tuple[float, float]) -> list[Snapshot]:
    mine = timed.owner == place
    put = np.full(graph.order, -1, np.int8)
    put[timed.row[mine]] = np.searchsorted(cuts, timed.when[mine], side="left")
    order, seen = _order_of_last(graph), last_seen(graph)
    found = []
    for number, end in enumerate((*cuts, None)):
        before = seen[order <= end] if end is not None else seen[:0]
        cut = graph if end is None else graph.until(int(before.max(initial=np.iinfo(np.int64).min)))
        found.append(Snapshot(cut, _only(put, number), True))
    return found


def _by_class(graph: Subgraph, timed: _Timed, place: int) -> list[Snapshot]:
    put = np.empty(timed.row.size, np.int8)
    for label in (0, 1):
        rows = np.flatnonzero(timed.truth == label)
        later = [max(1, round(rows.size * share)) if rows.size > 2 else 0 for share in SHARES[1:]]
        order = rows[np.argsort(timed.when[rows], kind="stable")]
        put[order] = np.repeat([0, 1, 2], [rows.size - sum(later), *later])
    part = np.full(graph.order, -1, np.int8)
    mine = timed.owner == place
    part[timed.row[mine]] = put[mine]
    return [Snapshot(graph, part, False)]
