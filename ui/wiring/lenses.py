"""How a chart is looked at, taken from what is on the screen and put there again."""

from __future__ import annotations

from investigator.cases.views import Lens
from investigator.look import COLOURINGS, MEASURES, Look
from ui.canvas.chart import Chart
from ui.scenery import Scenery


def lens_of(scenery: Scenery, chart: Chart, query: str) -> Lens:
    """How a chart is looked at now; everything is said to be shown where the whole of it is fitted."""
    x, y, across = (round(100 * one) for one in chart.camera)
    look = f"{scenery.look.colour}/{scenery.look.size}"
    return Lens(query, scenery.layout, look, x, y, max(across, 0))


def recolour(scenery: Scenery, lens: Lens) -> None:
    """Let colours and sizes mean what they meant; a name that is not known leaves them."""
    colour, _, size = lens.coloring.partition("/")
    now = scenery.look
    scenery.look_at(
        Look(
            next((one for one in COLOURINGS if one == colour), now.colour),
            next((one for one in MEASURES if one == size), now.size),
            now.opened,
        )
    )


def aim(chart: Chart, lens: Lens) -> None:
    """Look where a lens looks."""
    chart.camera = (lens.x / 100, lens.y / 100, lens.across / 100)
