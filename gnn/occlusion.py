"""The score of an account when some of the transfers around it are taken away, features and all.

A transfer acts on a score in many ways: as a message, in the counts of its ends, in chains and cycles that run
through it. Nothing is approximated here: whatever is left is measured and scored anew, in a bounded neighbourhood.
Many such worlds are laid side by side as one graph, so that they cost one pass.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from gnn.dataset import inputs_of
from gnn.features import Scales, account_features, transfer_features
from gnn.fidelity import Bools, Floats, LogOdds, log_odds
from gnn.model import Model
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

Ints = NDArray[np.int64]

HOPS, MOST = 3, 2000
AT_ONCE = 25_000
"""Transfers in worlds that are looked at together."""


@dataclass(frozen=True)
class Near:
    """The neighbourhood of one account: `graph`, in which it stands at `centre`.

    `rows` (m,) are its transfers' rows in the whole graph, `hop` (m,) their distances (0 touches the account),
    `usual` what the whole graph finds usual, `complete` whether nothing was left out for the bound.
    """

    graph: Subgraph
    centre: int
    rows: Ints
    hop: NDArray[np.int8]
    usual: Scales
    complete: bool


def near(graph: Subgraph, account: int, usual: Scales, hops: int = HOPS, most: int = MOST) -> Near:
    """The transfers up to `hops` away from the account at this place, `most` of them at most.

    Where they are more, each account that was reached gives of its largest, turn by turn; the account itself
    at most half of all.
    """
    hop = np.full(graph.size, -1, np.int8)
    seen = np.zeros(graph.order, np.bool_)
    seen[account] = True
    front, complete = seen.copy(), True
    for distance in range(hops):
        rows = np.flatnonzero((hop < 0) & (front[graph.src] | front[graph.dst]))
        room = (most + 1) // 2 if distance == 0 else most - int((hop >= 0).sum())
        if rows.size > room:
            rows, complete = _in_turn(graph, rows, front, usual)[:room], False
        hop[rows] = distance
        front = np.zeros_like(seen)
        front[graph.src[rows]] = front[graph.dst[rows]] = True
        front &= ~seen
        seen |= front
    rows = np.flatnonzero(hop >= 0)
    ends = np.unique(np.concatenate([[account], graph.src[rows], graph.dst[rows]]))
    place = np.zeros(graph.order, np.int32)
    place[ends] = np.arange(ends.size, dtype=np.int32)
    part = Subgraph(
        accounts=graph.accounts[ends],
        src=place[graph.src[rows]],
        dst=place[graph.dst[rows]],
        amount=graph.amount[rows],
        asset=graph.asset[rows],
        time=graph.time[rows],
        transfer=graph.transfer[rows],
    )
    return Near(part, int(place[account]), rows, hop[rows], Scales(usual.amount[rows], usual.gap), complete)


def _in_turn(graph: Subgraph, rows: Ints, front: Bools, usual: Scales) -> Ints:
    """The rows so that every account of the front comes first with its largest transfer, then its second."""
    owner = np.where(front[graph.src[rows]], graph.src[rows], graph.dst[rows])
    worth = graph.amount[rows] / usual.amount[rows]
    order = np.lexsort((rows, -worth, owner))
    sorted_owner = owner[order]
    start = np.searchsorted(sorted_owner, sorted_owner)
    rank = np.arange(order.size) - start
    return np.asarray(rows[order][np.lexsort((rows[order], -worth[order], rank))], np.int64)


def on_transfers(model: Model, some: Near, tick: Tick = silent) -> LogOdds:
    """The score of the account at the centre, as some of the transfers around it are there: (r, m) -> (r,)."""

    def ask(there: Bools) -> Floats:
        found, start = np.empty(len(there)), 0
        ends = np.cumsum(there.sum(axis=1))
        while start < len(there):
            tick(start, len(there), "Taking transfers away")
            before = ends[start - 1] if start else 0
            stop = max(start + 1, int(np.searchsorted(ends, before + AT_ONCE, side="right")))
            found[start:stop] = _scored(model, some, there[start:stop])
            start = stop
        return found

    return ask


def _scored(model: Model, some: Near, there: Bools) -> Floats:
    """One graph of many worlds that touch nowhere, and what is said of the centre of each."""
    graph, (row, world) = some.graph, np.nonzero(there.T)  # by row, and so in order of time
    n = graph.order
    centres = np.arange(len(there)) * n + some.centre
    ends, place = np.unique(
        np.concatenate([centres, world * n + graph.src[row], world * n + graph.dst[row]]),
        return_inverse=True,
    )
    centre, src, dst = np.split(place, [centres.size, centres.size + row.size])
    worlds = Subgraph(
        accounts=np.arange(ends.size, dtype=np.int32),
        src=src.astype(np.int32),
        dst=dst.astype(np.int32),
        amount=graph.amount[row],
        asset=graph.asset[row],
        time=graph.time[row],
        transfer=np.arange(row.size),
    )
    usual = Scales(some.usual.amount[row], some.usual.gap)
    x, e = account_features(worlds, usual=usual), transfer_features(worlds, usual=usual)
    rows = torch.from_numpy(centre.astype(np.int64))
    with torch.no_grad():
        given = inputs_of(worlds, x, e, model.normaliser)
        h, _ = model.net.embed(given.x, given.edge_attr, given.wired, rows if model.net.ego else None)
        net = model.net.classify(h[rows], given.x[rows]).numpy().astype(np.float64)
    return log_odds(model, net, model.trees.logits(x[centre]))
