"""AMLSim's worlds (Suzumura and Kanezashi, IBM, 2018): synthetic banks with planted cycles and fan-ins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa

from gnn.example import Example, Part
from gnn.sets.table import read_table
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph

NODES, MOVES = "nodes.csv", "transactions.csv"


def amlsim(folder: Path, part: Part | None = None) -> Example:
    """One world from `nodes.csv` (nodeid, isFraud) and `transactions.csv` (sourceNodeId, targetNodeId, value,
    time), in order of time. Raises `Trouble` for files that are none, or that do not fit each other.
    """
    whole = pa.int64()
    nodes = read_table(folder / NODES, ("nodeid", "isFraud"), {"nodeid": whole, "isFraud": whole})
    names = ("sourceNodeId", "targetNodeId", "value", "time")
    moves = read_table(
        folder / MOVES, names, dict(zip(names, (whole, whole, pa.float64(), whole), strict=True))
    )
    ids, fraud = (nodes[name].to_numpy() for name in ("nodeid", "isFraud"))
    number = np.argsort(ids, kind="stable")
    ids = ids[number]
    src, dst, value, time = (moves[name].to_numpy() for name in names)
    if np.unique(ids).size < ids.size or not np.isin(np.concatenate([src, dst]), ids).all():
        raise Trouble(
            f"The transactions in {folder.name} name accounts that its {NODES} does not hold once."
        )
    order = np.argsort(time, kind="stable")
    graph = Subgraph(
        accounts=np.arange(ids.size, dtype=np.int32),
        src=np.searchsorted(ids, src[order]).astype(np.int32),
        dst=np.searchsorted(ids, dst[order]).astype(np.int32),
        amount=value[order],
        asset=np.zeros(order.size, np.int32),
        time=time[order],
        transfer=np.arange(order.size, dtype=np.int64),
    )
    return Example(graph, (fraud[number] != 0).astype(np.int8), part=part, name=folder.name)
