"""Why there is no path: how far the search came, and which condition, lifted alone, would open one."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.graph.expand import Filter, reach
from investigator.graph.paths.route import Question, checked
from investigator.graph.paths.shortest import shortest
from investigator.graph.paths.timely import timely
from investigator.progress import Tick, silent

FAR = 30
"""Transfers of the longest path that is looked for when their number is the condition lifted."""


@dataclass(frozen=True)
class Closed:
    """Why no path was found.

    `opens` names the conditions that would each open a path if it alone were lifted, and how many transfers
    that path has: `after`, `before`, `assets`, `min_amount`, `max_amount`, `avoid`, `hops`, `time` (that no
    transfer comes before its money) and `direction`. `reached` accounts can be reached from the sources;
    `ends` (k,) are those of them that pass nothing on, nearest first.
    """

    opens: tuple[tuple[str, int], ...]
    reached: int
    ends: NDArray[np.int32]


def closed(
    columns: Columns,
    sources: NDArray[np.int32],
    targets: NDArray[np.int32],
    question: Question = Question(),  # noqa: B008 - frozen
    *,
    in_time: bool = True,
    tick: Tick = silent,
) -> Closed:
    """Try each condition of the question without the others changed."""
    start, goal = checked(columns, sources), checked(columns, targets)
    opens: list[tuple[str, int]] = []
    for name, easier, timed in _easier(question, in_time):
        search = timely if timed and easier.where.direction != "both" else shortest
        found = search(columns, start, goal, easier, tick=tick)
        if found is not None:
            opens.append((name, found.hops))
    return Closed(tuple(opens), *_ends(columns, start, question, tick))


def _easier(question: Question, in_time: bool) -> list[tuple[str, Question, bool]]:
    where = question.where
    plain = Filter(direction=where.direction)
    found: list[tuple[str, Question, bool]] = []
    for name in ("after", "before", "assets", "min_amount", "max_amount"):
        if getattr(where, name) != getattr(plain, name):
            lifted = replace(where, **{name: getattr(plain, name)})
            found.append((name, replace(question, where=lifted), in_time))
    if question.avoid:
        found.append(("avoid", replace(question, avoid=frozenset()), in_time))
    if question.hops < FAR:
        found.append(("hops", replace(question, hops=FAR), in_time))
    if in_time:
        found.append(("time", question, False))
    if where.direction != "both":
        found.append(("direction", replace(question, where=replace(where, direction="both")), False))
    return found


def _ends(
    columns: Columns, start: NDArray[np.int32], question: Question, tick: Tick
) -> tuple[int, NDArray[np.int32]]:
    found = reach(columns, start, question.hops, question.where, tick=tick)
    pointers = columns.in_ptr if question.where.direction == "in" else columns.out_ptr
    quiet = pointers[found.accounts + 1] == pointers[found.accounts]
    return int(found.accounts.size), found.accounts[quiet]
