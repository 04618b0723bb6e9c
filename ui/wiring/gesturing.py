"""The middle of the window: what gestures on the chart do, and what the chart shows of a selection."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPoint

from ui.desk import Desk
from ui.frame.stage import Stage
from ui.scenery import nothing
from ui.wiring.edges import behind, ends_of
from ui.wiring.hands import Hands
from ui.wiring.revealing import Revealing


def wire_chart(desk: Desk, stage: Stage, hands: Hands, popup: Callable[[int, QPoint], None]) -> None:
    """Chart, selection and verbs, each told by the others."""
    chart, selection = stage.chart, desk.selection
    revealing = Revealing(desk, chart, hands.chart)
    hands.marks.jumped.connect(revealing.show)
    hands.marks.wanted.connect(lambda numbers: revealing.show(numbers, "from the worklist"))

    def follow(source: object) -> None:
        if source is not chart:
            flows = ends_of(desk.scenery.sight, selection.transfers) if selection.transfers else None
            chosen = selection.accounts if flows is None else flows
            chart.set_selection(np.unique(np.array(chosen, np.int32)), flows)

    def show() -> None:
        sight = desk.scenery.sight
        chart.set_scene(sight.scene if sight else nothing(), sight.ready if sight else None)
        stage.show_look(desk.scenery.look)
        if (
            selection.transfers
        ):  # those that came onto the chart with this scene were not there to be marked
            follow(None)

    def activate(number: int) -> None:
        """A group opens, an account shows whom it dealt with."""
        if number in {int(chart.scene.account[group.at]) for group in chart.scene.groups}:
            hands.grouping.turn()
        else:
            hands.chart.expand_from(hands.selecting.addresses([number]), "both")

    chart.selected.connect(lambda accounts: selection.choose(accounts.tolist(), chart))
    chart.edge_selected.connect(lambda edge: selection.choose_transfers(behind(desk.scenery.sight, edge)))
    chart.edge_activated.connect(hands.looking.turn_edge)
    hands.looking.map_asked.connect(chart.minimap.turn)
    chart.moved.connect(hands.chart.move)
    chart.activated.connect(activate)
    chart.menu_requested.connect(popup)
    selection.changed.connect(follow)
    stage.show_look(desk.scenery.look)
    desk.scenery.seen.connect(show)
