"""A second chart of the case beside the one that commands act on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from investigator.cases.views import Lens
from ui.canvas.chart import Chart
from ui.desk import Desk
from ui.frame.stage import Stage
from ui.query import Query
from ui.scenery import Scenery, nothing
from ui.wiring.lenses import aim, lens_of, recolour


class Beside(QObject):
    """Commands act on one chart only. `acted` says that something was done on the other one, which wants them;
    `turned` that there is another chart here, or none any more.

    What is selected is selected on both.
    """

    acted = Signal()
    turned = Signal()

    def __init__(self, desk: Desk, stage: Stage) -> None:
        super().__init__(desk.window)
        self._desk, self._stage = desk, stage
        self._text = ""
        self._pending: Lens | None = None
        self._scenery: Scenery | None = None
        self._chart: Chart | None = None

    @property
    def open(self) -> bool:
        """Whether there is a chart beside."""
        return self._chart is not None

    @property
    def key(self) -> str | None:
        """Which chart it is; `None` for none."""
        return self._scenery.chart if self._scenery else None

    def show(self, key: str, lens: Lens) -> None:
        """Show a chart beside."""
        desk = self._desk
        self._scenery = Scenery(desk.session, desk.runner, self, beside=desk.scenery)
        self._chart = Chart(desk.appearance.theme)
        self._wire(self._scenery, self._chart)
        layout = next((one for one in desk.scenery.layouts if one == lens.layout), desk.scenery.layout)
        self._text, self._pending = lens.query, lens
        self._scenery.turn(key, desk.scenery.query if lens.query else Query(), layout)
        recolour(self._scenery, lens)
        self._stage.area.show_beside(self._chart)
        self.turned.emit()

    def close(self) -> None:
        """Show no chart beside any more."""
        if self._scenery and self._chart:
            self._desk.selection.changed.disconnect(self._follow)
            self._desk.appearance.changed.disconnect(self._chart.set_theme)
            self._scenery.retire()
            self._scenery.deleteLater()
            self._scenery = self._chart = None
            self._stage.area.show_beside(None)
            self.turned.emit()

    def trade(self, text: str) -> str:
        """Have both charts change sides on the screen and in what commands act on; the other one's query."""
        if not self._scenery or not self._chart:
            return text
        front, back = self._desk.scenery, self._scenery
        here, there = lens_of(front, self._stage.chart, text), lens_of(back, self._chart, self._text)
        front.trade(back)
        self._text, text = text, self._text
        aim(self._stage.chart, there)
        aim(self._chart, here)
        self._stage.area.change_sides()
        self._stage.chart.setFocus(Qt.FocusReason.OtherFocusReason)
        return text

    def _wire(self, scenery: Scenery, chart: Chart) -> None:
        selection = self._desk.selection

        def seen() -> None:
            sight = scenery.sight
            chart.set_scene(sight.scene if sight else nothing(), sight.ready if sight else None)
            self._follow(None)
            if self._pending and not scenery.waiting:
                aim(chart, self._pending)
                self._pending = None

        def soon(then: Callable[[], object] = lambda: None) -> None:
            # the chart moves to the other side: not while its own gesture is being answered
            def act() -> None:
                if self._chart is chart:
                    self.acted.emit()
                    then()

            QTimer.singleShot(0, chart, act)

        def chosen(accounts: Any) -> None:
            selection.choose(accounts.tolist(), self)
            soon()

        scenery.seen.connect(seen)
        chart.selected.connect(chosen)
        chart.edge_selected.connect(lambda edge: soon(lambda: self._stage.chart.edge_selected.emit(edge)))
        chart.edge_activated.connect(lambda edge: soon(lambda: self._stage.chart.edge_activated.emit(edge)))
        chart.moved.connect(lambda moved: soon(lambda: self._stage.chart.moved.emit(moved)))
        chart.activated.connect(lambda one: soon(lambda: self._stage.chart.activated.emit(one)))
        chart.menu_requested.connect(
            lambda one, spot: soon(lambda: self._stage.chart.menu_requested.emit(one, spot))
        )
        selection.changed.connect(self._follow)
        self._desk.appearance.changed.connect(chart.set_theme)

    def _follow(self, source: object) -> None:
        """Select here what is selected there."""
        if self._chart and source is not self._chart:
            self._chart.set_selection(np.unique(np.array(self._desk.selection.accounts, np.int32)))
