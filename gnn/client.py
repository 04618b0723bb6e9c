"""The program's end of the model process. Free of torch, which takes seconds to load.

Models run in a process of their own: a crash of theirs cannot take the case down, and Cancel ends them.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gnn import wire
from gnn.annotations.audited import Audit
from gnn.example import Example
from gnn.explanation import Explanation, explanation_of
from gnn.process import Running
from gnn.recipe import Recipe
from gnn.wire import Frame
from investigator.errors import Trouble
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Clock, ClusterScore, Scores

if TYPE_CHECKING:
    from gnn.features import Scales

COMMAND = (sys.executable, "-P", "-m", "gnn.worker")
"""Without the current folder in the path: a file torch.py that lies there is not ours."""


class Worker:
    """One model process: begun at the first need, kept warm, gone after `close` or Cancel.

    Any thread may use it; two at once take turns.
    """

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self._turn = Lock()
        self._running: Running | None = None

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

    def audit(
        self,
        examples: Sequence[Example],
        identity: Sequence[NDArray[np.int64]],
        clock: Clock = Clock.UTC,
        seed: int = 0,
        tick: Tick = silent,
    ) -> Audit:
        """Look at all labels before training; `identity` (n,) for each example is as for `audit.audit`."""
        said = {"seed": seed, "clock": int(clock), "examples": [wire.example_says(one) for one in examples]}
        tables = wire.examples_tables(examples, identity=identity)
        return msgspec.convert(self._ask(Frame("audit", said, tables), tick).say["audit"], Audit)

    def retrain(
        self,
        examples: Sequence[Example],
        judges: Sequence[NDArray[np.bool_]],
        recipe: Recipe,
        folder: Path,
        start: str | Path = "",
        against: str | Path = "",
        *,
        force: bool = False,
        tick: Tick = silent,
    ) -> tuple[Path, bool]:
        """`train`, then compare with the model in the folder `against` on those accounts of the test part that
        `judges` (n,) lets judge: the place of the new model, and whether it was forced.

        Raises `Trouble` for a model that is worse and not forced, and as `train` does.
        """
        said = {
            "recipe": msgspec.to_builtins(recipe),
            "folder": str(folder.absolute()),
            "start": str(start),
            "against": str(against),
            "force": force,
            "examples": [wire.example_says(example) for example in examples],
        }
        tables = wire.examples_tables(examples, judges=judges)
        answer = self._ask(Frame("retrain", said, tables), tick).say
        return Path(answer["path"]), bool(answer["forced"])

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
            running = self._running = self._running or Running(self._command)
            try:
                answer = running.ask(frame, tick)
            except BaseException:
                self.close()
                raise
        if answer.verb == "trouble":
            raise Trouble(answer.say["sentence"])
        return answer
