"""The model process: `python -m gnn.worker` answers frames on standard input until that ends.

It answers `score`, `rescore`, `explain`, `audit`, `train`, `retrain` and `ping` with one frame each, after any number of frames
`progress`; `Trouble` goes back as a frame `trouble`. A bug ends the process, and its last words stand on standard error.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import msgspec

from gnn import explaining, scoring, training, wire
from gnn.annotations import serving
from gnn.explanation import plain
from gnn.features import Scales
from gnn.model import Model, Seen, assembled
from gnn.recipe import Recipe
from gnn.shelf import SHIPPED, Shelf
from gnn.wire import Frame
from investigator.errors import Trouble
from investigator.progress import Tick
from investigator.records import Clock

EVERY = 0.05
"""Seconds between frames of progress: smooth to the eye, and no load."""
REMEMBERED = 120_000
"""Accounts up to which what a model makes of a graph is kept for the next question about it."""


class Desk:
    """What stays warm between frames: the model that scored last."""

    def __init__(self) -> None:
        self._last: tuple[tuple[str, int, int], Model] | None = None
        self._look: tuple[tuple[str, str], Seen] | None = None

    def answer(self, frame: Frame, tick: Tick) -> Frame:
        """Do what a frame asks. Raises `Trouble`, and `KeyError` for a verb that is none."""
        verbs: dict[str, Callable[[Frame, Tick], Frame]] = {
            "ping": self._ping,
            "score": self._score,
            "rescore": self._rescore,
            "train": self._train,
            "explain": self._explain,
            "audit": serving.audited,
            "retrain": self._retrain,
        }
        return verbs[frame.verb](frame, tick)

    def _ping(self, frame: Frame, tick: Tick) -> Frame:
        return Frame("pong")

    def _score(self, frame: Frame, tick: Tick) -> Frame:
        tick(0, 1, "Loading the model")
        model = self._model(str(frame.say["model"]))
        accounts, moves = frame.tables
        graph = wire.graph_of(accounts, moves)
        membership = wire.column(accounts, "cluster") if frame.say["clusters"] else None
        found = scoring.score_all(graph, membership, model, tick, Clock(frame.say["clock"]))
        return wire.scores_frame(*found)

    def _rescore(self, frame: Frame, tick: Tick) -> Frame:
        model = self._model(str(frame.say["model"]))
        accounts, moves = frame.tables
        graph, usual = wire.graph_of(accounts, moves), Scales(wire.column(moves, "usual"), frame.say["gap"])
        wanted = graph.accounts[wire.column(accounts, "wanted")].tolist()
        found = scoring.rescore(graph, wanted, usual, model, tick, Clock(frame.say["clock"]))
        return wire.scores_frame(found, ())

    def _train(self, frame: Frame, tick: Tick) -> Frame:
        recipe = msgspec.convert(frame.say["recipe"], Recipe)
        examples = serving.examples_of(frame)
        start = self._model(str(frame.say["start"])) if frame.say["start"] else None
        unfinished = Path(frame.say["folder"]) / ".unfinished"
        shelf = Shelf(Path(frame.say["folder"])).ready()
        model = training.train(examples, recipe, tick, start, unfinished)
        path = shelf.save(model.package())
        return Frame("trained", {"path": str(path)})

    def _retrain(self, frame: Frame, tick: Tick) -> Frame:
        return serving.retrained(frame, tick, self._model)

    def _explain(self, frame: Frame, tick: Tick) -> Frame:
        model = self._model(str(frame.say["model"]))
        accounts, moves, known = frame.tables
        graph = wire.graph_of(accounts, moves)
        key = (model.card.model_sha256, graph.digest())
        look = (
            self._look[1] if self._look and self._look[0] == key else explaining.looked(graph, model, tick)
        )
        self._look = (key, look) if graph.order <= REMEMBERED else None
        labels = dict(zip(known["account"].to_pylist(), known["illicit"].to_pylist(), strict=True))
        account, clock = int(frame.say["account"]), Clock(frame.say["clock"])
        return Frame(
            "explained", plain(explaining.explain(graph, model, account, labels, clock, tick, look))
        )

    def _model(self, ref: str) -> Model:
        """The model in a folder, or the shipped one for ''. Kept until another is asked for, or its card is
        written anew.
        """
        shelf = Shelf(Path(ref).parent if ref else SHIPPED)
        path = Path(ref) if ref else shelf.find(shelf.shipped())
        try:
            about = (path / "card.json").stat()
        except OSError as wrong:
            raise Trouble(f"There is no model in {path}; choose another.") from wrong
        key = (str(path), about.st_mtime_ns, about.st_size)
        if self._last is None or self._last[0] != key:
            self._last = (key, assembled(shelf.load(path)))
        return self._last[1]


class Sayer:
    """A `Tick` that sends frames of progress, not too many."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._said = 0.0
        self._note = ""

    def __call__(self, done: int, total: int | None = None, note: str = "") -> None:
        """Say how far the work is. Raises `OSError` if nobody listens any more, which ends the process."""
        now = time.monotonic()
        if now - self._said >= EVERY or (note and note != self._note):
            self._said, self._note = now, note or self._note
            wire.write(self._out, Frame("progress", {"done": int(done), "total": total, "note": note}))


def serve(source: BinaryIO, out: BinaryIO) -> None:
    """Answer frames until `source` ends."""
    desk = Desk()
    while (frame := wire.read(source)) is not None:
        try:
            answer = desk.answer(frame, Sayer(out))
        except Trouble as trouble:
            answer = Frame("trouble", {"sentence": str(trouble)})
        wire.write(out, answer)


def main() -> None:
    """Keep the pipe for frames; whatever anyone prints goes to standard error, C libraries' words too."""
    pipe = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    serve(sys.stdin.buffer, pipe)


if __name__ == "__main__":
    main()
