"""From a scene and a view to the arrays that the raster draws: culling, level of detail, colours."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from investigator import drawing
from investigator.scene import Scene
from ui.canvas.raster import Dots, Strokes
from ui.canvas.ready import Ready, ready
from ui.canvas.view import View
from ui.theme import Theme, blend

Floats = NDArray[np.float32]
Colors = NDArray[np.uint32]
Indices = NDArray[np.int64]

STYLED = 2500
"""So many edges at most are drawn with thickness, bend and arrowhead; the others as lines of one pixel."""
FINE = 16e6
"""So many pixels of ordinary lines at most are drawn at full resolution; beyond, at half of it."""
NEAR = 0.8
"""From this node scale on, ordinary edges show their arrowheads and edges their amounts."""


@dataclass(frozen=True)
class Paint(Ready):
    """A scene in the colours of a theme. `color` (n,) is that of its nodes, `tone` what `Raster.draw` takes."""

    theme: Theme
    color: Colors
    tone: Colors


@dataclass(frozen=True)
class Picture:
    """What is to be drawn, in device pixels: arrays for the raster, and what the labels stand beside.

    `x`, `y`, `radius` have the scene's shape (n,); `size` is the factor on all sizes, `room`
    the same without its limits; `nodes` are the visible ones, the most important last;
    `curves` belongs to the scene's edges `edges`, also the most important last.
    """

    strokes: Strokes
    dots: Dots
    x: Floats
    y: Floats
    radius: Floats
    size: float
    room: float
    nodes: Indices
    edges: Indices
    curves: drawing.Curves


def number(color: str) -> int:
    """`#rrggbb` as 0xRRGGBB."""
    return int(color[1:], 16)


def paint(scene: Scene, theme: Theme) -> Paint:
    """Prepare a scene and put it into the colours of a theme."""
    return dressed(ready(scene), theme)


def dressed(scene: Ready, theme: Theme) -> Paint:
    """A prepared scene in the colours of a theme; sorts nothing."""
    ordinary, edge = (theme.node_plain, theme.edge_plain) if scene.alone else (theme.node, theme.edge)
    palette = np.array([number(c) for c in (ordinary, theme.low, theme.mid, theme.high)], np.uint32)
    known = {one.name: getattr(scene, one.name) for one in fields(Ready)}
    return Paint(**known, theme=theme, color=drawing.fills(scene.scene, palette), tone=_tone(theme, edge))


def _tone(theme: Theme, first: str) -> Colors:
    """Colours of 0 to 255 ordinary lines through one pixel: the ground, one line, ever denser."""
    share = np.log(np.arange(1, 256)) / np.log(255)
    tone = [number(blend(theme.dim, first, float(s) * 0.4)) for s in share]
    return np.array([number(theme.ground), *tone], np.uint32)


def picture(
    paint: Paint,
    view: View,
    ratio: float,
    selected: NDArray[np.bool_],
    marked: NDArray[np.bool_] | None = None,
) -> Picture:
    """Everything visible in `view`, whose size is in device pixels of `ratio`.

    `selected` (n,) marks nodes to ring. Drawn in full are the edges of `marked`, in the order of `paint`, or
    those of the selected nodes.
    """
    x, y = view.to_screen(paint.scene.x, paint.scene.y)
    size = drawing.node_scale(paint.spread, view.scale / ratio)
    radius = (paint.radius * np.float32(size * ratio)).astype(np.float32)
    pad = 40 * ratio
    inside = (x > -pad) & (x < view.width + pad) & (y > -pad) & (y < view.height + pad)
    nodes = paint.order[inside[paint.order]]
    seen = _visible(x, y, paint.src, paint.dst, np.float32(view.width), np.float32(view.height))
    lit = selected[paint.src[seen]] | selected[paint.dst[seen]] if marked is None else marked[seen]
    full = _in_full(paint.step[seen] >= drawing.MID_STEP, lit)
    chosen = seen[full]
    near, far = paint.src[chosen], paint.dst[chosen]
    loud = lit[full] | (paint.step[chosen] >= drawing.MID_STEP) | (size >= NEAR)
    width = paint.width[chosen] * np.float32(min(1.0, size**0.5))
    heads = np.where(loud, (5 + 1.5 * width) * ratio * min(1.0, size**0.5), 0).astype(np.float32)
    curves = drawing.curves(
        (x[near], y[near], x[far], y[far]), radius[near], radius[far], paint.bend[chosen], heads
    )
    strokes = _strokes(paint, chosen, curves, np.maximum(width, 1) * ratio, lit[full])
    strokes = _with_lines(strokes, paint, seen[~full], x, y, view.width)
    dots = _dots(paint, x, y, radius, nodes, selected, ratio, size)
    room = paint.spread * view.scale / ratio / drawing.SPACING
    return Picture(strokes, dots, x, y, radius, size, room, nodes, paint.edge[chosen], curves)


def _in_full(risky: NDArray[np.bool_], lit: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which of the visible edges get the full style: all, those that stand out, or those selected."""
    if len(risky) <= STYLED:
        return np.ones(len(risky), np.bool_)
    for wanted in (risky | lit, lit):
        if wanted.sum() <= STYLED:
            return wanted
    return np.zeros(len(risky), np.bool_)


def _colors(paint: Paint, step: NDArray[np.uint8], share: float) -> Colors:
    theme = paint.theme
    quiet = int(paint.tone[1])
    mid, high = (number(blend(c, theme.ground, share)) for c in (theme.mid, theme.high))
    return np.array([quiet, quiet, mid, high], np.uint32)[step]


