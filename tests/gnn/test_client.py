"""The model process: it starts when needed, and neither Cancel, a crash nor a stray print harms the program."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from gnn.client import Worker
from gnn.example import Example
from gnn.recipe import Recipe
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph
from investigator.progress import Cancelled

HEAD = "import sys, time, os; from gnn import wire; from gnn.wire import Frame; i, o = sys.stdin.buffer, sys.stdout.buffer\n"
READ = HEAD + "wire.read(i)\n"
PONG = "wire.write(o, Frame('pong'))\n"


def worker(script: str) -> Worker:
    return Worker((sys.executable, "-c", script))


def graph() -> Subgraph:
    none = np.empty(0, np.int64)
    narrow = none.astype(np.int32)
    return Subgraph(np.arange(2, dtype=np.int32), narrow, narrow, np.empty(0), narrow, none, none)


def gone(process: subprocess.Popen[bytes]) -> bool:
    return process.poll() is not None


def running(some: Worker) -> subprocess.Popen[bytes]:
    assert some._running
    return some._running.process


def test_the_client_needs_no_torch() -> None:
    said = subprocess.run(
        [sys.executable, "-c", "import sys, gnn.client, gnn.casework; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert not {"torch", "torch_geometric", "lightgbm", "sklearn"} & {name.split(".")[0] for name in said}


def test_the_process_starts_at_the_first_need_and_stays() -> None:
    with worker(HEAD + "while wire.read(i): " + PONG) as some:
        assert some.pid is None
        some.warm()
        first = some.pid
        some.warm()
        assert first is not None
        assert some.pid == first
        process = running(some)
    assert gone(process)
    assert some.pid is None


def test_progress_is_passed_on() -> None:
    heard: list[tuple[int, int | None, str]] = []
    script = READ + "wire.write(o, Frame('progress', {'done': 3, 'total': 7, 'note': 'Growing'}))\n" + PONG
    with worker(script) as some:
        some.warm(lambda done, total=None, note="": heard.append((done, total, note)))
    assert heard[0] == (0, None, "Starting the model process")
    assert (3, 7, "Growing") in heard


def test_trouble_in_there_is_trouble_here_and_the_process_stays() -> None:
    script = HEAD + "while wire.read(i): wire.write(o, Frame('trouble', {'sentence': 'Too few labels.'}))"
    with worker(script) as some:
        for _ in range(2):
            with pytest.raises(Trouble, match=r"Too few labels\."):
                some.train([Example(graph(), np.array([1, 0], np.int8))], Recipe(), Path("nowhere"))
        assert some.pid is not None


def test_cancel_ends_a_process_that_says_nothing() -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        seen.append(running(some))
        if len(seen) > 2:
            raise Cancelled

    seen: list[subprocess.Popen[bytes]] = []
    with worker(READ + "time.sleep(600)") as some:
        with pytest.raises(Cancelled):
            some.warm(tick)
        assert gone(seen[0])
        assert some.pid is None


def test_cancel_ends_a_process_that_does_not_take_what_it_is_given() -> None:
    def tick(done: int, total: int | None = None, note: str = "") -> None:
        if note and next(count) > 2:
            raise Cancelled

    count = iter(range(1000))
    large = np.zeros(2_000_000, np.int32)
    much = Subgraph(large, large[:0], large[:0], np.empty(0), large[:0], *(np.empty(0, np.int64),) * 2)
    with worker("import time; time.sleep(600)") as some, pytest.raises(Cancelled):
        some.score(much, None, tick=tick)


@pytest.mark.parametrize(
    "script, said",
    [
        (READ + "raise MemoryError('no room')", "MemoryError: no room"),
        (READ + "os._exit(3)", "exit code 3"),
        (READ + "o.write(b'hello'); o.flush(); time.sleep(600)", "exit code"),
        (
            READ + "o.write(b'hello, this is a stray print, no frame'); o.flush(); time.sleep(600)",
            "exit code",
        ),
        ("raise SystemExit('no such module')", "no such module"),
    ],
)
def test_a_crash_is_one_sentence_and_the_next_work_begins_anew(script: str, said: str) -> None:
    if "'hello')" in script:
        script = script.replace("; time.sleep(600)", "")
    with worker(script) as some:
        for _ in range(2):
            with pytest.raises(Trouble, match="broke off while scoring") as caught:
                some.score(graph(), None)
            assert said in str(caught.value)
            assert "\n" not in str(caught.value)
            assert some.pid is None


def test_a_program_that_is_not_there_is_trouble(tmp_path: Path) -> None:
    with Worker((str(tmp_path / "no-python"),)) as some, pytest.raises(Trouble, match="cannot be started"):
        some.warm()


def test_closing_from_another_thread_ends_the_work() -> None:
    failures: list[BaseException] = []

    def work(some: Worker, tick: Callable[..., None]) -> None:
        try:
            some.warm(tick)
        except Trouble as trouble:
            failures.append(trouble)

    some = worker(READ + "time.sleep(600)")
    started = threading.Event()
    thread = threading.Thread(target=work, args=(some, lambda *a: started.set()))
    thread.start()
    assert started.wait(60)
    process = running(some)
    some.close()
    thread.join(60)
    assert gone(process)
    assert len(failures) == 1


def test_two_threads_take_turns() -> None:
    with worker(HEAD + "while wire.read(i): time.sleep(0.05); " + PONG) as some:
        threads = [threading.Thread(target=some.warm) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert not any(thread.is_alive() for thread in threads)
        assert some.pid is not None
