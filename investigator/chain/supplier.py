"""What a pull needs of a node or an explorer: to be probed, to part the work, and to fetch a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from investigator.chain.abilities import Abilities
from investigator.chain.source import Source
from investigator.progress import Tick
from investigator.records import Address

__all__ = ["Abilities", "Supplier", "Unit", "Want"]


@dataclass(frozen=True)
class Want:
    """What to pull: everything that touches `addresses` from block `first` to `last`, inclusive.

    `assets` are asset keys (none: all).
    """

    chain: str
    addresses: tuple[Address, ...]
    first: int
    last: int
    assets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unit:
    """The smallest part of a pull: fetched as one, kept whole or not at all.

    Units depend on what is wanted and on what the endpoint can do, never on how fast it answers, so that
    a pull that was cut short and pulled again leaves the same evidence as one that was not.
    `what` and `method` are as in the table `coverage`: of `what` there may be several, parted by commas, and
    `token:0x…` is one token's contract only.
    """

    chain: str
    what: str
    method: str
    addresses: tuple[Address, ...]
    first: int
    last: int
    more: tuple[tuple[str, str], ...] = ()


class Supplier(Protocol):
    """A node or an explorer."""

    def abilities(self, tick: Tick) -> Abilities:
        """Probe the endpoint. Raises `Trouble` if it cannot be reached or is not what it should be."""

    def units(self, want: Want, abilities: Abilities) -> Sequence[Unit]:
        """The parts of a pull, in the order in which they are kept."""

    def fetch(self, unit: Unit, tick: Tick) -> Source:
        """Fetch one part into memory; its batches end with its `coverage` rows.

        Raises `Trouble` when the endpoint cannot give it, in one sentence; `Cancelled`.
        """

    def close(self) -> None:
        """Let connections go."""
