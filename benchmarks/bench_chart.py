"""Redraws of the chart beside pyqtgraph's GraphItem: `python -m benchmarks.bench_chart [--quick]`.

1600 × 1000 pixels, three edges a node, nodes in clumps of a hundred, three in ten edges between clumps. The
chart draws thickness, bends, arrowheads, dashes, shapes, risk colours and labels; GraphItem draws one pen
and one symbol without antialiasing, its fastest. Both draw everything anew for each row 'exact'.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from investigator.scene import Scene
from ui.canvas.chart import Chart
from ui.theme import DARK

WIDTH, HEIGHT = 1600, 1000


@dataclass(frozen=True)
class Row:
    """One measurement: `ours` and the peer's in `unit`, NaN where no peer ran."""

    what: str
    ours: float
    unit: str
    peer: float = float("nan")
    peer_name: str = ""


def made(nodes: int, seed: int = 0) -> Scene:
    """A scene of `nodes` nodes in clumps and three times as many edges, a few of each risky."""
    draw = np.random.default_rng(seed)
    edges, clumps = 3 * nodes, max(nodes // 100, 1)
    clump = np.arange(nodes) % clumps
    places = draw.normal(0, 1000, (clumps, 2))[clump] + draw.normal(0, 60, (nodes, 2))
    src = draw.integers(0, nodes, edges)
    near = (src + clumps * draw.integers(1, 50, edges)) % nodes
    dst = np.where(draw.random(edges) < 0.7, near, draw.integers(0, nodes, edges))
    unscored = np.float32(np.nan)
    return Scene(
        account=np.arange(nodes, dtype=np.int32),
        x=places[:, 0].astype(np.float32),
        y=places[:, 1].astype(np.float32),
        kind=np.where(draw.random(nodes) < 0.02, draw.integers(1, 6, nodes), 0).astype(np.uint8),
        risk=np.where(draw.random(nodes) < 0.03, draw.random(nodes), unscored).astype(np.float32),
        size=(draw.random(nodes) ** 4).astype(np.float32),
        title=tuple(f"0x{i:04x}…{i * 7919 % 65536:04x}" for i in range(nodes)),
        caption=("",) * nodes,
        tint=np.full(nodes, 0xFFFFFFFF, np.uint32),
        seed=np.arange(nodes) < 3,
        pinned=np.zeros(nodes, np.bool_),
        src=src.astype(np.int32),
        dst=dst.astype(np.int32),
        weight=draw.random(edges).astype(np.float32),
        count=np.ones(edges, np.int32),
        lead=draw.random(edges) < 0.1,
        text=("1 ETH",) * edges,
        edge_risk=np.where(draw.random(edges) < 0.02, draw.random(edges), unscored).astype(np.float32),
        asset=np.zeros(edges, np.int32),
        transfer=np.full(edges, -1, np.int64),
    )


def milliseconds(widget: QWidget, change: Callable[[], object], repeats: int) -> float:
    """Median time of a change and the painting that follows, after three to warm up."""
    screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    taken = []
    for _ in range(repeats + 3):
        start = time.perf_counter()
        change()
        QWidget.render(widget, screen)  # a QGraphicsView has another `render` of its own
        taken.append(time.perf_counter() - start)
    return 1000 * statistics.median(taken[3:])


def rows(quick: bool) -> list[Row]:
    """All measurements of this file; `quick` leaves out the largest graph."""
    app = QApplication.instance() or QApplication([])
    found = []
    for nodes in (1_000, 10_000) if quick else (1_000, 10_000, 100_000):
        scene = made(nodes)
        found += _measured(scene, f"{nodes:,} nodes, {3 * nodes:,} edges", 11 if nodes < 50_000 else 5)
        app.processEvents()
    return found


def _measured(scene: Scene, what: str, repeats: int) -> list[Row]:
    chart = Chart(DARK)
    chart.resize(WIDTH, HEIGHT)
    chart.set_scene(scene)
    none = np.empty(0, np.int32)
    exact = milliseconds(chart, lambda: chart.set_selection(none), repeats)
    zoom = milliseconds(chart, lambda: chart.zoom(1.02), repeats)
    peer = pg.PlotWidget()
    peer.resize(WIDTH, HEIGHT)
    graph = pg.GraphItem(
        pos=np.column_stack([scene.x, scene.y]),
        adj=np.column_stack([scene.src, scene.dst]),
        size=5,
        pen="w",
    )
    peer.addItem(graph)
    box = peer.getViewBox()
    theirs = milliseconds(peer, lambda: box.translateBy(x=1), repeats)
    their_zoom = milliseconds(peer, lambda: box.scaleBy((0.98, 0.98)), repeats)
    return [
        Row(f"exact redraw, {what}", exact, "ms", theirs, "GraphItem"),
        Row(f"step of a zoom, {what}", zoom, "ms", their_zoom, "GraphItem"),
    ]


def main(quick: bool) -> None:
    """Print all measurements as a table."""
    for row in rows(quick):
        peer = f"{row.peer:12.2f}  {row.peer_name} ({row.peer / row.ours:.0f}x)" if row.peer_name else ""
        print(f"{row.what:52} {row.ours:10.2f} {row.unit:3}{peer}", flush=True)


if __name__ == "__main__":
    main("--quick" in sys.argv)
