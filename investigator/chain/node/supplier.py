"""A node as a supplier of a pull."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from investigator.chain.abilities import Abilities
from investigator.chain.node import scan
from investigator.chain.node.fetched import Fetched
from investigator.chain.node.harvest import Harvest
from investigator.chain.node.ways import Ways, ways
from investigator.chain.pull.supplier import Unit, Want
from investigator.chain.rpc.calls import Asked, Refused
from investigator.errors import Trouble
from investigator.progress import Tick

BLOCKS = 100
"""Blocks of a unit that reads them one by one."""

TRACED = 20
"""As `BLOCKS`, where their traces are read too, which are several times as long."""


class NodeSupplier:
    """Pulls from a node by the best ways that it offers."""

    def __init__(self, asked: Asked, probe: Callable[[Tick], Abilities], close: Callable[[], None]) -> None:
        self._asked = asked
        self._probe = probe
        self.close = close
        self._found: Abilities | None = None

    def abilities(self, tick: Tick) -> Abilities:
        """Probe the node, once. Raises `Trouble` if it cannot be reached."""
        if self._found is None:
            self._found = self._probe(tick)
        return self._found

    def units(self, want: Want, abilities: Abilities) -> Sequence[Unit]:
        """The parts of a pull, in the order of the chain."""
        how = ways(abilities)
        return list(_everything(want, how) if not want.addresses else _touching(want, how))

    def fetch(self, unit: Unit, tick: Tick) -> Fetched:
        """Fetch one part. Raises `Trouble` in one sentence."""
        abilities = self.abilities(tick)
        harvest = Harvest(self._asked, unit, tick)
        try:
            scan.gather(harvest, ways(abilities))
        except Refused as refusal:
            raise Trouble(
                f"Blocks {unit.first:,} to {unit.last:,} cannot be pulled: {refusal}."
            ) from refusal
        return harvest.fetched(abilities.endpoint)


def _everything(want: Want, how: Ways) -> Iterator[Unit]:
    whats = ["blocks", "native"]
    whats += ["receipts", "token"] if how.receipts else []
    whats += ["internal"] if how.block_traces else []
    for first, last in stretches(want.first, want.last, TRACED if how.block_traces else BLOCKS):
        yield Unit(want.chain, ",".join(whats), "block scan", (), first, last)


def _touching(want: Want, how: Ways) -> Iterator[Unit]:
    whats = ["native", *(["internal"] if how.block_traces else [])]
    for first, last in stretches(want.first, want.last, TRACED if how.block_traces else BLOCKS):
        yield Unit(want.chain, ",".join(whats), "block scan", want.addresses, first, last)


def stretches(first: int, last: int, size: int) -> Iterator[tuple[int, int]]:
    """The range in parts that begin at multiples of `size`, wherever it begins itself."""
    for start in range(first - first % size, last + 1, size):
        yield max(first, start), min(last, start + size - 1)
