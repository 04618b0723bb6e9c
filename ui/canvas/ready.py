"""What no change of view or of theme alters about a drawn scene: sorted and measured once, on any thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator import drawing
from investigator.scene import Scene

Floats = NDArray[np.float32]
Indices = NDArray[np.int64]


@dataclass(frozen=True)
class Ready:
    """A scene that can be drawn. Node arrays have its shape (n,), but for `order`: who has a place, the most important last.

    Edge arrays run in drawing order; `edge` maps them back to the scene. Edges without both ends placed are left
    out. `alone` says that nothing stands out from the others.
    """

    scene: Scene
    spread: float
    radius: Floats
    notable: NDArray[np.bool_]
    alone: bool
    order: Indices
    edge: Indices
    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    step: NDArray[np.uint8]
    width: Floats
    bend: Floats


def ready(scene: Scene) -> Ready:
    """Prepare a scene; costs a sort of its edges and nodes, a tenth of a second for 300,000 edges."""
    keep, order = drawing.drawable(scene), drawing.edge_order(scene)
    order = order[keep[order]]
    notable, by_weight = drawing.notable(scene), drawing.node_order(scene)
    return Ready(
        scene=scene,
        spread=drawing.spacing(scene),
        radius=drawing.radii(scene),
        notable=notable,
        alone=not notable.any() and not (scene.edge_risk >= drawing.MID).any(),
        order=by_weight[drawing.placed(scene)[by_weight]],
        edge=order,
        src=scene.src[order],
        dst=scene.dst[order],
        step=drawing.steps(scene.edge_risk)[order],
        width=drawing.widths(scene)[order],
        bend=drawing.bends(scene.src, scene.dst)[order],
    )


def nothing() -> Scene:
    """A scene of no accounts."""
    floats, flags = np.empty(0, np.float32), np.empty(0, np.bool_)
    ids, none = np.empty(0, np.int32), ()
    return Scene(
        ids, floats, floats, np.empty(0, np.uint8), floats, floats, none, none, np.empty(0, np.uint32),
        flags, flags, ids, ids, floats, ids, flags, none, floats, ids, np.empty(0, np.int64),
    )  # fmt: skip
