"""Brings accounts into sight on the chart."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from ui.canvas.chart import Chart
from ui.desk import Desk
from ui.language import say
from ui.wiring.chart import ChartVerbs


class Revealing(QObject):
    """What is not on the chart yet is put there where that is wished, as an edit, and looked at once it is drawn."""

    def __init__(self, desk: Desk, chart: Chart, verbs: ChartVerbs) -> None:
        super().__init__(desk.window)
        self._desk, self._chart, self._verbs = desk, chart, verbs
        self._wanted: tuple[int, ...] = ()
        desk.scenery.seen.connect(self._look)

    def show(self, accounts: Sequence[int], why: str = "") -> None:
        """Look at accounts. With `why`, those that are missing are put on the chart; else that is offered."""
        wanted = tuple(accounts)
        missing = [one for one in wanted if one not in self._desk.session.case.facts.shown]
        if missing and not why:
            self._desk.messages.note(
                say("It is not on the chart."), "Show it", lambda: self.show(accounts, "a bookmark")
            )
            return
        if missing:
            self._verbs.show_accounts(wanted, why)
        self._wanted = wanted
        if not missing:
            self._look()

    def _look(self) -> None:
        if self._wanted and self._chart.bring(self._wanted):
            self._wanted = ()
