"""From a graph with labels to PyG `Data`: features, edges, and parts by time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gnn.example import PARTS, Example, Part
from gnn.features import account_features, transfer_features
from gnn.models.directed import Wiring, wiring
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

if TYPE_CHECKING:
    from torch_geometric.data import Data

SHARES = (0.6, 0.2, 0.2)
"""Of each class's labelled accounts, by time: train, validation, test."""
FAR = 6.0
"""In standard deviations: where normalised features are cut off."""

Table = NDArray[np.float32]


@dataclass(frozen=True)
class Normaliser:
    """Mean and spread of account features (k,) and transfer features (q,), of the training part only."""

    account: tuple[Table, Table]
    transfer: tuple[Table, Table]

    def accounts(self, x: Table) -> Tensor:
        """(n, k) in standard deviations, cut off at `FAR`."""
        return _scaled(x, self.account)

    def transfers(self, e: Table) -> Tensor:
        """(m, q) in standard deviations, cut off at `FAR`."""
        return _scaled(e, self.transfer)


def _scaled(table: Table, by: tuple[Table, Table]) -> Tensor:
    return torch.from_numpy(np.clip((table - by[0]) / by[1], -FAR, FAR).astype(np.float32))


def _spread(tables: Sequence[Table]) -> tuple[Table, Table]:
    count = max(1, sum(len(t) for t in tables))
    mean = sum(t.sum(axis=0, dtype=np.float64) for t in tables) / count
    square = sum(((t - mean) ** 2).sum(axis=0, dtype=np.float64) for t in tables) / count
    return np.asarray(mean, np.float32), np.asarray(np.sqrt(square) + 1e-3, np.float32)


def first_seen(graph: Subgraph) -> NDArray[np.int64]:
    """(n,) the time of each account's first transfer; the largest integer for one without any."""
    when = np.full(graph.order, np.iinfo(np.int64).max)
    np.minimum.at(when, graph.src, graph.time)
    np.minimum.at(when, graph.dst, graph.time)
    return when


def parts(
    graphs: Sequence[Subgraph], truths: Sequence[NDArray[np.int8]], given: Sequence[Part | None]
) -> list[NDArray[np.int8]]:
    """For each graph (n,) 0 train, 1 validation, 2 test, -1 where nothing is known.

    Where a graph is not given to one part, its accounts are split by class and first activity, the earliest
    for training, with those of all such graphs in one row: every part has both classes wherever there are
    at least three accounts of each.
    """
    found = [
        np.where(truth < 0, -1, PARTS.index(part or "train")).astype(np.int8)
        for truth, part in zip(truths, given, strict=True)
    ]
    split = [number for number, part in enumerate(given) if part is None]
    seen = [_order_of_first(graphs[number]) for number in split]
    for label in (0, 1) if split else ():
        rows = [np.flatnonzero(truths[number] == label) for number in split]
        when = np.concatenate([np.empty(0), *(at[some] for at, some in zip(seen, rows, strict=True))])
        later = [max(1, round(when.size * share)) if when.size > 2 else 0 for share in SHARES[1:]]
        put = np.empty(when.size, np.int8)
        put[np.argsort(when, kind="stable")] = np.repeat([0, 1, 2], [when.size - sum(later), *later])
        ends = np.cumsum([some.size for some in rows])[:-1]
        for number, some, values in zip(split, rows, np.split(put, ends), strict=True):
            found[number][some] = values
    return found


def _order_of_first(graph: Subgraph) -> NDArray[np.float64]:
    """(n,) in (0, 1]: how early each account is first seen, among all of its graph."""
    _, place, count = np.unique(first_seen(graph), return_inverse=True, return_counts=True)
    order: NDArray[np.float64] = np.cumsum(count)[place] / max(1, graph.order)
    return order


@dataclass(frozen=True)
class Measured:
    """An example with its features, nothing normalised yet.

    `x` (n, k), `e` (m, q); `truth` (n,) 1, 0 or -1 for unknown, `weight` (n,) how firmly, `part` (n,).
    """

    graph: Subgraph
    x: Table
    e: Table
    truth: NDArray[np.int8]
    weight: NDArray[np.float32]
    part: NDArray[np.int8]
    groups: NDArray[np.int32]
    whole: Part | None

    def rows(self, part: Part) -> NDArray[np.int64]:
        """The accounts of one part about which something is known."""
        return np.flatnonzero(self.part == PARTS.index(part))


