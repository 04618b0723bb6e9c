"""What says that two accounts belong together, and what rules are given to say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, Protocol

from investigator.graph.columns import Columns
from investigator.progress import Tick
from investigator.records import Clock, Tier


@dataclass(frozen=True)
class Link:
    """Account `a` belongs with account `b`, by a rule and from a moment on.

    `a` and `b` are case-wide ids. Witnesses are `transfers` (ids, in the order of the chain) and, where no transfer
    tells it, `transactions` (hashes). `time` is that of the last witness, on the case's clock.
    """

    rule: str
    a: int
    b: int
    time: int
    tier: Tier
    transfers: tuple[int, ...]
    transactions: tuple[str, ...] = ()
    reason: str = ""

    @property
    def pair(self) -> tuple[int, int]:
        """Both accounts, the smaller id first."""
        return (self.a, self.b) if self.a < self.b else (self.b, self.a)


@dataclass(frozen=True)
class Creation:
    """`creator` made the contract `created` in a transaction."""

    creator: int
    created: int
    time: int
    transaction: str


@dataclass(frozen=True)
class Safe:
    """A multi-signature wallet and who may sign for it: `owners` of whom `threshold` are needed (0: not told)."""

    account: int
    owners: frozenset[int]
    threshold: int
    time: int
    transaction: str


@dataclass(frozen=True)
class World:
    """What the case knows beside its transfers; the sets hold case-wide account ids.

    `exchanges` take customers' deposits; `public` are services, mixers and bridges of any kind, which belong to
    nobody's entity. `coins` are the assets that pay for gas.
    """

    clock: Clock = Clock.UTC
    exchanges: frozenset[int] = frozenset()
    public: frozenset[int] = frozenset()
    contracts: frozenset[int] = frozenset()
    coins: frozenset[int] = frozenset()
    creations: tuple[Creation, ...] = ()
    safes: tuple[Safe, ...] = ()
    seconds: dict[Clock, float] = field(
        default_factory=lambda: {Clock.UTC: 1.0, Clock.BLOCK: 12.0, Clock.STEP: 86_400.0}
    )

    def ticks(self, seconds: float) -> int:
        """A duration on the case's clock."""
        return max(1, round(seconds / self.seconds[self.clock]))


class Rule(Protocol):
    """A heuristic: frozen parameters, and one pass over the columns."""

    name: ClassVar[str]
    version: ClassVar[str]
    tier: ClassVar[Tier]
    meaning: ClassVar[str]
    fails: ClassVar[tuple[str, ...]]
    """When it is wrong: what has to be excluded before anyone relies on it."""

    def links(self, columns: Columns, world: World, tick: Tick) -> Iterator[Link]:
        """All links, in a stable order. `tick` is called often enough to cancel."""
