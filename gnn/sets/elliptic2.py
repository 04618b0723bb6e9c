"""Elliptic2 (Bellei et al., 2024, arXiv:2404.19109): labelled sets of Bitcoin clusters and the flows between them.

`connected_components.csv` (ccId, ccLabel: licit or suspicious), `nodes.csv` (clId, ccId) and `edges.csv` (clId1, clId2,
txId) are the labelled sets; `background_nodes.csv` (clId and 43 features) is read through for their members only.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyarrow import csv

from gnn.sets.table import read_table
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph

COMPONENTS, NODES, EDGES, BACKGROUND = (
    "connected_components.csv",
    "nodes.csv",
    "edges.csv",
    "background_nodes.csv",
)
SHARES = (0.8, 0.1, 0.1)
"""Train, validation, test: sets drawn at random, as published; there is no time to split by."""
_LABELS = {"licit": 0, "suspicious": 1}


@dataclass(frozen=True)
class LabelledSets:
    """c sets of n clusters: `of` (n,) is the set of each, `x` (n, 43) its published features, `label` (c,) the
    truth and `part` (c,) 0, 1 or 2. The edges of `graph` lie within sets; they have no amounts and no times.
    """

    graph: Subgraph
    x: NDArray[np.float32]
    of: NDArray[np.int64]
    label: NDArray[np.int8]
    part: NDArray[np.int8]


def elliptic2(folder: Path, seed: int = 0) -> LabelledSets:
    """The labelled sets in a folder, split 80/10/10. Raises `Trouble` for files that are none."""
    whole = pa.int64()
    sets = read_table(folder / COMPONENTS, ("ccId", "ccLabel"), {"ccId": whole, "ccLabel": pa.string()})
    nodes = read_table(folder / NODES, ("clId", "ccId"), {"clId": whole, "ccId": whole})
    ends = read_table(folder / EDGES, ("clId1", "clId2"), {"clId1": whole, "clId2": whole})
    names, label = sets["ccId"].to_numpy(), _labels(sets["ccLabel"].to_pylist())
    order = np.argsort(names, kind="stable")
    names, label = names[order], label[order]
    clusters = nodes["clId"].to_numpy()
    first = np.argsort(clusters, kind="stable")
    clusters, home = clusters[first], nodes["ccId"].to_numpy()[first]
    src, dst = ends["clId1"].to_numpy(), ends["clId2"].to_numpy()
    if np.unique(clusters).size < clusters.size or not np.isin(home, names).all():
        raise Trouble(f"{NODES} names a cluster twice, or a set that {COMPONENTS} does not hold.")
    if not np.isin(np.concatenate([src, dst]), clusters).all():
        raise Trouble(f"{EDGES} names clusters that {NODES} does not hold.")
    rows = src.size
    graph = Subgraph(
        accounts=np.arange(clusters.size, dtype=np.int32),
        src=np.searchsorted(clusters, src).astype(np.int32),
        dst=np.searchsorted(clusters, dst).astype(np.int32),
        amount=np.ones(rows),
        asset=np.zeros(rows, np.int32),
        time=np.zeros(rows, np.int64),
        transfer=np.arange(rows, dtype=np.int64),
    )
    return LabelledSets(
        graph,
        _features(folder / BACKGROUND, clusters),
        np.searchsorted(names, home),
        label,
        _drawn(label.size, seed),
    )


def _labels(said: list[str]) -> NDArray[np.int8]:
    try:
        return np.array([_LABELS[text] for text in said], np.int8)
    except KeyError as wrong:
        raise Trouble(
            f"{COMPONENTS} has the label {str(wrong)[:40]}; licit and suspicious are known."
        ) from wrong


def _drawn(count: int, seed: int) -> NDArray[np.int8]:
    cuts = np.round(np.cumsum(SHARES)[:2] * count).astype(int)
    part = np.searchsorted(cuts, np.arange(count), side="right").astype(np.int8)
    return np.random.default_rng(seed).permutation(part)


def _features(path: Path, clusters: NDArray[np.int64]) -> NDArray[np.float32]:
    """(n, k) of these clusters, read block by block: the whole file is far larger than what is wanted of it."""
    found: NDArray[np.float32] | None = None
    seen = np.zeros(clusters.size, np.bool_)
    try:
        with csv.open_csv(path) as blocks:
            for block in blocks:
                ids = block.column(0).to_numpy()
                place = np.searchsorted(clusters, ids)
                there = (place < clusters.size) & (clusters[np.minimum(place, clusters.size - 1)] == ids)
                if found is None:
                    found = np.zeros((clusters.size, block.num_columns - 1), np.float32)
                for number in range(1, block.num_columns):
                    found[place[there], number - 1] = block.column(number).to_numpy()[there]
                seen[place[there]] = True
    except (OSError, pa.ArrowInvalid, ValueError, TypeError) as wrong:
        raise Trouble(
            f"{path.name} cannot be read as its publishers lay it out: {str(wrong)[:200]}."
        ) from wrong
    if found is None or not seen.all():
        raise Trouble(f"{path.name} lacks {int((~seen).sum())} of the labelled clusters.")
    return found