def measured(examples: Sequence[Example], weak: float | None = None, tick: Tick = silent) -> list[Measured]:
    """Features, truth and parts of every example.

    With `weak`, accounts without a label count as licit with that weight.
    """
    truths = [e.labels if weak is None else np.maximum(e.labels, 0).astype(np.int8) for e in examples]
    split = parts([e.graph for e in examples], truths, [e.part for e in examples])
    found = []
    for done, (example, truth, part) in enumerate(zip(examples, truths, split, strict=True)):
        tick(done, len(examples), "Measuring accounts and transfers")
        graph = example.graph
        weight = np.where(example.labels >= 0, 1.0, weak or 0.0).astype(np.float32)
        x, e = account_features(graph), transfer_features(graph)
        found.append(Measured(graph, x, e, truth, weight, part, example.groups, example.part))
    return found


def fitted(data: Sequence[Measured]) -> Normaliser:
    """The normaliser of the training part: its accounts, and the transfers that touch one of them.

    Where a graph is split by time, unlabelled accounts that were seen by then count too.
    """
    accounts, transfers = [], []
    for one in data:
        train = _trained_on(one)
        accounts.append(one.x[train])
        transfers.append(one.e[train[one.graph.src] | train[one.graph.dst]])
    return Normaliser(_spread(accounts), _spread(transfers))


def _trained_on(one: Measured) -> NDArray[np.bool_]:
    """(n,) which accounts belong to the time of the training part."""
    rows = one.rows("train")
    if one.whole is not None or not rows.size:
        return np.full(one.graph.order, one.whole == "train")
    seen = first_seen(one.graph)
    before: NDArray[np.bool_] = (seen <= seen[rows].max()) & (one.part <= 0)
    return before


class Inputs(NamedTuple):
    """What a net looks at: accounts (n, k) and transfers (m, q), normalised, and who pays whom."""

    x: Tensor
    edge_attr: Tensor
    wired: Wiring


def _ends(graph: Subgraph) -> tuple[NDArray[np.int64], Tensor]:
    """The rows of transfers between two accounts, and their ends (2, m)."""
    moves = np.flatnonzero(graph.src != graph.dst)
    ends = np.stack([graph.src[moves], graph.dst[moves]]).astype(np.int64)
    return moves, torch.from_numpy(ends)


def inputs_of(graph: Subgraph, x: Table, e: Table, normaliser: Normaliser) -> Inputs:
    """The same as `data_of`, without PyG, which scoring need not wait for."""
    moves, ends = _ends(graph)
    return Inputs(normaliser.accounts(x), normaliser.transfers(e[moves]), wiring(ends, graph.order))


def data_of(graph: Subgraph, x: Table, e: Table, normaliser: Normaliser) -> Data:
    """PyG `Data`: x, edge_index and edge_attr, normalised; transfers to oneself are left out."""
    # three seconds to import, half of the model process's start, and only training needs it
    from torch_geometric.data import Data

    moves, ends = _ends(graph)
    return Data(x=normaliser.accounts(x), edge_index=ends, edge_attr=normaliser.transfers(e[moves]))


def labelled(one: Measured, normaliser: Normaliser) -> Data:
    """`data_of` with y (n,) int8 and the masks train_mask, val_mask and test_mask (n,)."""
    data = data_of(one.graph, one.x, one.e, normaliser)
    data.y = torch.from_numpy(one.truth.copy())
    for name, part in zip(("train_mask", "val_mask", "test_mask"), PARTS, strict=True):
        data[name] = torch.from_numpy(one.part == PARTS.index(part))
    return data


def wiring_of(data: Data) -> Wiring:
    """The wiring of a `Data` of `data_of`."""
    assert data.edge_index is not None
    return wiring(data.edge_index, int(data.num_nodes or 0))
