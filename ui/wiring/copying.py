"""Another analyst's copy of the case, taken in: chosen, read in the background, then what contradicts it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from investigator.cases.case import Case
from investigator.cases.edits import Changed
from investigator.errors import Trouble
from investigator.progress import Tick
from ui import words
from ui.desk import Desk
from ui.dialogs.file_dialog import ask_file
from ui.tasks import Failure

if TYPE_CHECKING:
    from investigator.operations.copying import Ready


class Copies(QObject):
    """Takes in copies; `merge` asks what to do with the hypothesis of another analyst."""

    def __init__(self, desk: Desk, merge: Callable[[str], object]) -> None:
        super().__init__(desk.window)
        self._desk, self._merge = desk, merge

    def ask(self) -> None:
        """Ask which copy to take in."""
        here = self._desk.session.case.store.path
        ask_file(
            self._desk.window,
            "Take in a copy of this case",
            str(here.parent if here else Path.home()),
            "Case files (*.case)",
            lambda path: self.take_in(Path(path)),
        )

    def take_in(self, path: Path) -> None:
        """Check the copy and take in its evidence in the background, then its steps."""
        case = self._desk.session.at_rest()

        def work(tick: Tick) -> Ready:
            from investigator.operations.copying import (
                make_ready,  # reading sources is not loaded at start-up
            )

            return make_ready(case, path, tick)

        task = self._desk.runner.start(f"Taking in {path.name}", work, self._graft)
        task.ended.connect(lambda failure: self._ended(failure, cancelled=task.cancelled))

    def _ended(self, failure: Failure | None, *, cancelled: bool) -> None:
        """One that failed or was cancelled may have left evidence."""
        if failure is not None or cancelled:
            self._desk.session.touch(Changed.EVIDENCE)

    def _graft(self, ready: Ready) -> None:
        from investigator.operations.copying import graft

        named: list[str] = []

        def step(case: Case) -> Changed:
            name, changed = graft(case, ready)
            named.append(name)
            return changed | Changed.EVIDENCE

        try:
            self._desk.session.go(step)
        except Trouble as trouble:
            self._desk.session.touch(Changed.EVIDENCE)
            self._desk.messages.trouble(str(trouble))
            return
        self._tell(ready, named[0])

    def _tell(self, ready: Ready, name: str) -> None:
        """Say what came, and go on to what both changed, unless the analyst is busy with something else."""
        steps = len(ready.body["steps"])
        said = (
            f"Taken in: {words.plural(steps, 'step')} and {words.plural(ready.transfers, 'new transfer')}"
        )
        history = self._desk.session.case.history
        if not name or history.fork(history.here, history.stands[name].at) == history.stands[name].at:
            self._desk.messages.note(f"{said}. There is nothing to merge.")
            return
        self._desk.messages.note(
            f"{said}, as the hypothesis “{words.plain(name, 60)}”. Nothing is merged yet.",
            "Merge…",
            lambda: self._merge(name),
        )
        if QApplication.activeModalWidget() is None:
            self._merge(name)
