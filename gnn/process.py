"""A process that is asked by frames: neither side waits for the other's pipe, and nothing of it outlives it."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import MappingProxyType
from typing import IO

from gnn import wire
from gnn.wire import Frame
from investigator.children import environment, last_words, shut
from investigator.errors import Trouble
from investigator.progress import Tick

PULSE = 0.1
"""Seconds between looks at Cancel while the process says nothing."""
WORDS = MappingProxyType(
    {
        "score": "scoring",
        "rescore": "scoring",
        "train": "training",
        "retrain": "training",
        "audit": "looking at the labels",
        "explain": "explaining",
    }
)
"""What the process is at, by the verb that it was asked."""


class Running:
    """A process, a thread that listens to it, and one that writes: neither side waits for the other's pipe."""

    def __init__(self, command: Sequence[str]) -> None:
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        try:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                env={
                    "OMP_WAIT_POLICY": "passive",
                    **environment(),
                },  # its threads do not spin while they wait
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as wrong:
            self._said.close()
            raise Trouble(f"The model process cannot be started: {wrong.strerror or wrong}.") from wrong
        self._heard: SimpleQueue[Frame | None] = SimpleQueue()
        self._listener = Thread(target=self._listen, name="model process", daemon=True)
        self._listener.start()
        self._writer: Thread | None = None
        self._ending = Lock()

    def ask(self, frame: Frame, tick: Tick) -> Frame:
        """Send a frame and wait for the answer; `tick` is told what progress is heard, and often."""
        self._writer = Thread(target=self._write, args=(frame,), name="to the model process", daemon=True)
        self._writer.start()
        at: tuple[int, int | None, str] = (0, None, "Starting the model process")
        while True:
            tick(*at)
            try:
                answer = self._heard.get(timeout=PULSE)
            except Empty:
                continue
            if answer is None:
                raise Trouble(self._last_words(frame.verb))
            if answer.verb != "progress":
                return answer
            at = (int(answer.say["done"]), answer.say["total"], str(answer.say["note"]))

    def end(self) -> None:
        """Kill the process and clear up after it."""
        self.process.kill()
        self.process.wait()
        for thread in (self._listener, self._writer):
            if thread:
                thread.join()
        with self._ending:
            for pipe in (self.process.stdin, self.process.stdout, self._said):
                if pipe:
                    shut(pipe)

    def _listen(self) -> None:
        assert self.process.stdout
        try:
            while frame := wire.read(self.process.stdout):
                self._heard.put(frame)
        except (ValueError, KeyError, TypeError, OSError):
            pass  # what broke off is told like what has ended
        self._heard.put(None)

    def _write(self, frame: Frame) -> None:
        assert self.process.stdin
        try:
            wire.write(self.process.stdin, frame)
        except OSError:
            return  # the process has ended; the listener says so

    def _last_words(self, verb: str) -> str:
        self.process.kill()
        code = self.process.wait()
        with self._ending:  # another thread may be closing what is read here
            if self._said.closed:
                return "The model process was ended."
            last = last_words(self._said, code)
        work = WORDS.get(verb, "loading")
        return f"The model process broke off while {work} ({last}); nothing was kept, try again."
