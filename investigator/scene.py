"""What the analyst sees, as arrays: a pure function of facts, graph, results and view settings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.cases.facts import Shape
from investigator.records import Certified


@dataclass(frozen=True)
class Scene:
    """n nodes and e edges (one for each ordered pair and asset), ready to draw.

    Nodes: `account` case-wide ids (n,), `x`/`y` world coordinates (n,) float32, `kind` (n,) values of
    `AccountKind`, `risk` (n,) in [0, 1] or NaN where unscored, `size` (n,) in [0, 1] (the chosen measure,
    log-scaled), `title` and `caption` the two lines under a node (n texts each), `tint` (n,) uint32
    0xRRGGBB or 0xFFFFFFFF for 'by risk', `seed` (n,) true where the case starts, `pinned` (n,).
    Edges: `src`/`dst` (e,) positions in the node arrays, `weight` (e,) in [0, 1] (log-scaled amount),
    `count` (e,) transfers behind the edge, `lead` (e,) true where only a lead says so (dashed),
    `text` (e,) the amount with its unit, `edge_risk` (e,) in [0, 1] or NaN.
    `shapes` are what the analyst drew, by key. `certified` are the few nodes with a completeness certificate, by position, and what it comes to.
    """

    account: NDArray[np.int32]
    x: NDArray[np.float32]
    y: NDArray[np.float32]
    kind: NDArray[np.uint8]
    risk: NDArray[np.float32]
    size: NDArray[np.float32]
    title: tuple[str, ...]
    caption: tuple[str, ...]
    tint: NDArray[np.uint32]
    seed: NDArray[np.bool_]
    pinned: NDArray[np.bool_]
    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    weight: NDArray[np.float32]
    count: NDArray[np.int32]
    lead: NDArray[np.bool_]
    text: tuple[str, ...]
    edge_risk: NDArray[np.float32]
    certified: tuple[tuple[int, Certified], ...] = ()
    shapes: tuple[tuple[str, Shape], ...] = ()
