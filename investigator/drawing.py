"""How a `Scene` is drawn, in numbers without a toolkit: risk steps, sizes, bends, order of importance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.look import BY_RISK, PLAIN
from investigator.records import AccountKind, Certified
from investigator.scene import Scene

MID, HIGH = 0.5, 0.8
"""Where a score turns from slate to amber, and from amber to vermilion."""

UNSCORED, LOW_STEP, MID_STEP, HIGH_STEP = 0, 1, 2, 3
SPACING = 56.0
"""Pixels between neighbours at which nodes have their nominal size."""

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Indices = NDArray[np.int64]


def steps(risk: Floats) -> NDArray[np.uint8]:
    """The step of each score: 0 unscored (NaN), 1 low, 2 mid, 3 high. Shape as given."""
    known = np.nan_to_num(risk, nan=-1.0)
    step = np.select([known >= HIGH, known >= MID, known >= 0], [HIGH_STEP, MID_STEP, LOW_STEP], UNSCORED)
    return step.astype(np.uint8)


def fills(scene: Scene, palette: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The colour of each node as 0xRRGGBB, shape (n,); `palette` has one for each step of risk."""
    own = np.where(scene.tint == PLAIN, palette[UNSCORED], scene.tint & 0xFFFFFF)
    found: NDArray[np.uint32] = np.where(scene.tint == BY_RISK, palette[steps(scene.risk)], own).astype(
        np.uint32
    )
    return found


def placed(scene: Scene) -> Bools:
    """True where a node has a finite position, shape (n,)."""
    return np.isfinite(scene.x) & np.isfinite(scene.y)


def drawable(scene: Scene) -> Bools:
    """True where both ends of an edge have a finite position, shape (e,)."""
    there = placed(scene)
    return there[scene.src] & there[scene.dst]


def notable(scene: Scene) -> Bools:
    """True for the nodes that carry the story: seeds, risky ones, services, mixers, bridges, clusters."""
    return scene.seed | (steps(scene.risk) >= MID_STEP) | (scene.kind >= AccountKind.SERVICE)


def radii(scene: Scene) -> Floats:
    """Radius of each node in pixels at nominal scale, 4 to 18."""
    radius = 4 + 12 * np.clip(np.nan_to_num(scene.size), 0, 1)
    floor = np.where(notable(scene), 8, 4)
    floor = np.where(scene.seed | (scene.kind >= AccountKind.SERVICE), 11, floor)
    radius = np.maximum(radius, floor)
    grown: Floats = np.where(scene.kind == AccountKind.CLUSTER, radius * 1.25, radius).astype(np.float32)
    return grown


def widths(scene: Scene) -> Floats:
    """Thickness of each edge in pixels at nominal scale, 1 to 6, rising with the (log-scaled) weight.

    Transfers that are drawn one by one are thin, so that each can be told from the next.
    """
    width = 1 + 5 * np.clip(np.nan_to_num(scene.weight), 0, 1) ** 2
    return np.where(scene.transfer >= 0, np.minimum(width, 1.4), width).astype(np.float32)


def bends(src: NDArray[np.int32], dst: NDArray[np.int32]) -> Floats:
    """How far each edge's control point lies left of its chord, as a share of the chord, within ±0.4.

    The two directions of a pair lie on opposite sides. Edges of one direction (several assets or transfers) fan
    out evenly, to both sides of the chord where they are many and nothing comes back.
    """
    if not len(src):
        return np.empty(0, np.float32)
    most = np.int64(max(int(src.max()), int(dst.max())) + 1)
    key = src.astype(np.int64) * most + dst
    back = np.isin(key, dst.astype(np.int64) * most + src)
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    first = np.r_[True, ranked[1:] != ranked[:-1]]
    starts = np.maximum.accumulate(np.where(first, np.arange(len(key)), 0))
    rank, many = np.empty(len(key), np.int64), np.empty(len(key), np.int64)
    rank[order] = np.arange(len(key)) - starts
    many[order] = np.diff(np.r_[np.flatnonzero(first), len(key)])[np.cumsum(first) - 1]
    base = np.where(back, np.where(many > 4, 0.07, 0.16), np.where(many > 4, -0.4, 0.07))
    step = np.minimum(0.11, (0.4 - base) / np.maximum(many - 1, 1))
    bend: Floats = (base + step * rank).astype(np.float32)
    return bend


