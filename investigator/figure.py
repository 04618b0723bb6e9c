"""The chart as a vector figure for print: SVG text, the same bytes for the same scene.

Colours differ in lightness as well as hue, so that a grey print tells the steps of risk apart, and the
highest step has a heavy outline. Nothing of the outside world gets into the text unescaped.
"""

from __future__ import annotations

from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from investigator import drawing
from investigator.figure_shapes import drawn
from investigator.placing import place
from investigator.records import AccountKind, Certified
from investigator.scene import Scene

Floats = NDArray[np.float32]

MOST_EDGES = 1500
"""So many edges at most are drawn, the most important; the figure says what was left out."""
MOST_LABELS = 60
INK, DIM, PLAIN, FAINT = "#1b2330", "#5a6372", "#9aa4b2", "#d3d8df"
FILLS = ("#c3cad4", "#8e99a9", "#c98b2b", "#b23a17")
STROKES = ("#b9c0cb", "#b7791f", "#b23a17")
"""Edges of low, mid and high risk."""
KINDS = ("account", "contract", "service", "mixer", "bridge", "entity")
CERTIFIED = {
    Certified.COMPLETE: "complete",
    Certified.UNPROVEN: "not proved complete",
    Certified.FAILED: "incomplete",
}
RISKS = ("unscored", "low risk", "mid risk", "high risk")
FONT = "Helvetica, Arial, 'DejaVu Sans', sans-serif"
BORDER, LEGEND = 36, 40


@dataclass(frozen=True)
class _Plan:
    """Where things are on the page: node centres and radii (n,), the size factor, and `to` for world points."""

    scene: Scene
    x: Floats
    y: Floats
    radius: Floats
    fill: NDArray[np.uint32]
    size: float
    width: int
    height: int
    zoom: float = 1.0
    middle: tuple[float, float] = (0.0, 0.0)

    def to(self, x: float, y: float) -> tuple[float, float]:
        across = (x - self.middle[0]) * self.zoom + self.width / 2
        return across, (y - self.middle[1]) * self.zoom + (self.height - LEGEND) / 2


Camera = tuple[float, float, float]
"""The middle (x, y) and the width of what is seen, in world units."""


def svg(
    scene: Scene,
    width: int = 720,
    height: int = 480,
    font: str = FONT,
    camera: Camera | None = None,
    most: int = MOST_EDGES,
) -> str:
    """The whole scene with a legend, fitted into `width` × `height` points, or what a camera sees of it.

    Nodes without a finite position, and edges to them, are not drawn; of more than `most` edges the others.
    """
    plan = _plan(scene, width, height, camera)
    edges = drawing.edge_order(scene)
    edges = edges[(drawing.drawable(scene) & (scene.src != scene.dst))[edges]]
    nodes = drawing.node_order(scene)
    nodes = nodes[drawing.placed(scene)[nodes]]
    shown = edges[max(len(edges) - most, 0) :]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="{_text(font)}">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        *_edges(plan, shown),
        *(_node(plan, int(i)) for i in nodes),
        *(_badge(plan, at, outcome) for at, outcome in scene.certified if np.isfinite(scene.x[at])),
        *_labels(plan, nodes),
        *drawn((shape for _, shape in scene.shapes), plan.to),
        *_legend(plan, len(edges) - len(shown)),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _plan(scene: Scene, width: int, height: int, camera: Camera | None = None) -> _Plan:
    left, top, right, bottom = drawing.extent(scene.x, scene.y)
    room_x, room_y = max(width - 2 * BORDER, 1), max(height - 2 * BORDER - LEGEND, 1)
    spread = drawing.spacing(scene)
    limit = 1.5 * drawing.SPACING / spread
    zoom = min(room_x / max(right - left, 1e-9), room_y / max(bottom - top, 1e-9), limit)
    middle_x, middle_y = (left + right) / 2, (top + bottom) / 2
    if camera:
        middle_x, middle_y, zoom = camera[0], camera[1], width / max(camera[2], 1e-9)
    x = (scene.x - middle_x) * zoom + width / 2
    y = (scene.y - middle_y) * zoom + (height - LEGEND) / 2
    size = max(drawing.node_scale(spread, zoom), 0.3) * 0.8
    radius = drawing.radii(scene) * np.float32(size)
    fill = drawing.fills(scene, np.array([int(color[1:], 16) for color in FILLS], np.uint32))
    centres, middle = (x.astype(np.float32), y.astype(np.float32)), (float(middle_x), float(middle_y))
    return _Plan(scene, *centres, radius, fill, size, width, height, float(zoom), middle)


def _text(words: str) -> str:
    """Text for SVG: what XML or a page cannot hold becomes a space."""
    return escape("".join(c if c.isprintable() else " " for c in words), {'"': "&quot;"})


def _points(*pairs: float) -> str:
    return " ".join(f"{value:.2f}".replace("-0.00", "0.00") for value in pairs)


