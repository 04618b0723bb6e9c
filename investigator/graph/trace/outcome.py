"""What a trace finds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from investigator.graph.trace.arithmetic import Vector
from investigator.graph.trace.question import Convention

Holds = Literal["all", "some", "one", "none"]
Amounts = Mapping[Convention, int]
"""Base units by convention."""


@dataclass(frozen=True)
class Endpoint:
    """Where traced money is in the end: at rest, or where it was followed no further.

    `pot` is of the ledger. `reason` is '' where it rests; 'source' at a source; else why it was not followed
    on. Going back, '' is where it came from outside what is seen, or what was held when the time asked for
    begins. `holds` says under how many of the conventions asked for there is some: all, some or one.
    `hops` is the fewest transfers in time order from a source. `by_source` has one entry for each source, if there are
    several; poison does not divide, and counts whole for each.
    """

    account: int
    pot: int
    amounts: Amounts
    holds: Holds
    reason: str
    hops: int
    by_source: tuple[Amounts, ...] = ()


@dataclass(frozen=True)
class Stop:
    """How much came to where it was followed no further, and why."""

    account: int
    pot: int
    amounts: Amounts
    reason: str


@dataclass(frozen=True)
class Flows:
    """n transfers that carried traced money, in the order of time (going back, the last one first).

    `row` (n,) are rows of the ledger; `amounts` by convention are vectors (n,): of poison, the whole transfer.
    """

    row: NDArray[np.int32]
    amounts: Mapping[Convention, Vector]


@dataclass(frozen=True)
class Trace:
    """The whole answer. `reached` counts holdings that money can have come to; `totals` is, by pot and convention,
    how much was put in at the sources, and so what the endpoints sum to (except poison, which multiplies).
    """

    endpoints: tuple[Endpoint, ...]
    flows: Flows
    frontier: tuple[Stop, ...]
    reached: int
    totals: Mapping[int, Amounts]
    backward: bool = False


def holds(amounts: Amounts) -> Holds:
    """Under how many conventions something is there."""
    there = sum(1 for amount in amounts.values() if amount)
    if not there:
        return "none"
    if there == len(amounts):
        return "all"
    return "one" if there == 1 else "some"
