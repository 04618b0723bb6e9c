"""Drawings in the figure of the report."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from investigator.cases.facts import Shape
from investigator.figure import svg
from investigator.figure_shapes import drawn
from tests.scenes import triangle

HOSTILE = '</text><script>alert(1)</script>"\u202e\x00\n' + "x" * 500


def to(x: float, y: float) -> tuple[float, float]:
    return 2 * x + 10, 2 * y + 20


def test_each_figure_stands_where_it_was_drawn() -> None:
    box = "".join(drawn([Shape("rectangle", 1000, 500, 0, 0, "loot", "teal")], to))
    assert '<rect x="10.00" y="20.00" width="20.00" height="10.00"' in box
    assert "#00a68a" in box
    assert ">loot</text>" in box
    round_ = "".join(drawn([Shape("ellipse", 0, 0, 1000, 500)], to))
    assert 'cx="20.00" cy="25.00" rx="10.00" ry="5.00"' in round_
    assert "<text" not in round_
    arrow = "".join(drawn([Shape("arrow", 0, 0, 1000, 0)], to))
    assert '<line x1="10.00" y1="20.00" x2="30.00" y2="20.00"' in arrow
    assert "<polygon" in arrow


def test_the_figure_has_them_and_hostile_text_stays_text() -> None:
    shapes = tuple(
        (f"S{at}", Shape(kind, -500, -500, 900, 900, HOSTILE * 20))
        for at, kind in enumerate(("text", "arrow", "rectangle", "ellipse"))
    )  # type: ignore[arg-type]
    page = svg(replace(triangle(), shapes=shapes))
    assert "<script>" not in page
    assert "\u202e" not in page
    root = ElementTree.fromstring(page)
    assert len(root.findall(".//{http://www.w3.org/2000/svg}ellipse")) == 1
    assert svg(replace(triangle(), shapes=shapes)) == page
