"""The only threads: work runs off the GUI thread; progress, result and failure come back onto it."""

from __future__ import annotations

import traceback
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from threading import Event
from time import monotonic, perf_counter
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

from investigator.errors import Trouble
from investigator.progress import Cancelled, Tick

PAINT_EVERY = 0.05
"""Seconds between progress signals: smooth to the eye, light on the event queue."""

AT_ONCE = 0.008
"""Seconds of taking results after which the window gets its turn."""

Work = Callable[[Tick], Any]


@dataclass(frozen=True)
class Failure:
    """How work failed: a sentence for the analyst, and a traceback where the program is to blame."""

    sentence: str
    details: str = ""


def failure_of(error: Exception) -> Failure:
    """`Trouble` speaks for itself; anything else is a fault of the program and says so."""
    if isinstance(error, Trouble):
        return Failure(str(error))
    said = f"Something in the program went wrong: {type(error).__name__}: {error}"
    return Failure(said[:500], "".join(traceback.format_exception(error)))


@dataclass(frozen=True)
class _News:
    """What a thread tells: how far it is, or how it ended."""

    kind: str
    value: Any = None


class _Job:
    """The half of a task that a thread holds. It knows no Qt object but through `tell`.

    Were a thread to hold the last reference to a `Task`, Qt would destroy it on the wrong thread.
    """

    def __init__(self, work: Work, tell: Callable[[_News], object]) -> None:
        self._work, self._tell = work, tell
        self.stop = Event()
        self._painted = 0.0

    def run(self) -> None:
        try:
            if self.stop.is_set():
                raise Cancelled
            news = _News("done", self._work(self._tick))
        except Cancelled:
            news = _News("cancelled")
        except Exception as error:  # noqa: BLE001 - the one boundary: a bug in a task must not end the session
            news = _News("failed", failure_of(error))
        self._tell(news)

    def _tick(self, done: int, total: int | None = None, note: str = "") -> None:
        if self.stop.is_set():
            raise Cancelled
        now = monotonic()
        if now - self._painted >= PAINT_EVERY or done == total:
            self._painted = now
            self._tell(_News("progress", (done, total, note)))


class Task(QObject):
    """One piece of work in flight, as the GUI thread knows it.

    `progressed` carries (done, total or None, note); `ended` a `Failure`, or `None` where all went well or
    the work was cancelled. A `quiet` task is short and is not shown to the analyst; `asks` names who is asked
    over the network, and `told` is what came of it, in a sentence, where it is more than that it is done. It was `begun`
    at that moment of `monotonic`. Once it has ended, or was dropped, it has no listeners any more.
    """

    progressed = Signal(object, object, str)
    ended = Signal(object)

    def __init__(
        self, name: str, stop: Event, done: Callable[[Any], object] | None, *, quiet: bool, asks: str = ""
    ) -> None:
        super().__init__()
        self.name, self.quiet, self.asks, self.told = name, quiet, asks, ""
        self.begun = monotonic()
        self.cancelled = self.dropped = False
        self._stop, self._done = stop, done

    def cancel(self) -> None:
        """Ask the work to stop at its next tick."""
        self._stop.set()

    def drop(self) -> None:
        """Cancel, and let nothing be heard of it any more."""
        self._done, self.dropped = None, True
        if isValid(self):
            self.blockSignals(True)
        self._leave()
        self.cancel()

    def forget(self) -> None:
        """Cancel, and want no result; that it ended is still told."""
        self._done = None
        self.cancel()

    def hear(self, news: _News) -> None:
        """Pass on what the thread told."""
        if self.dropped:
            return
        if news.kind == "progress":
            self.progressed.emit(*news.value)
            return
        self.cancelled = news.kind == "cancelled"
        # it may hold a whole case, and finished work is listed for long
        done, self._done = self._done, None
        try:
            if news.kind == "done" and done:
                done(news.value)
        finally:
            self.ended.emit(news.value if news.kind == "failed" else None)
            self._leave()

    def _leave(self) -> None:
        """Let go of who listens. What listens knows the task as a rule, and Qt would hold both for ever."""
        if isValid(self):
            self.deleteLater()