def _edges(plan: _Plan, which: NDArray[np.int64]) -> list[str]:
    """Curved strokes from rim to rim, each followed by its arrowhead."""
    scene = plan.scene
    src, dst = scene.src[which], scene.dst[which]
    # Ordinary traffic recedes only where there is something that it could recede behind.
    quiet = FAINT if (scene.edge_risk >= drawing.MID).any() else PLAIN
    strokes = (quiet, *STROKES)
    step = drawing.steps(scene.edge_risk[which])
    width = np.maximum(drawing.widths(scene)[which] * plan.size * 0.8, 0.6)
    heads = np.where(step >= drawing.MID_STEP, 4 + 1.4 * width, 3.5 + width).astype(np.float32)
    ends = (plan.x[src], plan.y[src], plan.x[dst], plan.y[dst])
    bend = drawing.bends(scene.src, scene.dst)[which]
    c = drawing.curves(ends, plan.radius[src], plan.radius[dst], bend, heads)
    (x0, y0), (x2, y2), (tip_x, tip_y) = c.at(c.start), c.at(c.stop), c.at(c.tip)
    first, both, last = (
        (1 - c.start) * (1 - c.stop),
        c.start + c.stop - 2 * c.start * c.stop,
        c.start * c.stop,
    )
    cx = first * c.x0 + both * c.cx + last * c.x2
    cy = first * c.y0 + both * c.cy + last * c.y2
    parts = []
    for i in range(len(which)):
        color = strokes[step[i]]
        dash = ' stroke-dasharray="4 2.5"' if scene.lead[which[i]] else ""
        parts.append(
            f'<path d="M{_points(x0[i], y0[i])} Q{_points(cx[i], cy[i], x2[i], y2[i])}" fill="none" '
            f'stroke="{color}" stroke-width="{width[i]:.2f}"{dash}/>'
        )
        if c.arrow[i] > 0:
            parts.append(
                _head(
                    float(tip_x[i]), float(tip_y[i]), float(x2[i]), float(y2[i]), float(c.arrow[i]), color
                )
            )
    return parts


def _head(x: float, y: float, back_x: float, back_y: float, length: float, color: str) -> str:
    dx, dy = x - back_x, y - back_y
    norm = max(float(np.hypot(dx, dy)), 1e-6)
    dx, dy = dx / norm * length, dy / norm * length
    corners = _points(x, y, x - dx - dy * 0.42, y - dy + dx * 0.42, x - dx + dy * 0.42, y - dy - dx * 0.42)
    return f'<polygon points="{corners}" fill="{color}"/>'


def _node(plan: _Plan, i: int) -> str:
    scene = plan.scene
    step = int(drawing.steps(scene.risk[i : i + 1])[0])
    fill = f"#{int(plan.fill[i]):06x}"
    outline = {drawing.MID_STEP: (INK, 0.6), drawing.HIGH_STEP: (INK, 1.4)}.get(step, ("#ffffff", 0.8))
    x, y, r = float(plan.x[i]), float(plan.y[i]), float(plan.radius[i])
    drawn = _shape(int(scene.kind[i]), x, y, r, fill, *outline)
    if scene.seed[i]:
        ring = f'cx="{x:.2f}" cy="{y:.2f}" r="{r + 3:.2f}"'
        drawn += f'<circle {ring} fill="none" stroke="{INK}" stroke-width="0.8"/>'
    return drawn


def _badge(plan: _Plan, at: int, outcome: Certified) -> str:
    size = 4.2
    return _sign(
        *drawing.badge(float(plan.x[at]), float(plan.y[at]), float(plan.radius[at]), size), size, outcome
    )


def _sign(x: float, y: float, size: float, outcome: Certified) -> str:
    """What a certificate comes to: a tick, a bar or a cross in a disc."""
    disc = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{size:.2f}" fill="#ffffff" stroke="{INK}" stroke-width="0.7"/>'
    lines = (
        " L".join(_points(x + dx, y + dy) for dx, dy in line)
        for line in drawing.badge_strokes(outcome, size)
    )
    return disc + "".join(
        f'<path d="M{line}" fill="none" stroke="{INK}" stroke-width="1" stroke-linecap="round"/>'
        for line in lines
    )


def _shape(kind: int, x: float, y: float, r: float, fill: str, line: str, thick: float) -> str:
    """One node; the shapes are those of the chart."""
    paint = f'fill="{fill}" stroke="{line}" stroke-width="{thick}"'
    if kind in (AccountKind.CONTRACT, AccountKind.SERVICE):
        half, corner = (0.86 * r, 0.0) if kind == AccountKind.CONTRACT else (0.95 * r, 0.28 * r)
        place_at = f'x="{x - half:.2f}" y="{y - half:.2f}" width="{2 * half:.2f}" height="{2 * half:.2f}"'
        return f'<rect {place_at} rx="{corner:.2f}" {paint}/>'
    if kind == AccountKind.MIXER:
        tip = 1.15 * r
        return f'<polygon points="{_points(x, y - tip, x + tip, y, x, y + tip, x - tip, y)}" {paint}/>'
    if kind == AccountKind.BRIDGE:
        top, foot, half = 0.53 * r, 0.97 * r, 0.85 * r
        corners = _points(x - top, y - half, x + top, y - half, x + foot, y + half, x - foot, y + half)
        return f'<polygon points="{corners}" {paint}/>'
    if kind == AccountKind.CLUSTER:
        ring = f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{0.96 * r:.2f}" fill="#ffffff" stroke="{fill}"/>'
        return f'{ring}<circle cx="{x:.2f}" cy="{y:.2f}" r="{0.72 * r:.2f}" {paint}/>'
    return f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{r:.2f}" {paint}/>'


