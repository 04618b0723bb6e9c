"""The part of a case that lies on short ways between two sets of accounts: small enough to think about as a graph."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.graph.expand import Direction, reach, sieve
from investigator.graph.paths.route import Question, checked
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent

ROOM = 20_000
"""Accounts that a corridor holds at most."""

_BACK: dict[Direction, Direction] = {"out": "in", "in": "out", "both": "both"}


@dataclass(frozen=True)
class Corridor:
    """`graph` holds every account on a way of at most `hops` transfers, and all counting transfers between them.

    `left_out` accounts were on longer ones of these ways and found no room; `rows` (m,) are the transfers'
    row positions in the columns.
    """

    graph: Subgraph
    rows: NDArray[np.int32]
    hops: int
    left_out: int


def corridor(
    columns: Columns,
    sources: NDArray[np.int32],
    targets: NDArray[np.int32],
    question: Question = Question(),  # noqa: B008 - frozen
    tick: Tick = silent,
) -> Corridor | None:
    """All accounts on ways from a source to a target of at most `question.hops`; `None` if there is no such way.

    Order of time is not asked for. Where there are more than `ROOM` accounts, those on the shortest ways stay.
    """
    start, goal = checked(columns, sources), checked(columns, targets)
    length = _lengths(columns, start, goal, question, tick)
    length[question.blocked(columns, np.concatenate([start, goal])).nonzero()] = np.iinfo(np.int32).max
    on = np.flatnonzero(length <= question.hops)
    if not np.isin(goal, on).any():
        return None
    kept = on[np.argsort(length[on], kind="stable")][:ROOM]
    accounts = np.sort(kept).astype(np.int32)
    rows = columns.rows_between(accounts, sieve(columns, question.where))
    longest = int(length[kept].max(initial=0))
    return Corridor(columns.taken(accounts, rows), rows, longest, on.size - kept.size)


def _lengths(
    columns: Columns, start: NDArray[np.int32], goal: NDArray[np.int32], question: Question, tick: Tick
) -> NDArray[np.int32]:
    """How long the shortest way over each account is, shape (n,); very long for one on no way."""
    length = np.zeros(columns.order, np.int32)
    back = replace(question.where, direction=_BACK[question.where.direction])
    for ends, where in ((start, question.where), (goal, back)):
        found = reach(columns, ends, question.hops, where, tick=tick)
        far = np.full(columns.order, 1 << 20, np.int32)
        far[found.accounts] = found.hop
        length += far
    return length