class Runner(QObject):
    """Starts tasks, announces them, and stops them all when a case or the window closes.

    `started` carries a `Task` that the analyst should see; `failed` the task and its `Failure`. `ending` is the task
    whose result is being taken just now.
    """

    started = Signal(object)
    failed = Signal(object, object)
    _told = Signal(object, object)

    def __init__(self, parent: QObject | None = None, threads: int = 4) -> None:
        super().__init__(parent)
        # short work has a pool of its own, so that a long import does not hold up the inspector
        self._long = ThreadPoolExecutor(threads, thread_name_prefix="task")
        self._short = ThreadPoolExecutor(threads, thread_name_prefix="look")
        self._tasks: dict[int, Task] = {}
        self._takers: dict[int, Callable[[Failure], object]] = {}
        self._threads: set[Future[None]] = set()
        self._count = 0
        self.ending: Task | None = None
        self._told.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._news: deque[tuple[int, _News]] = deque()
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._deliver)

    def start(
        self,
        name: str,
        work: Work,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Failure], object] | None = None,
        *,
        quiet: bool = False,
        asks: str = "",
    ) -> Task:
        """Run `work(tick)` in the background, then `done(result)` here; `asks` names who is asked over the network.

        A failure goes to `failed` where it is given, else to everybody who listens to the runner.
        """
        self._count += 1
        key = self._count
        job = _Job(work, lambda news: self._told.emit(key, news))
        task = Task(name, job.stop, done, quiet=quiet, asks=asks)
        self._tasks[key] = task
        if failed:
            self._takers[key] = failed
        if not quiet:
            self.started.emit(task)
        thread = (self._short if quiet else self._long).submit(job.run)
        self._threads = {one for one in self._threads if not one.done()} | {thread}
        return task

    def running(self) -> list[Task]:
        """What the analyst would lose by closing now."""
        return [task for task in self._tasks.values() if not task.quiet]

    def idle(self) -> bool:
        """Whether nothing at all is under way."""
        return not self._tasks

    def stop(self, patience: float = 10.0) -> None:
        """Drop all that runs and wait for it, at most `patience` seconds."""
        for task in self._tasks.values():
            task.drop()
        self._tasks.clear()
        self._takers.clear()
        wait(self._threads, timeout=patience)

    def last(self, work: Callable[[], object], patience: float) -> Failure | None:
        """Do on another thread what must be done before going on, and wait for it, at most `patience` seconds.

        What takes longer goes on by itself. How it failed comes back.
        """
        thread: Future[object] = self._short.submit(work)
        try:
            error = thread.exception(patience)
        except TimeoutError:
            return Failure("It takes longer than one would wait for.")
        return failure_of(error) if isinstance(error, Exception) else None

    def close(self) -> None:
        """Drop everything and wait for it. Nothing can be started afterwards."""
        self.stop()
        for pool in (self._long, self._short):
            pool.shutdown(wait=True, cancel_futures=True)

    def _take(self, key: int, news: _News) -> None:
        """By the timer, not now: Qt goes on with what threads post before it draws or hears anything."""
        self._news.append((key, news))
        if not self._next.isActive():
            self._next.start()

    def _deliver(self) -> None:
        """Pass on what was told. Where that takes longer, the window is drawn and heard in between."""
        until = perf_counter() + AT_ONCE
        try:
            while self._news and perf_counter() < until:
                self._hear(*self._news.popleft())
        finally:
            if self._news:
                self._next.start()

    def _hear(self, key: int, news: _News) -> None:
        task = self._tasks.get(key)
        if task is None:  # dropped meanwhile
            return
        if news.kind == "progress":
            task.hear(news)
            return
        del self._tasks[key]
        taker = self._takers.pop(key, None)
        self.ending = task
        try:
            task.hear(news)
        finally:
            self.ending = None
        if news.kind != "failed" or task.dropped:
            return
        if taker:
            taker(news.value)
        else:
            self.failed.emit(task, news.value)


class Latest:
    """Quiet work of which only the newest answer counts: a new question drops the one before."""

    def __init__(self, runner: Runner, name: str) -> None:
        self._runner, self._name = runner, name
        self._task: Task | None = None

    def ask(self, work: Work, done: Callable[[Any], object], *, seen_as: str = "") -> Task:
        """Run `work(tick)`, then `done(result)` unless something newer was asked meanwhile.

        With `seen_as` the analyst sees it under this name, and may cancel it.
        """
        self.drop()
        self._task = self._runner.start(seen_as or self._name, work, done, quiet=not seen_as)
        return self._task

    def drop(self) -> None:
        """Want no answer any more."""
        if self._task and self._task.quiet:
            self._task.drop()
        elif self._task:
            self._task.forget()
        self._task = None
