"""All ways to lay a chart out, by name: anew, or with newcomers joining what stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from investigator.graph.flow import flow
from investigator.graph.grouped import grouped
from investigator.graph.hierarchy import hierarchy
from investigator.graph.joining import Way, join
from investigator.graph.layout import OnFrame, Places, force
from investigator.graph.radial import radial
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

Kind = Literal["flow", "time", "force", "hierarchy", "radial", "entity"]
KINDS: tuple[Kind, ...] = get_args(Kind)
_WAYS: Mapping[Kind, Way] = {"flow": "right", "time": "right", "hierarchy": "down", "radial": "out"}


def arrange(
    kind: Kind,
    graph: Subgraph,
    roots: NDArray[np.int32],
    group: NDArray[np.int32] | None = None,
    seed: int = 0,
    tick: Tick = silent,
    on_frame: OnFrame | None = None,
) -> Places:
    """World coordinates (n, 2) of a whole graph laid out anew; same arguments, same places.

    `roots` are case-wide ids: where money's way, the levels or the rings begin. `group` (n,) numbers entities, -1
    for none. `on_frame` is shown the places on the way by those layouts that have any. Raises `Cancelled` by `tick`.
    """
    if kind == "force":
        return force(graph, seed, tick=tick, on_frame=on_frame)
    if kind == "entity":
        own = np.full(graph.order, -1, np.int32) if group is None else group
        return grouped(graph, own, seed, tick, on_frame)
    if kind == "hierarchy":
        return hierarchy(graph, roots, tick)
    if kind == "radial":
        return radial(graph, roots, tick)
    return flow(graph, roots, "time" if kind == "time" else "hop", tick)


def go_on(kind: Kind, graph: Subgraph, start: Places, tick: Tick = silent) -> Places:
    """Places for newcomers, NaN in `start` (n, 2), beside those they deal with; what stands, stays."""
    way = _WAYS.get(kind)
    if way is not None:
        return join(graph, start, way)
    return force(graph, 0, start, ~np.isnan(start[:, 0]), tick=tick)
