"""What the analyst drew on the chart, as SVG: over the graph, its text escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import atan2, cos, pi, sin
from xml.sax.saxutils import escape

from investigator.cases.facts import Shape
from investigator.colours import hex_of

INK, PLATE = "#1b2330", "#ffffff"
UNIT = 100.0
"""Coordinates of shapes are in hundredths of a world unit."""

HEAD, LINE, LINES = 9.0, 11.0, 12
LONGEST = 60
"""Characters of a line of text."""

To = Callable[[float, float], tuple[float, float]]
"""From world coordinates to the page."""


def drawn(shapes: Iterable[Shape], to: To) -> list[str]:
    """All shapes, in their order."""
    return [part for shape in shapes for part in _shape(shape, to)]


def _shape(shape: Shape, to: To) -> list[str]:
    color = hex_of(shape.colour) if shape.colour else INK
    x0, y0 = to(shape.x0 / UNIT, shape.y0 / UNIT)
    x1, y1 = to(shape.x1 / UNIT, shape.y1 / UNIT)
    left, top, wide, high = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
    look = f'fill="{color}" fill-opacity="0.06" stroke="{color}" stroke-width="1.2"'
    if shape.figure == "rectangle":
        body = f'<rect x="{left:.2f}" y="{top:.2f}" width="{wide:.2f}" height="{high:.2f}" rx="3" {look}/>'
    elif shape.figure == "ellipse":
        middle = f'cx="{left + wide / 2:.2f}" cy="{top + high / 2:.2f}"'
        body = f'<ellipse {middle} rx="{wide / 2:.2f}" ry="{high / 2:.2f}" {look}/>'
    elif shape.figure == "arrow":
        body = _arrow(x0, y0, x1, y1, color)
    else:
        return _text(shape.text, x0, y0 + LINE, color if shape.colour else INK)
    if not shape.text:
        return [body]
    over = LINE * len(_lines(shape.text))
    if shape.figure == "arrow":
        return [body, *_text(shape.text, (x0 + x1) / 2 + 6, (y0 + y1) / 2 - over + LINE - 4, INK)]
    return [body, *_text(shape.text, left, top - over + LINE - 4, INK)]


def _arrow(x0: float, y0: float, x1: float, y1: float, color: str) -> str:
    turn = atan2(y1 - y0, x1 - x0)
    wings = " ".join(
        f"{x1 - HEAD * cos(turn + side):.2f},{y1 - HEAD * sin(turn + side):.2f}"
        for side in (pi / 7, -pi / 7)
    )
    line = f'<line x1="{x0:.2f}" y1="{y0:.2f}" x2="{x1:.2f}" y2="{y1:.2f}" stroke="{color}" stroke-width="1.6"/>'
    return f'{line}<polygon points="{x1:.2f},{y1:.2f} {wings}" fill="{color}"/>'


def _lines(text: str) -> list[str]:
    """The text in lines that can be read; what XML or a page cannot hold becomes a space."""
    lines = ["".join(c if c.isprintable() else " " for c in line) for line in text.splitlines()]
    shown = [line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…" for line in lines[:LINES]]
    return [*shown, "…"] if len(lines) > LINES else shown


def _text(text: str, x: float, y: float, color: str) -> list[str]:
    """Each line over a halo of the page."""
    return [
        f'<text x="{x:.2f}" y="{y + at * LINE:.2f}" font-size="9" fill="{color}" stroke="{PLATE}" stroke-width="3" '
        f'paint-order="stroke">{escape(line)}</text>'
        for at, line in enumerate(_lines(text))
    ]
