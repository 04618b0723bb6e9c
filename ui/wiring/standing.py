"""Keeps the top bar, the status bar, the tasks panel and the title of the window true."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from investigator.data.queries.sources import Counts
from investigator.data.sealing import Misfit
from investigator.records import Clock
from ui import words
from ui.desk import Desk
from ui.frame.status import Status, counted
from ui.frame.top_bar import TopBar
from ui.held import Held
from ui.language import say
from ui.pace import TELLING
from ui.panels.tasks import TasksPanel
from ui.tasks import Failure, Task
from ui.wiring.outline import Outline


class StandingWiring(QObject):
    """What is shown out of how much, what runs, and whether the journal holds."""

    def __init__(self, desk: Desk, bar: TopBar, status: Status, tasks: TasksPanel) -> None:
        super().__init__(desk.window)
        self._desk, self._bar, self._status, self._tasks = desk, bar, status, tasks
        self._running: dict[Task, tuple[int, int | None]] = {}
        self._verified: tuple[int, bool] | None = None
        self._lines, self._intact, self._signed = 0, True, 0
        desk.runner.started.connect(self._begin)
        desk.runner.failed.connect(lambda _task, failure: desk.messages.failure(failure))
        desk.session.opened.connect(self._reopen)
        for follow in (self._work, self._journal):
            desk.choices.changed.connect(lambda _now, follow=follow: follow())
        desk.session.changed.connect(lambda _changed: self._name())
        desk.scenery.seen.connect(self._count)
        desk.scenery.ready.connect(self._name)
        desk.messages.said.connect(self._heard)
        status.cancel_asked.connect(self._cancel_first)
        tasks.cancel_asked.connect(lambda task: task.cancel())
        self._reopen()

    def verified(self, lines: int, problems: list[Misfit]) -> None:
        """The case was checked up to so many journal lines."""
        self._verified = (lines, not problems)
        self._journal()

    def told(self, seen: Outline | None) -> None:
        """The journal was read."""
        self._lines = seen.steps[-1].seq if seen and seen.steps else 0
        self._intact = seen.intact if seen else True
        self._signed = seen.signed if seen else 0
        self._journal()

    def _reopen(self) -> None:
        self._verified = None
        self._lines = 0
        self._name()
        self._count()
        self._journal()
        self._status.show_guarded(self._guarded())

    def _name(self) -> None:
        session = self._desk.session
        if not session.is_open:
            self._desk.window.setWindowTitle(say("Investigator"))
            return
        path, facts = session.case.store.path, session.case.facts
        title = facts.title or (path.stem if path else "Case in memory")
        guarded = " (read-only)" if self._guarded() else ""
        self._desk.window.setWindowTitle(f"{words.plain(title, 80)}{guarded} – Investigator")
        self._bar.show_case(title, cut_off(self._desk.scenery.held))

    def _guarded(self) -> bool:
        session = self._desk.session
        return session.is_open and session.case.store.read_only

    def _count(self) -> None:
        sight, held = self._desk.scenery.sight, self._desk.scenery.held
        if sight is None or held is None:
            self._status.show_counts("Reading the case…" if self._desk.session.is_open else "")
            self._bar.query.show_count("")
            return
        graph, counts = sight.graph, held.counts
        self._status.show_counts(
            counted(graph.order, counts.accounts, graph.size, counts.transfers, sight.beyond)
        )
        self._bar.query.show_count(f"{words.count_of(graph.size, counts.transfers, 'transfer')} · Ctrl K")

    def _journal(self) -> None:
        if not self._desk.session.is_open:
            self._status.show_journal("", "", verified=False)
            return
        lines, unsigned = f"Journal {self._lines:,}", self._unsigned()
        if (self._verified and not self._verified[1]) or not self._intact:
            self._status.show_journal(f"{lines} · does not fit", "Run Verify to see where.", verified=False)
            return
        if self._verified:
            upto = "" if self._verified[0] == self._lines else f" to {self._verified[0]:,}"
            tip = "Journal, evidence, raw answers and scores were checked against their hashes."
            self._status.show_journal(f"{lines} · verified{upto}{unsigned}", tip, verified=True)
            return
        tip = "The journal's chain of hashes holds. Verify checks the evidence and the scores too."
        self._status.show_journal(f"{lines} · chain holds{unsigned}", tip, verified=True)

    def _unsigned(self) -> str:
        """How much is to be signed, where a passphrase is needed for it: a keyring's key signs when the case is closed."""
        now, left = self._desk.choices.now, self._lines - self._signed
        return f" · {left:,} to sign" if now.sign and now.key_file and left > 0 else ""

    def _begin(self, task: Task) -> None:
        self._running[task] = (0, None)
        self._tasks.add(task, task.name)
        task.progressed.connect(lambda done, total, note: self._progress(task, done, total, note))
        task.ended.connect(lambda failure: self._end(task, failure))
        self._work()

    def _progress(self, task: Task, done: int, total: int | None, note: str) -> None:
        self._running[task] = (done, total)
        self._tasks.show_progress(task, done, total, note)
        self._work()

    def _heard(self, text: str) -> None:
        """What is said of a result as it is taken is kept beside the task."""
        task = self._desk.runner.ending
        if task is not None and not task.told:
            task.told = text

    def _end(self, task: Task, failure: Failure | None) -> None:
        self._running.pop(task, None)
        text = (
            failure.sentence
            if failure
            else "Cancelled; nothing half-done was kept."
            if task.cancelled
            else task.told or "Done."
        )
        well = failure is None and not task.cancelled
        self._tasks.show_end(task, text, ok=well)
        self._work()
        if well:
            self._toast(task)

    def _toast(self, task: Task) -> None:
        """Say that work is done, where it took long and nothing else said so; call the analyst back to the window."""
        if monotonic() - task.begun < TELLING:
            return
        if not task.told:
            self._desk.messages.note(f"{task.name}: done.", "Show tasks", self._status.tasks_asked.emit)
        if not self._desk.window.isActiveWindow():
            QApplication.alert(self._desk.window)

    def _work(self) -> None:
        """Show the work that runs longest; what was dropped with its case is no work any more."""
        for task in [task for task in self._running if task.dropped]:
            del self._running[task]
            self._tasks.show_end(task, "Stopped; nothing half-done was kept.", ok=False)
        self._status.show_asked(sorted({task.asks for task in self._running if task.asks}))
        if not self._running:
            self._status.show_idle()
            return
        task, (done, total) = next(iter(self._running.items()))
        self._status.show_work(task.name, done, total, len(self._running) - 1)

    def _cancel_first(self) -> None:
        if self._running:
            next(iter(self._running)).cancel()


def cut_off(held: Held | None) -> str:
    """Up to where the evidence reaches."""
    if held is None or not held.counts.transfers:
        return "no transfers yet" if held else ""
    counts: Counts = held.counts
    if counts.last_block is not None:
        return f"cut-off block {counts.last_block:,}"
    assert counts.last_time is not None
    clock = Clock.UTC if held.clock is None else held.clock
    return f"up to {words.when(counts.last_time, clock)}" + (" UTC" if clock is Clock.UTC else "")
