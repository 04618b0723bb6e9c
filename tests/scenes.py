"""Literal scenes for the tests of everything that draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from investigator.scene import Scene

Node = tuple[float, float]


def scene(nodes: Sequence[Node], edges: Sequence[tuple[int, int]] = (), **columns: Any) -> Scene:
    """Nodes at literal places, account ids from 10, and plain columns unless given by name."""
    n, e = len(nodes), len(edges)
    places = np.array(nodes, np.float32).reshape(-1, 2)
    ends = np.array(edges, np.int32).reshape(-1, 2)
    plain: dict[str, Any] = {
        "account": np.arange(10, 10 + n, dtype=np.int32),
        "x": places[:, 0].copy(),
        "y": places[:, 1].copy(),
        "kind": np.zeros(n, np.uint8),
        "risk": np.full(n, np.nan, np.float32),
        "size": np.full(n, 0.5, np.float32),
        "title": tuple(f"node {i}" for i in range(n)),
        "caption": ("",) * n,
        "tint": np.full(n, 0xFFFFFFFF, np.uint32),
        "seed": np.zeros(n, np.bool_),
        "pinned": np.zeros(n, np.bool_),
        "src": ends[:, 0].copy(),
        "dst": ends[:, 1].copy(),
        "weight": np.full(e, 0.5, np.float32),
        "count": np.ones(e, np.int32),
        "lead": np.zeros(e, np.bool_),
        "text": ("1 ETH",) * e,
        "edge_risk": np.full(e, np.nan, np.float32),
        "asset": np.zeros(e, np.int32),
        "transfer": np.full(e, -1, np.int64),
    }
    kinds = {name: value.dtype for name, value in plain.items() if isinstance(value, np.ndarray)}
    given = {name: np.array(v, kinds[name]) if name in kinds else tuple(v) for name, v in columns.items()}
    return Scene(**(plain | given))


def triangle() -> Scene:
    """A seed, a risky mixer and an ordinary account; both directions between the first two, one lead."""
    return scene(
        [(0, 0), (200, 0), (100, 150)],
        [(0, 1), (1, 0), (1, 2)],
        kind=[0, 3, 0],
        risk=[np.nan, 0.9, 0.2],
        seed=[True, False, False],
        title=["Start", "Mixer", "0x9f2c" + "0" * 32 + "41ab"],
        caption=["seed", "", ""],
        lead=[False, False, True],
        edge_risk=[0.9, np.nan, np.nan],
    )