def node_order(scene: Scene) -> Indices:
    """Positions of the nodes, the most important last, so that painting in order puts it on top."""
    return np.lexsort(
        (np.nan_to_num(scene.size), scene.kind, steps(scene.risk), scene.seed, notable(scene))
    )


def edge_order(scene: Scene) -> Indices:
    """Positions of the edges, ordinary traffic first, the riskiest and heaviest last."""
    return np.lexsort((np.nan_to_num(scene.weight), steps(scene.edge_risk)))


def extent(x: Floats, y: Floats) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of the finite points; all zero where there are none."""
    there = np.isfinite(x) & np.isfinite(y)
    if not there.any():
        return 0.0, 0.0, 0.0, 0.0
    xs, ys = x[there], y[there]
    return float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max())


def spacing(scene: Scene) -> float:
    """The typical distance of neighbours in world units; `SPACING` where it cannot be told."""
    count = int(placed(scene).sum())
    if count < 2:
        return SPACING
    left, top, right, bottom = extent(scene.x, scene.y)
    wide, high = right - left, bottom - top
    return max(float(np.sqrt(wide * high / count)), max(wide, high) / count) or SPACING


def node_scale(spread: float, zoom: float) -> float:
    """The factor on all sizes at `zoom` pixels per world unit, neighbours lying `spread` units apart."""
    return float(np.clip(spread * zoom / SPACING, 0.1, 1.5))


@dataclass(frozen=True)
class Curves:
    """Quadratic curves on the screen, all of shape (m,): control points and what is seen of them.

    A stroke is drawn from parameter `start` to `stop`; where `arrow` (its length) is positive a head
    follows whose tip is at parameter `tip`.
    """

    x0: Floats
    y0: Floats
    cx: Floats
    cy: Floats
    x2: Floats
    y2: Floats
    start: Floats
    stop: Floats
    tip: Floats
    arrow: Floats

    def at(self, t: Floats) -> tuple[Floats, Floats]:
        """The points at parameter `t`."""
        u = 1 - t
        x = u * u * self.x0 + 2 * u * t * self.cx + t * t * self.x2
        y = u * u * self.y0 + 2 * u * t * self.cy + t * t * self.y2
        return x.astype(np.float32), y.astype(np.float32)


def curves(
    ends: tuple[Floats, Floats, Floats, Floats], near: Floats, far: Floats, bend: Floats, arrow: Floats
) -> Curves:
    """Curves between node centres `ends` = (x0, y0, x2, y2), cut back to the rims.

    `near` and `far` are the radii at sender and receiver, `arrow` the wanted lengths of the heads;
    a head that does not fit between the rims is left out.
    """
    x0, y0, x2, y2 = ends
    wide, high = x2 - x0, y2 - y0
    length = np.maximum(np.hypot(wide, high), 1e-3)
    fits = length > near + far + 2 * arrow
    arrow = np.where(fits, arrow, 0)
    tip = 1 - (far + 2) / length
    stop = np.where(arrow > 0, tip - 0.9 * arrow / length, 1 - (far - 1) / length)
    start = (near - 1) / length
    parts = (
        x0, y0, (x0 + x2) / 2 + high * bend, (y0 + y2) / 2 - wide * bend, x2, y2,
        np.clip(start, 0, 0.5), np.clip(stop, 0.5, 1), np.clip(tip, 0.5, 1), arrow,
    )  # fmt: skip
    return Curves(*(np.asarray(part, np.float32) for part in parts))


def badge(x: float, y: float, radius: float, size: float) -> tuple[float, float]:
    """The centre of a badge of radius `size` on the rim of a node, up and to the right of it."""
    reach = 0.7071 * (radius + 0.25 * size)
    return x + reach, y - reach


def badge_strokes(outcome: Certified, size: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    """The sign inside a badge of radius `size`, as lines from its centre: a tick, a cross, or a bar."""
    s = 0.5 * size
    if outcome == Certified.COMPLETE:
        return (((-s, 0.1 * s), (-0.25 * s, 0.8 * s), (s, -0.75 * s)),)
    if outcome == Certified.FAILED:
        return (((-0.8 * s, -0.8 * s), (0.8 * s, 0.8 * s)), ((-0.8 * s, 0.8 * s), (0.8 * s, -0.8 * s)))
    return (((-s, 0.0), (s, 0.0)),)
