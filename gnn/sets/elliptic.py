"""The Elliptic graph of Bitcoin transactions (Weber et al., 2019, arXiv:1908.02591).

A node is a transaction and stands where an account stands elsewhere; an edge is a payment from one to the next
within one of 49 time steps. Class 1 is illicit, 2 licit.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gnn.example import Example
from gnn.sets.table import read_table
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph

FEATURES, CLASSES, EDGES = (
    "elliptic_txs_features.csv",
    "elliptic_txs_classes.csv",
    "elliptic_txs_edgelist.csv",
)
COLUMNS = 165
TRAIN, CHOOSE, TEST = (1, 29), (30, 34), (35, 49)
"""Time steps, first and last: the usual 1-34 with its tail to choose by, and the rest."""


def topology(folder: Path) -> Example:
    """The graph alone, from `nodes.csv.gz` (txId, time_step, class) and `edges.csv.gz` (txId1, txId2).

    Nodes whose labels are withheld count as unknown. Raises `Trouble` for files that are none.
    """
    names = ("txId", "time_step", "class")
    types = dict(zip(names, (pa.int64(), pa.int64(), pa.string()), strict=True))
    nodes = read_table(folder / "nodes.csv.gz", names, types)
    ends = read_table(
        folder / "edges.csv.gz", ("txId1", "txId2"), {"txId1": pa.int64(), "txId2": pa.int64()}
    )
    step, label = nodes["time_step"].to_numpy(), nodes["class"].to_pylist()
    return put_together(
        nodes["txId"].to_numpy(), step, label, ends["txId1"].to_numpy(), ends["txId2"].to_numpy()
    )


@dataclass(frozen=True)
class Published:
    """The graph with what was published about each transaction: `x` (n, 166), the time step first."""

    example: Example
    x: NDArray[np.float32]


def published(folder: Path) -> Published:
    """The three files as Kaggle has them: features without a header (txId, time step, 165 numbers), classes
    (txId, class) and edges (txId1, txId2). Raises `Trouble` for files that are none.
    """
    names = ["txId", "time_step", *(f"f{number}" for number in range(COLUMNS))]
    types = {"txId": pa.int64(), "time_step": pa.int64()} | dict.fromkeys(names[2:], pa.float32())
    table = read_table(folder / FEATURES, names, types, names)
    classes = read_table(folder / CLASSES, ("txId", "class"), {"txId": pa.int64(), "class": pa.string()})
    ends = read_table(folder / EDGES, ("txId1", "txId2"), {"txId1": pa.int64(), "txId2": pa.int64()})
    ids, named = table["txId"].to_numpy(), classes["txId"].to_numpy()
    order, other = np.argsort(ids, kind="stable"), np.argsort(named, kind="stable")
    if not np.array_equal(ids[order], named[other]):
        raise Trouble(f"{FEATURES} and {CLASSES} do not name the same transactions.")
    x = np.column_stack([table[name].to_numpy() for name in names[1:]]).astype(np.float32)[order]
    kinds = np.array(classes["class"].to_pylist(), object)[other].tolist()
    example = put_together(
        ids[order],
        table["time_step"].to_numpy()[order],
        kinds,
        ends["txId1"].to_numpy(),
        ends["txId2"].to_numpy(),
    )
    return Published(example, x)


def put_together(
    ids: NDArray[np.int64],
    step: NDArray[np.int64],
    label: list[str],
    src: NDArray[np.int64],
    dst: NDArray[np.int64],
) -> Example:
    """Nodes with their steps and classes, and edges, as an example that is split by time step."""
    order = np.argsort(ids, kind="stable")
    if np.unique(ids).size < ids.size or not np.isin(np.concatenate([src, dst]), ids).all():
        raise Trouble("The edges name transactions that the nodes do not hold once.")
    ids, step = ids[order], step[order]
    payer, payee = (np.searchsorted(ids, some).astype(np.int32) for some in (src, dst))
    when = np.maximum(step[payer], step[payee])
    rows = np.argsort(when, kind="stable")
    known = {"1": 1, "2": 0}
    labels = np.array([known.get(label[place], -1) for place in order], np.int8)
    part = np.full(ids.size, -1, np.int8)
    for number, (first, last) in enumerate((TRAIN, CHOOSE, TEST)):
        part[(step >= first) & (step <= last) & (labels >= 0)] = number
    graph = Subgraph(
        accounts=np.arange(ids.size, dtype=np.int32),
        src=payer[rows],
        dst=payee[rows],
        amount=np.ones(rows.size),
        asset=np.zeros(rows.size, np.int32),
        time=when[rows],
        transfer=np.arange(rows.size, dtype=np.int64),
    )
    judged = step[part == 2]
    until = (TRAIN[1], CHOOSE[1], int(judged.max()) if judged.size else None)
    return Example(graph, labels, name="Elliptic", split=part, until=until)
