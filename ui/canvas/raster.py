"""Draws a picture's arrays into a buffer, in horizontal bands at the same time, without races.

Threads on kernels that release the interpreter lock, and not numba's own parallel loops: of its threading
layers only some may be entered from two threads at once, and a layout may be running beside the chart.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numba import njit
from numpy.typing import NDArray

from ui.canvas.pixels import arrow, line, stroke, trace
from ui.canvas.shapes import node, ring

Floats = NDArray[np.float32]
Colors = NDArray[np.uint32]
Buffer = NDArray[np.uint32]


@dataclass(frozen=True)
class Strokes:
    """Edges in device pixels, drawn in order.

    `faint` (a, 4) ends, in pixels of `grain` (1 or 2) by `grain`, of lines that add to the density of
    ordinary traffic; `lines` (b, 4) painted one pixel wide in `line_color` (b,);
    `curves` (c, 8) as `pixels.stroke` takes them, with `half` thickness, `dashed` and `curve_color` (c,);
    `heads` (c, 5) tip, back and half width of arrowheads, 0 for none.
    """

    faint: Floats
    grain: int
    lines: Floats
    line_color: Colors
    curves: Floats
    half: Floats
    dashed: NDArray[np.bool_]
    curve_color: Colors
    heads: Floats
    head_color: Colors


@dataclass(frozen=True)
class Dots:
    """Nodes in device pixels, in drawing order, under `rings` (r, 4): x, y, radius, half thickness.

    `gap` pixels of the ground's colour are kept around each.
    """

    x: Floats
    y: Floats
    radius: Floats
    kind: NDArray[np.uint8]
    color: Colors
    rings: Floats
    ring_color: Colors
    gap: float


@njit(cache=True, nogil=True)
def _lines(buffer, density, grain, low, high, tone, faint, lines, colors):  # type: ignore[no-untyped-def]
    top, bottom = low // grain, (high + grain - 1) // grain
    density[top:bottom] = 0
    first, last = density.shape[1], 0
    for i in range(len(faint)):
        trace(density, faint[i], top, bottom)
        first = min(first, int(max(min(faint[i, 0], faint[i, 2]), 0)))
        last = max(last, int(min(max(faint[i, 0], faint[i, 2]), density.shape[1] - 1)) + 1)
    shift = grain - 1  # a grain is 1 or 2
    left, right = min(first << shift, buffer.shape[1]), min(last << shift, buffer.shape[1])
    right = max(left, right)
    for y in range(low, high):
        buffer[y, :left] = tone[0]
        for x in range(left, right):
            buffer[y, x] = tone[density[y >> shift, x >> shift]]
        buffer[y, right:] = tone[0]
    for i in range(len(lines)):
        line(buffer, lines[i], low, high, colors[i])


@njit(cache=True, nogil=True)
def _curves(buffer, low, high, curves, half, dashed, colors, heads, head_colors):  # type: ignore[no-untyped-def]
    for i in range(len(curves)):
        c = curves[i]
        reach = half[i] + heads[i, 4] + 2
        if min(c[1], c[3], c[5]) - reach > high or max(c[1], c[3], c[5]) + reach < low:
            continue
        stroke(buffer, c, low, high, half[i], dashed[i], colors[i])
        h = heads[i]
        if h[4] > 0:
            arrow(buffer, h[0], h[1], h[2], h[3], low, high, h[4], head_colors[i])


@njit(cache=True, nogil=True)
def _dots(buffer, low, high, x, y, radius, kind, colors, ground, gap, rings, ring_colors):  # type: ignore[no-untyped-def]
    for i in range(len(x)):
        reach = radius[i] * 1.2 + 4
        if y[i] + reach >= low and y[i] - reach <= high:
            node(buffer, low, high, x[i], y[i], radius[i], kind[i], colors[i], ground, gap)
    for i in range(len(rings)):
        r = rings[i]
        if r[1] + r[2] + 4 >= low and r[1] - r[2] - 4 <= high:
            ring(buffer, low, high, r[0], r[1], r[2], r[3], ring_colors[i])


def _cuts(strokes: Strokes, height: int, bands: int) -> list[int]:
    """Where to cut the rows into bands of about the same work, at whole grains."""
    even = np.linspace(0, height, bands + 1)
    sample = strokes.faint[:: max(len(strokes.faint) // 2000, 1)]
    if len(sample) > 100:
        middles = np.clip((sample[:, 1] + sample[:, 3]) / 2 * strokes.grain, 0, height)
        even[1:-1] = np.quantile(middles, np.linspace(0, 1, bands + 1)[1:-1])
    inner = (even[1:-1] / strokes.grain).astype(int) * strokes.grain
    return [0, *inner.tolist(), height]


class Raster:
    """Owns the buffers of one chart. The buffer that `draw` returns is drawn over by the next `draw`."""

    def __init__(self, bands: int = 0) -> None:
        self._bands = bands or min(os.cpu_count() or 1, 8)
        self._memory: Colors = np.empty(0, np.uint32)
        self._counts: NDArray[np.uint8] = np.empty(0, np.uint8)
        self._shape(1, 1)

    def draw(self, width: int, height: int, tone: Colors, strokes: Strokes, dots: Dots) -> Buffer:
        """Draw edges, then nodes, on the ground `tone[0]`; `tone` (256,) colours the density of traffic."""
        self._shape(width, height)
        cuts = _cuts(strokes, height, self._bands)
        # Threads are started for each drawing: 0.1 ms, and none is left to be ended with the chart.
        with ThreadPoolExecutor(self._bands, thread_name_prefix="raster") as threads:
            jobs = [threads.submit(self._band, *band, tone, strokes, dots) for band in pairwise(cuts)]
        for job in jobs:
            job.result()
        return self._buffer

    def _shape(self, width: int, height: int) -> None:
        """Fit the buffers to a size; memory is kept, since fresh pages cost as much as the drawing."""
        if self._memory.size < width * height:
            self._memory = np.empty(width * height, np.uint32)
            self._counts = np.empty(width * height, np.uint8)
        self._buffer = self._memory[: width * height].reshape(height, width)
        self._density = self._counts[: width * height].reshape(height, width)

    def _band(self, low: int, high: int, tone: Colors, s: Strokes, d: Dots) -> None:
        out = self._buffer
        density = self._density[: -(-len(out) // s.grain), : -(-out.shape[1] // s.grain)]
        _lines(out, density, s.grain, low, high, tone, s.faint, s.lines, s.line_color)
        _curves(out, low, high, s.curves, s.half, s.dashed, s.curve_color, s.heads, s.head_color)
        _dots(out, low, high, d.x, d.y, d.radius, d.kind, d.color, tone[0], d.gap, d.rings, d.ring_color)
