"""The program's end of the process that sets pages: gives it a job, listens, and ends it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import IO, Literal

from investigator.children import environment, last_words, shut
from investigator.errors import Trouble
from investigator.progress import Tick, silent

COMMAND = (sys.executable, "-P", "-m", "investigator.typesetting")
"""Without the current folder in the path: a file typst.py that lies there is not ours."""
PULSE = 0.1
"""Seconds between looks at Cancel."""
SECRETS = ("INVESTIGATOR_KEY", "INVESTIGATOR_PASSPHRASE")
"""How variables of the environment begin that are none of its business."""
_NEWS = ("stage", "trouble")
LONGEST = 1_800.0
"""Seconds after which no answer is waited for any more."""


@dataclass(frozen=True)
class Job:
    """What to set: a template, and the data that it reads, as JSON in UTF-8.

    `made` is the time, in UTC seconds, that a PDF says of itself; `standards` are those it keeps, as typst names them;
    `dots` an inch are for pictures.
    """

    template: Path
    data: bytes
    made: int
    form: Literal["pdf", "png"] = "pdf"
    standards: tuple[str, ...] = ()
    dots: float = 0

    def raw(self) -> bytes:
        """A line that describes the job, and the data."""
        line = {
            "template": str(self.template),
            "made": self.made,
            "form": self.form,
            "standards": list(self.standards),
            "dots": self.dots,
            "bytes": len(self.data),
        }
        return json.dumps(line).encode() + b"\n" + self.data


@dataclass(frozen=True)
class Printed:
    """A PDF in one part, or a picture for each page; and the number of pages."""

    parts: tuple[bytes, ...]
    pages: int


_Heard = SimpleQueue[dict[str, str] | Printed | None]


def set_pages(
    job: Job,
    step: tuple[int, int] = (0, 1),
    tick: Tick = silent,
    command: Sequence[str] = COMMAND,
    longest: float = LONGEST,
) -> Printed:
    """Do the job in a process of its own, which is gone afterwards however it went.

    `tick` is told `step`, (done, total), with what is being done, ten times a second, and may raise `Cancelled`.
    Raises `Trouble` if the pages cannot be set, the process breaks off, or it takes more than `longest` seconds.
    """
    with tempfile.TemporaryFile() as errors:
        process = _started(command, errors)
        assert process.stdin
        assert process.stdout
        heard: _Heard = SimpleQueue()
        threads = (
            Thread(target=_listen, args=(process.stdout, heard), name="typesetter", daemon=True),
            Thread(target=_give, args=(process.stdin, job.raw()), name="to the typesetter", daemon=True),
        )
        for thread in threads:
            thread.start()
        try:
            found = _wait(heard, step, tick, monotonic() + longest)
            if found is None:
                raise Trouble(_last_words(process, errors))
            return found
        finally:
            process.kill()
            process.wait()
            for thread in threads:
                thread.join()
            for pipe in (process.stdin, process.stdout):
                shut(pipe)


def _started(command: Sequence[str], errors: IO[bytes]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=environment(without=SECRETS),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as wrong:
        raise Trouble(f"The typesetter cannot be started: {wrong.strerror or wrong}.") from wrong


def _wait(heard: _Heard, step: tuple[int, int], tick: Tick, until: float) -> Printed | None:
    """What came; nothing if the process broke off."""
    at = "Starting the typesetter"
    while True:
        tick(*step, at)
        if monotonic() > until:
            raise Trouble("The pages take too long to be set; leave some parts or exhibits out.")
        try:
            news = heard.get(timeout=PULSE)
        except Empty:
            continue
        if not isinstance(news, dict):
            return news
        if "trouble" in news:
            raise Trouble(
                f"The report cannot be set: {news['trouble'][:300]}; look at the template's logo first."
            )
        at = news["stage"]


def _listen(pipe: IO[bytes], heard: _Heard) -> None:
    """Hand on what the process says; nothing at its end, or when it says what cannot be understood."""
    found = None
    try:
        while line := pipe.readline(4_000_000):
            said = json.loads(line)
            if "parts" in said:
                parts = tuple(pipe.read(size) for size in said["parts"])
                whole = [len(part) for part in parts] == said["parts"]
                found = Printed(parts, said["pages"]) if whole else None
                break
            heard.put({name: str(said[name]) for name in said if name in _NEWS} or None)
    except (ValueError, TypeError, KeyError, OSError):
        pass  # what broke off is told like what has ended
    heard.put(found)


def _give(pipe: IO[bytes], raw: bytes) -> None:
    """Hand the job over; the pipe stays open, for the process ends when it closes."""
    try:
        pipe.write(raw)
        pipe.flush()
    except OSError:
        return  # the process has ended; the listener says so


def _last_words(process: subprocess.Popen[bytes], errors: IO[bytes]) -> str:
    process.kill()
    last = last_words(errors, process.wait())
    return f"The typesetter broke off ({last}); nothing was written, try with fewer parts or exhibits."