def _labels(plan: _Plan, nodes: NDArray[np.int64]) -> list[str]:
    """Names of what is notable, the most important first; widths are estimated, generously."""
    scene = plan.scene
    named = nodes[drawing.notable(scene)[nodes]][::-1][:MOST_LABELS]
    rows = [
        [
            (text, size, color)
            for text, size, color in ((scene.title[i], 8, INK), (scene.caption[i], 7, DIM))
            if text
        ]
        for i in named.tolist()
    ]
    rows = [[(_shorter(text), size, color) for text, size, color in row] for row in rows]
    sizes = [
        (max((len(t) * s * 0.62 for t, s, _ in row), default=0), sum(s + 2 for _, s, _ in row))
        for row in rows
    ]
    anchors = np.column_stack([plan.x[named], plan.y[named], plan.radius[named] + 3]).astype(np.float32)
    reach = plan.radius[named]
    x, y = plan.x[named], plan.y[named]
    discs = np.column_stack([x - reach, y - reach, x + reach, y + reach]).astype(np.float32)
    boxes = np.asarray(sizes, np.float32).reshape(-1, 2)
    corners = place(anchors, boxes, discs, (plan.width, plan.height - LEGEND))
    parts = []
    for (left, top), (wide, _), row in zip(corners.tolist(), sizes, rows, strict=True):
        base = top
        for text, size, color in row if np.isfinite(left) else ():
            base += size + 1
            parts.append(
                _words(left + wide / 2, base - 1, text, size, color, 'text-anchor="middle" ' + _HALO)
            )
    return parts


_HALO = 'stroke="#ffffff" stroke-width="2" stroke-linejoin="round" paint-order="stroke"'


def _words(x: float, y: float, text: str, size: int, color: str, more: str = "") -> str:
    return f'<text x="{x:.2f}" y="{y:.2f}" font-size="{size}" fill="{color}" {more}>{_text(text)}</text>'


def _shorter(text: str) -> str:
    return text if len(text) <= 28 else f"{text[:19]}…{text[-8:]}"


def _legend(plan: _Plan, left_out: int) -> list[str]:
    """Only what is on the chart, in one row, and a line that says what is not."""
    scene, y = plan.scene, plan.height - LEGEND / 2
    parts = [
        f'<path d="M{BORDER / 2} {plan.height - LEGEND} H{plan.width - BORDER / 2}" stroke="{FAINT}"/>'
    ]
    x = BORDER / 2 + 6.0
    signs = [(KINDS[k], k, drawing.UNSCORED) for k in np.unique(scene.kind).tolist()]
    steps = np.unique(np.r_[drawing.steps(scene.risk), drawing.steps(scene.edge_risk)]).tolist()
    signs += [(RISKS[s], int(AccountKind.ACCOUNT), s) for s in steps if s]
    for words, kind, step in signs:
        outline = {drawing.MID_STEP: (INK, 0.6), drawing.HIGH_STEP: (INK, 1.4)}.get(step, (DIM, 0.4))
        parts.append(_shape(kind, x, y - 3, 4.5, FILLS[step], *outline))
        parts.append(_words(x + 9, y, words, 8, DIM))
        x += 22 + len(words) * 4.6
    if scene.seed.any():
        parts.append(f'<circle cx="{x:.2f}" cy="{y - 3:.2f}" r="5" fill="none" stroke="{INK}"/>')
        parts.append(_words(x + 9, y, "seed", 8, DIM))
        x += 40
    if scene.lead.any():
        parts.append(
            f'<path d="M{x - 4:.2f} {y - 3:.2f} h18" stroke="{STROKES[1]}" stroke-dasharray="4 2.5"/>'
        )
        parts.append(_words(x + 18, y, "lead", 8, DIM))
    for outcome in sorted({one for _, one in scene.certified}):
        parts.append(_sign(x, y - 3, 4.5, outcome))
        parts.append(_words(x + 9, y, CERTIFIED[outcome], 8, DIM))
        x += 22 + len(CERTIFIED[outcome]) * 4.6
    if left_out:
        note = f"{left_out:,} lighter flows are left out of this figure."
        parts.append(_words(BORDER / 2 + 2, y + 13, note, 7, DIM))
    return parts
