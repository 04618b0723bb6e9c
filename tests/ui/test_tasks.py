from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from investigator.errors import Trouble
from investigator.progress import Tick
from ui.tasks import Failure, Latest, Runner, Task, failure_of


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close()


def wait(qtbot: QtBot, runner: Runner) -> None:
    qtbot.waitUntil(runner.idle)


def test_results_arrive_on_the_gui_thread_and_work_does_not_run_there(qtbot: QtBot, runner: Runner) -> None:
    seen: list[threading.Thread] = []

    def work(_tick: Tick) -> threading.Thread:
        return threading.current_thread()

    def done(where: threading.Thread) -> None:
        seen.extend([where, threading.current_thread()])

    runner.start("Counting", work, done)
    wait(qtbot, runner)
    assert seen[0] is not threading.main_thread()
    assert seen[1] is threading.main_thread()


def test_progress_arrives_in_order_and_the_last_of_it_always(qtbot: QtBot, runner: Runner) -> None:
    seen: list[tuple[int, int]] = []

    def work(tick: Tick) -> None:
        for step in range(1, 101):
            tick(step, 100, "Counting")

    task = runner.start("Counting", work)
    task.progressed.connect(lambda done, total, _note: seen.append((done, total)))
    wait(qtbot, runner)
    assert seen[-1] == (100, 100)
    assert seen == sorted(seen)


def test_trouble_is_its_own_sentence_and_a_bug_says_so_with_details() -> None:
    assert failure_of(Trouble("There is no file x.csv.")) == Failure("There is no file x.csv.")
    try:
        raise KeyError("x")
    except KeyError as error:
        failure = failure_of(error)
    assert failure.sentence == "Something in the program went wrong: KeyError: 'x'"
    assert "test_tasks.py" in failure.details


def test_a_bug_in_a_task_is_told_and_the_next_task_runs(qtbot: QtBot, runner: Runner) -> None:
    told: list[Failure] = []
    seen: list[int] = []
    runner.failed.connect(lambda _task, failure: told.append(failure))
    runner.start("Failing", lambda _tick: 1 // 0)
    wait(qtbot, runner)
    runner.start("Going on", lambda _tick: 7, seen.append)
    wait(qtbot, runner)
    assert "ZeroDivisionError" in told[0].sentence
    assert seen == [7]


def test_who_takes_a_failure_is_the_only_one_to_hear_it(qtbot: QtBot, runner: Runner) -> None:
    loud: list[object] = []
    own: list[Failure] = []
    runner.failed.connect(lambda *told: loud.append(told))

    def work(_tick: Tick) -> None:
        raise Trouble("No.")

    runner.start("Failing", work, failed=own.append)
    wait(qtbot, runner)
    assert own == [Failure("No.")]
    assert loud == []


def endless(begun: threading.Event, ended: threading.Event) -> object:
    def work(tick: Tick) -> None:
        begun.set()
        try:
            while True:
                tick(0, None, "Waiting")
        finally:
            ended.set()

    return work


def test_cancel_unwinds_the_work_and_is_no_failure(qtbot: QtBot, runner: Runner) -> None:
    begun, ended = threading.Event(), threading.Event()
    loud: list[object] = []
    runner.failed.connect(lambda *told: loud.append(told))
    task = runner.start("Waiting", endless(begun, ended))  # type: ignore[arg-type]
    assert begun.wait(60)
    assert runner.running() == [task]
    task.cancel()
    wait(qtbot, runner)
    assert ended.is_set()
    assert task.cancelled
    assert loud == []


def test_close_waits_and_nothing_is_heard_afterwards(qtbot: QtBot) -> None:
    runner = Runner()
    begun, ended = threading.Event(), threading.Event()
    heard: list[object] = []
    runner.start("Waiting", endless(begun, ended), heard.append)  # type: ignore[arg-type]
    assert begun.wait(60)
    runner.close()
    assert ended.is_set()
    qtbot.wait(20)
    assert heard == []


def test_quiet_work_is_not_announced_and_is_not_lost_by_closing(qtbot: QtBot, runner: Runner) -> None:
    announced: list[Task] = []
    runner.started.connect(announced.append)
    runner.start("Looking", lambda _tick: None, quiet=True)
    assert runner.running() == []
    wait(qtbot, runner)
    assert announced == []


def test_of_latest_only_the_newest_answer_counts(qtbot: QtBot, runner: Runner) -> None:
    latest, seen, gate = Latest(runner, "Looking"), list[int](), threading.Event()

    def slow(_tick: Tick) -> int:
        gate.wait(60)
        return 1

    latest.ask(slow, seen.append)
    latest.ask(lambda _tick: 2, seen.append)
    gate.set()
    wait(qtbot, runner)
    assert seen == [2]


def test_a_failure_of_what_nobody_wants_any_more_is_not_told(qtbot: QtBot, runner: Runner) -> None:
    latest, gate, loud = Latest(runner, "Looking"), threading.Event(), list[object]()
    runner.failed.connect(lambda *told: loud.append(told))

    def slow(_tick: Tick) -> int:
        gate.wait(60)
        return 1 // 0

    latest.ask(slow, lambda _result: None)
    latest.drop()
    gate.set()
    wait(qtbot, runner)
    assert loud == []


def test_a_task_is_a_qt_object_of_the_gui_thread(qtbot: QtBot, runner: Runner) -> None:
    task = runner.start("Nothing", lambda _tick: None)
    assert isinstance(task, QObject)
    assert task.thread() is runner.thread()
    wait(qtbot, runner)


@pytest.mark.parametrize("dropped", [False, True])
def test_what_listened_to_a_task_goes_with_it(qtbot: QtBot, runner: Runner, dropped: bool) -> None:
    class Ear:
        pass

    ear, go = Ear(), threading.Event()
    task = runner.start("Waiting", lambda _tick: go.wait(5))
    task.ended.connect(lambda _failure, task=task, ear=ear: (task, ear))
    gone = weakref.ref(ear)
    if dropped:
        task.drop()
    go.set()
    del task, ear
    wait(qtbot, runner)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    assert gone() is None