def _strokes(
    paint: Paint, chosen: Indices, c: drawing.Curves, width: Floats, lit: NDArray[np.bool_]
) -> Strokes:
    step = paint.step[chosen]
    quiet = step < drawing.MID_STEP
    raised = np.uint32(number(blend(paint.theme.dim, paint.theme.ground, 0.8)))
    color = np.where(lit & quiet, raised, _colors(paint, step, 0.85)).astype(np.uint32)
    plain = np.uint32(number(paint.theme.edge_plain))
    tip, back = c.at(c.tip), c.at(c.stop)
    ahead = np.stack([tip[0], tip[1], *_behind(tip, back, c.arrow), 0.42 * c.arrow], 1)
    return Strokes(
        faint=np.empty((0, 4), np.float32),
        grain=1,
        lines=np.empty((0, 4), np.float32),
        line_color=np.empty(0, np.uint32),
        curves=np.stack([c.x0, c.y0, c.cx, c.cy, c.x2, c.y2, c.start, c.stop], 1),
        half=(width / 2).astype(np.float32),
        dashed=paint.scene.lead[paint.edge[chosen]],
        curve_color=color,
        heads=ahead.astype(np.float32),
        head_color=np.where(quiet, np.where(lit, raised, plain), _colors(paint, step, 1.0)).astype(
            np.uint32
        ),
    )


def _behind(
    tip: tuple[Floats, Floats], back: tuple[Floats, Floats], length: Floats
) -> tuple[Floats, Floats]:
    """The middle of an arrowhead's back: `length` from the tip towards where the stroke ends."""
    dx, dy = back[0] - tip[0], back[1] - tip[1]
    share = length / np.maximum(np.hypot(dx, dy), 1e-3)
    return tip[0] + dx * share, tip[1] + dy * share


def _with_lines(strokes: Strokes, paint: Paint, rest: Indices, x: Floats, y: Floats, wide: int) -> Strokes:
    risky = int(np.searchsorted(paint.step[rest], drawing.MID_STEP))
    ends = _ends(x, y, paint.src, paint.dst, rest)
    grain = 1 if _pixels(ends[:risky], wide) <= FINE else 2
    return replace(
        strokes,
        faint=ends[:risky] / np.float32(grain),
        grain=grain,
        lines=ends[risky:],
        line_color=_colors(paint, paint.step[rest[risky:]], 0.85),
    )


def _dots(
    paint: Paint,
    x: Floats,
    y: Floats,
    radius: Floats,
    nodes: Indices,
    selected: NDArray[np.bool_],
    ratio: float,
    size: float,
) -> Dots:
    scene, theme = paint.scene, paint.theme
    rings, colors = [], []
    for mask, gap, half, color in (
        (scene.seed, 4.0, 0.75, blend(theme.text, theme.ground, 0.6)),
        (selected, 7.0, 1.1, theme.accent),
    ):
        which = nodes[mask[nodes]]
        line = np.full(len(which), half * ratio)
        rings.append(np.stack([x[which], y[which], radius[which] + gap * ratio, line], 1))
        colors.append(np.full(len(which), number(color), np.uint32))
    pins = nodes[scene.pinned[nodes] & (radius[nodes] > 5 * ratio)]
    which = np.r_[nodes, pins]
    count = len(nodes)
    return Dots(
        x=x[which],
        y=y[which],
        radius=np.r_[radius[nodes], np.full(len(pins), 2.2 * ratio, np.float32)].astype(np.float32),
        kind=np.r_[scene.kind[nodes], np.zeros(len(pins), np.uint8)],
        color=np.r_[paint.color[nodes], np.full(len(which) - count, paint.tone[0])].astype(np.uint32),
        rings=np.concatenate(rings).astype(np.float32),
        ring_color=np.concatenate(colors),
        gap=1.5 * ratio if size >= 0.5 else 0.0,
    )


@njit(cache=True, nogil=True)
def _visible(x, y, src, dst, wide, high):  # type: ignore[no-untyped-def]
    """The edges whose box, with room for their bend, meets the picture; loops and points are none."""
    found = np.empty(len(src), np.int64)
    count = 0
    for i in range(len(src)):
        xa, ya, xb, yb = x[src[i]], y[src[i]], x[dst[i]], y[dst[i]]
        pad = np.float32(0.2) * (abs(xb - xa) + abs(yb - ya)) + np.float32(4)
        if (
            max(xa, xb) + pad < 0
            or min(xa, xb) - pad > wide
            or max(ya, yb) + pad < 0
            or min(ya, yb) - pad > high
        ):
            continue
        if abs(xb - xa) + abs(yb - ya) < 1:
            continue
        found[count] = i
        count += 1
    return found[:count]


@njit(cache=True, nogil=True)
def _pixels(ends, wide):  # type: ignore[no-untyped-def]
    """About how many pixels some lines cover on a screen so wide."""
    total = 0.0
    for i in range(len(ends)):
        total += min(max(abs(ends[i, 2] - ends[i, 0]), abs(ends[i, 3] - ends[i, 1])), wide)
    return total


@njit(cache=True, nogil=True)
def _ends(x, y, src, dst, which):  # type: ignore[no-untyped-def]
    """Both ends of some edges, shape (m, 4)."""
    ends = np.empty((len(which), 4), np.float32)
    for i in range(len(which)):
        a, b = src[which[i]], dst[which[i]]
        ends[i, 0], ends[i, 1], ends[i, 2], ends[i, 3] = x[a], y[a], x[b], y[b]
    return ends
