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
from gnn.models.wiring import Wiring, wiring
from gnn.splitting import last_seen, snapshots
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

if TYPE_CHECKING:
    from torch_geometric.data import Data

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


def spread(tables: Sequence[Table]) -> tuple[Table, Table]:
    """Mean and standard deviation (k,) of the rows of all tables (.., k), the latter never quite 0."""
    count = max(1, sum(len(t) for t in tables))
    mean = sum(t.sum(axis=0, dtype=np.float64) for t in tables) / count
    square = sum(((t - mean) ** 2).sum(axis=0, dtype=np.float64) for t in tables) / count
    return np.asarray(mean, np.float32), np.asarray(np.sqrt(square) + 1e-3, np.float32)


@dataclass(frozen=True)
class Measured:
    """A snapshot of an example with its features, nothing normalised yet.

    `x` (n, k), `e` (m, q); `truth` (n,) 1, 0 or -1 for unknown, `weight` (n,) how firmly, `part` (n,);
    `example` is the number of the example. `strict` tells that nothing of a later part is in the graph.
    """

    graph: Subgraph
    x: Table
    e: Table
    truth: NDArray[np.int8]
    weight: NDArray[np.float32]
    part: NDArray[np.int8]
    groups: NDArray[np.int32]
    example: int
    strict: bool

    def rows(self, part: Part) -> NDArray[np.int64]:
        """The accounts of one part about which something is known."""
        return np.flatnonzero(self.part == PARTS.index(part))


def measured(examples: Sequence[Example], weak: float | None = None, tick: Tick = silent) -> list[Measured]:
    """Features, truth and parts of every example, each part as of its own time.

    With `weak`, accounts without a label count as licit with that weight.
    """
    truths = [e.labels if weak is None else np.maximum(e.labels, 0).astype(np.int8) for e in examples]
    looks = snapshots(examples, truths)
    total = sum(len(some) for some in looks)
    found: list[Measured] = []
    for number, (example, truth, some) in enumerate(zip(examples, truths, looks, strict=True)):
        weight = np.where(example.labels >= 0, 1.0, weak or 0.0).astype(np.float32)
        for graph, part, strict in some:
            tick(len(found), total, "Measuring accounts and transfers")
            x, e = account_features(graph), transfer_features(graph)
            found.append(Measured(graph, x, e, truth, weight, part, example.groups, number, strict))
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
    return Normaliser(spread(accounts), spread(transfers))


def _trained_on(one: Measured) -> NDArray[np.bool_]:
    """(n,) which accounts belong to the time of the training part."""
    rows = one.rows("train")
    if not rows.size:
        return np.zeros(one.graph.order, np.bool_)
    seen = last_seen(one.graph)
    if one.strict and not (one.part > 0).any():
        return seen > np.iinfo(np.int64).min
    before: NDArray[np.bool_] = (seen <= seen[rows].max()) & (one.part <= 0)
    return before


class Inputs(NamedTuple):
    """What a net looks at: accounts (n, k) and transfers (m, q), normalised, and who pays whom."""

    x: Tensor
    edge_attr: Tensor
    wired: Wiring

    def to(self, dtype: torch.dtype) -> Inputs:
        """The same in another precision."""
        return Inputs(self.x.to(dtype), self.edge_attr.to(dtype), self.wired)


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
