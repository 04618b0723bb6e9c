"""What a pattern is, what it is looked for in, and what is found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from investigator.graph.columns import Columns
from investigator.progress import Tick
from investigator.records import Clock

DAY = 86_400


@dataclass(frozen=True)
class Finding:
    """A pattern that was seen: a lead, never more.

    `accounts` are case-wide ids, the one it turns on first; `transfers` are ids of the transfers that show it, in
    the order of the chain. `strength` lies in [0, 1] and orders findings of one pattern; it is no probability.
    `reason` is a sentence in an analyst's words, with addresses left out.
    """

    pattern: str
    version: str
    accounts: tuple[int, ...]
    transfers: tuple[int, ...]
    strength: float
    reason: str


@dataclass(frozen=True)
class Surroundings:
    """What the case knows beside the transfers.

    The sets hold case-wide account ids by what labels say of them; `suspects` are ids of assets that lie about
    themselves; `symbols` the symbols of assets by id. `address` gives an account's address without its chain.
    """

    clock: Clock = Clock.UTC
    services: frozenset[int] = frozenset()
    mixers: frozenset[int] = frozenset()
    bridges: frozenset[int] = frozenset()
    contracts: frozenset[int] = frozenset()
    suspects: frozenset[int] = frozenset()
    symbols: Mapping[int, str] = field(default_factory=dict)
    keys: Mapping[int, str] = field(default_factory=dict)
    address: Callable[[int], str] = str

    def ticks(self, seconds: float) -> int:
        """A duration on the case's clock: a block counts 12 seconds, a step of a ledger one day."""
        unit = {Clock.UTC: 1, Clock.BLOCK: 12, Clock.STEP: DAY}[self.clock]
        return max(1, round(seconds / unit))

    def lasting(self, ticks: int) -> str:
        """A duration in words."""
        if self.clock is Clock.STEP:
            return f"{ticks} steps" if ticks != 1 else "one step"
        seconds = ticks * (12 if self.clock is Clock.BLOCK else 1)
        for size, name in ((DAY, "days"), (3600, "hours"), (60, "minutes")):
            if seconds >= 2 * size:
                return f"{seconds // size} {name}"
        return f"{seconds} seconds"


class Pattern(Protocol):
    """A detector: frozen parameters and one pass over the columns."""

    name: ClassVar[str]
    version: ClassVar[str]
    meaning: ClassVar[str]
    ordinary: ClassVar[tuple[str, ...]]

    def find(self, columns: Columns, around: Surroundings, tick: Tick) -> Iterator[Finding]:
        """All places where the pattern is seen, in a stable order. `tick` is called often enough to cancel."""


def in_order(columns: Columns, rows: list[int]) -> tuple[int, ...]:
    """The transfers at these row positions, each once, in the order of the chain."""
    return tuple(int(columns.transfer[row]) for row in sorted(set(rows)))
