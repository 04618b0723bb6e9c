"""The manual and the tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from investigator.sample import NAME
from ui.desk import Desk
from ui.dialogs.manual_dialog import ManualDialog
from ui.frame.tour import Step, Tour
from ui.pages import pages

SEEN = "tour"
"""Kept for this user once the tour was begun by itself."""


@dataclass(frozen=True)
class Places:
    """What the tour points at, in its order."""

    rail: QWidget
    query: QWidget
    left: QWidget
    chart: QWidget
    inspector: QWidget
    status: QWidget

    def steps(self) -> tuple[Step, ...]:
        """What is said of those that are seen."""
        told = zip(
            (self.rail, self.query, self.left, self.chart, self.inspector, self.status), TOLD, strict=True
        )
        return tuple(Step(target, *words) for target, words in told if target.isVisible())


TOLD = (
    ("Rail", "The places of the window: chart, transfers, results, findings, what to label next, models, report,"
     " history and tasks. All commands are behind the last button, and behind Ctrl+K by their names."),
    ("Search and filter", "Type value>50 or time:2026-03 to narrow the chart, the timeline and the table together,"
     " or part of an address or a name to find an account."),
    ("Case explorer", "Where the case starts, what was found, and what is worth a look next. Click a line to select"
     " what it is about."),
    ("Chart", "Each shape is an account, each line transfers. Click to select, double-click to see whom an account"
     " dealt with, drag to put it somewhere. Under it stand the timeline and the transfers."),
    ("Inspector", "Everything about what is selected: who says what it is, its balance, its score and why, and what"
     " can be done with it."),
    ("Status", "Whether anything is asked over the network, what is shown out of how much, what runs, and the state"
     " of the journal. Undo has no limit, and there is nothing to save."),
)  # fmt: skip
"""Title and text of each step."""


class HelpVerbs(QObject):
    """`steps` are made anew for each tour; `sample` opens the sample case.

    The tour begins by itself the first time that the sample case is seen, and never again.
    """

    def __init__(
        self, desk: Desk, sample: Callable[[], object], steps: Callable[[], tuple[Step, ...]]
    ) -> None:
        super().__init__(desk.window)
        self._desk, self._sample, self._steps = desk, sample, steps
        self._wanted = False
        self.running: Tour | None = None
        desk.scenery.seen.connect(self._see, Qt.ConnectionType.QueuedConnection)
        desk.session.opened.connect(self._stop)

    def manual(self) -> None:
        """Show the manual beside the work."""
        dialog = ManualDialog(self._desk.window, pages())
        dialog.set_theme(self._desk.appearance.theme)
        dialog.show()

    def tour(self) -> None:
        """Point at the places of the window, on the case that is open or on the sample case."""
        self._wanted = True
        if self._desk.session.is_open:
            self._see()
        else:
            self._sample()

    def _see(self) -> None:
        session = self._desk.session
        if self._desk.scenery.sight is None or not session.is_open or self.running:
            return
        path = session.case.store.path
        first = path is not None and path.name == NAME and not self._desk.keep.value(SEEN)
        if not (self._wanted or first):
            return
        self._wanted = False
        self._desk.keep.setValue(SEEN, "seen")
        self.running = Tour(self._desk.window, self._steps(), self._desk.appearance.theme)
        self.running.left.connect(self._over)

    def _stop(self) -> None:
        if self.running:
            self.running.leave()

    def _over(self) -> None:
        self.running = None
