"""The program's end of the model process. Free of torch, which takes seconds to load.

Models run in a process of their own: a crash of theirs cannot take the case down, and Cancel ends them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from types import TracebackType
from typing import IO, TYPE_CHECKING

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gnn import wire
from gnn.example import Example
from gnn.explanation import Explanation, explanation_of
from gnn.recipe import Recipe
from gnn.wire import Frame
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Clock, ClusterScore, Scores

if TYPE_CHECKING:
    from gnn.features import Scales

PULSE = 0.1
"""Seconds between looks at Cancel while the process says nothing."""
COMMAND = (sys.executable, "-P", "-m", "gnn.worker")
"""Without the current folder in the path: a file torch.py that lies there is not ours."""


class Worker:
    """One model process: begun at the first need, kept warm, gone after `close` or Cancel.

    Any thread may use it; two at once take turns.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self._turn = Lock()
        self._running: _Running | None = None

    def score(
        self,
        graph: Subgraph,
        membership: NDArray[np.int32] | None,
        model: str | Path = "",
        clock: Clock = Clock.UTC,
        tick: Tick = silent,
    ) -> tuple[Scores, list[ClusterScore]]:
        """Score all accounts, and the clusters that `membership` (n,) numbers from 0 on (-1: none).

        `model` is the folder of a model; without, the one that came with the program scores. Raises
        `Trouble` if the model cannot be used or the process breaks off.
        """
        tables = wire.graph_tables(graph)
        if membership is not None:
            tables = (tables[0].append_column("cluster", [membership]), tables[1])
        said = {"model": str(model), "clock": int(clock), "clusters": membership is not None}
        return wire.scores_of(self._ask(Frame("score", said, tables), tick))

    def rescore(
        self,
        part: Subgraph,
        accounts: Collection[int],
        usual: Scales,
        model: str | Path = "",
        clock: Clock = Clock.UTC,
        tick: Tick = silent,
    ) -> Scores:
        """Score these accounts, by their ids, from the part of a graph that surrounds them.

        `usual` is what the whole graph finds usual, row by row of the part. Raises `Trouble` as `score` does.
        """
        people, moves = wire.graph_tables(part)
        wanted = np.isin(part.accounts, np.array(sorted(accounts), np.int64))
        tables = (people.append_column("wanted", [wanted]), moves.append_column("usual", [usual.amount]))
        said = {"model": str(model), "clock": int(clock), "gap": usual.gap}
        return wire.scores_of(self._ask(Frame("rescore", said, tables), tick))[0]

    def train(
        self,
        examples: Sequence[Example],
        recipe: Recipe,
        folder: Path,
        start: str | Path = "",
        tick: Tick = silent,
    ) -> Path:
        """Train a model, put it into `folder` and name its place there.

        With `start`, the folder of a model, that one is fine-tuned. Raises `Trouble` for labels that are
        too few, and as `score` does.
        """
        said = {
            "recipe": msgspec.to_builtins(recipe),
            "folder": str(folder.absolute()),
            "start": str(start),
            "examples": [wire.example_says(example) for example in examples],
        }
        tables = tuple(table for example in examples for table in wire.example_tables(example))
        return Path(self._ask(Frame("train", said, tables), tick).say["path"])

    def explain(
        self,
        graph: Subgraph,
        account: int,
        labels: Mapping[int, bool],
        model: str | Path = "",
        clock: Clock = Clock.UTC,
        tick: Tick = silent,
    ) -> Explanation:
        """Explain the score of an account, by its case-wide id, beside accounts labelled illicit or not.

        A second question about the same graph is answered faster. Raises `Trouble` for an account that is
        not in the graph, and as `score` does.
        """
        numbers, verdicts = pa.array([*labels], pa.int64()), pa.array([*labels.values()], pa.bool_())
        known = pa.table({"account": numbers, "illicit": verdicts})
        said = {"model": str(model), "clock": int(clock), "account": int(account)}
        frame = Frame("explain", said, (*wire.graph_tables(graph), known))
        return explanation_of(self._ask(frame, tick).say)

    def warm(self, tick: Tick = silent) -> None:
        """Begin the process and have it load what it needs, so that the first scores come at once."""
        self._ask(Frame("ping"), tick)

    @property
    def pid(self) -> int | None:
        """The process that is running."""
        return self._running.process.pid if self._running else None

    def close(self) -> None:
        """End the process, whatever it is doing."""
        running, self._running = self._running, None
        if running:
            running.end()

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, frame: Frame, tick: Tick) -> Frame:
        with self._turn:
            running = self._running = self._running or _Running(self._command)
            try:
                answer = running.ask(frame, tick)
            except BaseException:
                self.close()
                raise
        if answer.verb == "trouble":
            raise Trouble(answer.say["sentence"])
        return answer


class _Running:
    """A process, a thread that listens to it, and one that writes: neither side waits for the other's pipe."""

    def __init__(self, command: Sequence[str]) -> None:
        self._said: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the process
        try:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._said,
                env=_environment(),
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
                    _shut(pipe)

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
            self._said.seek(0, os.SEEK_END)
            self._said.seek(max(0, self._said.tell() - 4000))
            lines = self._said.read().decode("utf-8", "replace").split("\n")
        last = next((line.strip() for line in reversed(lines) if line.strip()), f"exit code {code}")
        work = {"score": "scoring", "train": "training"}.get(verb, "loading")
        return f"The model process broke off while {work} ({last[:300]}); nothing was kept, try again."


def _shut(pipe: IO[bytes]) -> None:
    try:
        pipe.close()
    except OSError:
        return  # what was still to be written has no reader any more


def _environment() -> dict[str, str]:
    """The process finds this package where this program has it, and its threads do not spin while they wait."""
    here = str(Path(__file__).resolve().parents[1])
    paths = [here, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    found = os.pathsep.join(dict.fromkeys(paths))
    return {"OMP_WAIT_POLICY": "passive", **os.environ, "PYTHONPATH": found, "PYTHONUTF8": "1"}
