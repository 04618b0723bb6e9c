"""Frames of the chart beside pyqtgraph and Qt: `python -m benchmarks.bench_chart [--quick] [--xvfb]`.

1600 × 1000 pixels, three edges a node, nodes in clumps of a hundred, three in ten edges between clumps. Ours draws
thickness, bends, arrowheads, dashes, shapes, colours of risk and labels; the others draw one pen and one symbol without
antialiasing, their fastest: pyqtgraph's `GraphItem`, and a `QGraphicsScene` with an item for each node and edge (up to
10,000 nodes: beyond, building it takes minutes). A frame is one step of the hand until the screen is painted, whatever
else the window's thread has to do in it; 'exact' is everything drawn anew. `--xvfb` runs it all again on a screen of Xvfb.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QLineF
from PySide6.QtGui import QImage, QPen
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from investigator.scene import Scene
from ui.canvas.chart import Chart
from ui.theme import DARK

WIDTH, HEIGHT = 1600, 1000
SIZES = (1_000, 5_000, 10_000, 50_000, 100_000)
ITEMS_AT_MOST = 10_000
STEP = 12
"""Pixels of one step of a pan."""


@dataclass(frozen=True)
class Row:
    """One measurement: `ours` and the peer's in `unit`, NaN where no peer ran."""

    what: str
    ours: float
    unit: str
    peer: float = float("nan")
    peer_name: str = ""


@dataclass(frozen=True)
class Frames:
    """Milliseconds of single frames."""

    taken: list[float]

    @property
    def median(self) -> float:
        return float(np.median(self.taken))

    @property
    def late(self) -> float:
        """The 95th percentile."""
        return float(np.percentile(self.taken, 95))


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


def frames(widget: QWidget, change: Callable[[int], object], repeats: int) -> Frames:
    """How long a change and the painting that follows take, and what the window's thread does besides."""
    app = QApplication.instance()
    screen = QImage(WIDTH, HEIGHT, QImage.Format.Format_RGB32)
    taken = []
    for step in range(repeats + 3):
        start = time.perf_counter()
        change(step)
        if app:
            app.processEvents()
        QWidget.render(widget, screen)  # a QGraphicsView has another `render` of its own
        taken.append(1000 * (time.perf_counter() - start))
        time.sleep(0.004)  # the hand is no faster than the screen
    return Frames(taken[3:])


def rows(quick: bool) -> Iterator[Row]:
    """All measurements of this file; `quick` leaves out the larger graphs."""
    app = QApplication.instance() or QApplication([])
    for nodes in SIZES[:3] if quick else SIZES:
        yield from _measured(made(nodes), f"{nodes:,} nodes", 100)
        app.processEvents()


def _there_and_back(step: int) -> int:
    """A hand that pans to one side for a while, then back."""
    return STEP if step // 40 % 2 == 0 else -STEP


def _settled(chart: Chart) -> None:
    """Until what is drawn for a still view is drawn, as when the hand rests before it moves on."""
    app = QApplication.instance()
    end = time.perf_counter() + 0.9
    while app and time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.005)


def _measured(scene: Scene, what: str, repeats: int) -> list[Row]:
    chart = Chart(DARK)
    chart.resize(WIDTH, HEIGHT)
    chart.show()
    chart.set_scene(scene)
    _settled(chart)
    exact = frames(chart, lambda _step: chart.redraw(), 15)
    _settled(chart)
    pan = frames(chart, lambda step: chart.pan(_there_and_back(step), 0), repeats)
    _settled(chart)
    zoom = frames(chart, lambda step: chart.zoom(1.03 if step // 20 % 2 == 0 else 1 / 1.03), repeats)
    chart.close()
    theirs = _graph_item(scene, 8)
    items = (
        _items(scene, 5) if len(scene.account) <= ITEMS_AT_MOST else (Frames([np.nan]), Frames([np.nan]))
    )
    named = "GraphItem / QGraphicsScene"
    found = []
    for name, ours, peer, other in (
        ("exact redraw", exact, theirs[0], items[0]),
        ("pan", pan, theirs[0], items[0]),
        ("zoom", zoom, theirs[1], items[1]),
    ):
        for part in ("median", "late"):
            said = f"{name}, {what}, {'median' if part == 'median' else '95 % below'}"
            beside = f"{named} {getattr(other, part):.0f}"
            found.append(Row(said, getattr(ours, part), "ms", getattr(peer, part), beside))
    return found


def _graph_item(scene: Scene, repeats: int) -> tuple[Frames, Frames]:
    """A pan and a zoom of pyqtgraph's own item."""
    peer = pg.PlotWidget()
    peer.resize(WIDTH, HEIGHT)
    places, ends = np.column_stack([scene.x, scene.y]), np.column_stack([scene.src, scene.dst])
    peer.addItem(pg.GraphItem(pos=places, adj=ends, size=5, pen="w"))
    box = peer.getViewBox()
    pan = frames(peer, lambda _step: box.translateBy(x=1), repeats)
    return pan, frames(peer, lambda _step: box.scaleBy((0.98, 0.98)), repeats)


def _items(scene: Scene, repeats: int) -> tuple[Frames, Frames]:
    """A pan and a zoom of Qt's scene with an item for each node and edge."""
    held = QGraphicsScene()
    pen = QPen(0)
    for a, b in zip(scene.src.tolist(), scene.dst.tolist(), strict=True):
        held.addLine(QLineF(scene.x[a], scene.y[a], scene.x[b], scene.y[b]), pen)
    for x, y in zip(scene.x.tolist(), scene.y.tolist(), strict=True):
        held.addEllipse(x - 2, y - 2, 4, 4, pen)
    view = QGraphicsView(held)
    view.resize(WIDTH, HEIGHT)
    view.fitInView(held.sceneRect())
    bar = view.horizontalScrollBar()
    view.scale(1.2, 1.2)
    pan = frames(view, lambda _step: bar.setValue(bar.value() + 1), repeats)
    return pan, frames(view, lambda _step: view.scale(1.02, 1.02), repeats)


def main(quick: bool) -> None:
    """Print all measurements as a table."""
    print(f"screen: {os.environ.get('QT_QPA_PLATFORM')}", flush=True)
    for row in rows(quick):
        peer = f"{row.peer:10.1f}  {row.peer_name}" if row.peer_name else ""
        print(f"{row.what:46} {row.ours:9.2f} {row.unit:3}{peer}", flush=True)


def again_on_a_screen(quick: bool) -> None:
    """The same on a screen of Xvfb, where there is one."""
    if not shutil.which("xvfb-run"):
        print("No xvfb-run here: not measured on a screen.")
        return
    words = [sys.executable, "-m", "benchmarks.bench_chart", *["--quick"] * quick]
    screen = ["xvfb-run", "-a", "-s", f"-screen 0 {WIDTH}x{HEIGHT}x24"]
    subprocess.run(screen + words, env={**os.environ, "QT_QPA_PLATFORM": "xcb"}, check=True)


if __name__ == "__main__":
    main("--quick" in sys.argv)
    if "--xvfb" in sys.argv:
        again_on_a_screen("--quick" in sys.argv)
