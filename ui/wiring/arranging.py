"""How the chart is laid out: which layout, at work, stopped; and single accounts aligned, distributed, pinned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject

from investigator.cases.edits import Place, Together
from investigator.graph.aligning import Axis, Edge, aligned, distributed
from investigator.graph.layouts import KINDS
from ui import words
from ui.canvas.chart import Chart
from ui.desk import Desk
from ui.language import say
from ui.places import Places

GLIDE = 0.15
"""Seconds in which accounts move to their places in another layout."""
_KEEP = "chart/glide"
_ROOTED = {"hierarchy", "radial"}
"""Layouts that begin at what is selected."""


class ArrangeVerbs(QObject):
    """A layout is not journaled; where the analyst puts accounts is."""

    def __init__(self, desk: Desk, chart: Chart) -> None:
        super().__init__(desk.window)
        self._desk, self._chart = desk, chart
        chart.glide.duration = GLIDE * self._gliding()
        desk.scenery.live.moved.connect(self._preview)
        desk.scenery.stopped.connect(self._stopped)

    def arrange(self, layout: str) -> None:
        """Lay the chart out by one of `KINDS`; those with a root begin at what is selected, else at the seeds."""
        kind = next(one for one in KINDS if one == layout)
        roots = tuple(self._chosen().tolist()) if kind in _ROOTED else None
        self._desk.scenery.arrange(kind, roots=roots or None)

    def relax(self) -> None:
        """Lay the chart out anew."""
        self._desk.scenery.arrange(self._desk.scenery.layout, anew=True)

    def halt(self) -> None:
        """Stop a layout at work."""
        self._desk.scenery.stop()

    def align(self, edge: str) -> None:
        """Put what is selected in one line."""
        chosen, spots = self._standing()
        if len(chosen) > 1:
            self._put(chosen, aligned(spots, cast("Edge", edge)), f"Align {_nodes(chosen)}: {edge}")

    def distribute(self, axis: str) -> None:
        """Make distances between what is selected equal."""
        chosen, spots = self._standing()
        if len(chosen) > 2:
            self._put(chosen, distributed(spots, cast("Axis", axis)), f"Distribute {_nodes(chosen)} {axis}")

    def pin(self) -> None:
        """Keep what is selected where it stands."""
        chosen, spots = self._standing()
        if len(chosen):
            self._put(chosen, spots, f"Pin {_nodes(chosen)}")

    def unpin(self) -> None:
        """Let the layout place what is selected again."""
        pinned = self._desk.session.case.facts.places
        free = tuple(one for one in self._chosen().tolist() if one in pinned)
        if free:
            self._desk.session.do(Place((), free))
        else:
            self._desk.messages.note(say("None of the selected accounts is pinned."))

    def glide(self) -> None:
        """Glide from now on, or no longer."""
        wanted = not self._gliding()
        self._desk.keep.setValue(_KEEP, "yes" if wanted else "no")
        self._chart.glide.duration = GLIDE * wanted
        self._desk.messages.note(
            say("Accounts glide to their places.")
            if wanted
            else say("Accounts stand at their places at once.")
        )

    def _gliding(self) -> bool:
        return str(self._desk.keep.value(_KEEP, "yes")) == "yes"

    def _chosen(self) -> NDArray[np.int32]:
        """What is selected of the chart, by id."""
        return np.array(
            [one for one in self._desk.selection.accounts if one in self._desk.scenery.shown], np.int32
        )

    def _standing(self) -> tuple[Sequence[int], NDArray[np.float32]]:
        """What is selected and seen: ids, and places (n, 2)."""
        scene = self._chart.scene
        rows = np.isin(scene.account, self._chosen()) & np.isfinite(scene.x) & np.isfinite(scene.y)
        return scene.account[rows].tolist(), np.stack([scene.x[rows], scene.y[rows]], axis=1)

    def _put(self, chosen: Sequence[int], spots: NDArray[np.float32], what: str) -> None:
        rows = zip(chosen, spots.tolist(), strict=True)
        pins = tuple((account, round(x * 100), round(y * 100)) for account, (x, y) in rows)
        self._desk.session.do(Together((Place(pins),), what))

    def _preview(self, places: Places) -> None:
        scene = self._chart.scene
        spots = places.of(scene.account)
        stay = np.isnan(spots[:, 0]) | scene.pinned
        self._chart.preview(
            np.where(stay, scene.x, spots[:, 0]).astype(np.float32),
            np.where(stay, scene.y, spots[:, 1]).astype(np.float32),
        )

    def _stopped(self) -> None:
        self._desk.messages.note(
            say("The layout was stopped; the chart stays as it is."), "Go back", self._desk.scenery.back
        )


def _nodes(chosen: Sequence[int]) -> str:
    return words.plural(len(chosen), "node")
