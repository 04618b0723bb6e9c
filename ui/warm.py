"""Loads and compiles what the first gestures need, while nobody waits for it."""

from __future__ import annotations

import linecache
from importlib import import_module

import numpy as np

from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import build as index
from investigator.graph.expand import Filter, expand
from investigator.graph.subgraph import Subgraph
from investigator.placing import place
from investigator.progress import Tick, silent
from investigator.records import Address
from investigator.scene import Scene
from investigator.scene_build import Known, build
from ui.canvas.crowds import crowds, named
from ui.canvas.picking import edge_under, node_under
from ui.canvas.picture import dressed, picture
from ui.canvas.raster import Raster
from ui.canvas.ready import Ready, ready
from ui.canvas.view import View
from ui.theme import DARK

LATER = (
    "tomlkit",
    "investigator.chain.files",
    "investigator.report.typeset",
    "ui.dialogs.look",
    "ui.dialogs.report_dialog",
    "ui.dialogs.pull_dialog",
)
"""Modules that the window does not import at its start."""


def warm(tick: Tick = silent) -> None:
    """Draw and expand a graph of three accounts. The first run on a machine compiles; later ones load."""
    for done, name in enumerate(LATER):
        tick(done, len(LATER) + 1, "Loading")
        import_module(name)
    warm_chart(ready(tiny()))
    linecache.clearcache()  # PySide reads the source of every module that is loaded, and Python keeps it: some 80 MB
    tick(len(LATER) + 1, len(LATER) + 1, "Loaded")


def warm_chart(scene: Ready) -> None:
    """Draw a scene where nobody sees it, and look for what is under a pixel: so the window never waits for code to load."""
    shown = dressed(scene, DARK)
    view, chosen = View(1.0, 0.0, 0.0, 320, 240), np.arange(len(shown.scene.account)) == 0
    seen = picture(shown, view, 1.0, chosen)
    named(seen, crowds(shown, seen, view, 1.0), chosen)
    Raster().draw(320, 240, shown.tone, seen.strokes, seen.dots)
    anchors, sizes, blocked = (np.zeros((1, many), np.float32) for many in (3, 2, 4))
    place(anchors, sizes, blocked, (320, 240))
    node_under(shown, view, 0.0, 0.0)
    edge_under(shown, view, 0.0, 0.0)


def tiny() -> Scene:
    """Three accounts in a row, found by expanding from the first, and laid out both ways."""
    # SciPy comes with the layouts, and late on purpose
    from investigator.graph.flow import flow
    from investigator.graph.layout import force

    src, dst = np.array([0, 1], np.int32), np.array([1, 2], np.int32)
    amount, time = np.ones(2), np.arange(2)
    raw = TransferColumns(src, dst, np.zeros(2, np.int32), time, amount, time.copy(), 3)
    seeds = np.array([0], np.int32)
    columns = index(raw)
    for budget, where in ((None, Filter()), (5, Filter(min_amount=0.0))):
        graph: Subgraph = expand(columns, seeds, 2, where, budget).graph
    force(graph)
    names = [Address(f"tiny:{number}") for number in range(3)]
    known = Known(names, [(), (), ()], np.zeros(3, np.uint8), {0: "X"})
    return build(graph, flow(graph, seeds), known)
