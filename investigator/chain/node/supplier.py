"""A node as a supplier of a pull."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from investigator.chain.abilities import Abilities
from investigator.chain.node import scan, search, token_logs
from investigator.chain.node.fetched import Fetched
from investigator.chain.node.harvest import Harvest
from investigator.chain.node.parting import units
from investigator.chain.node.ways import SCAN, ways
from investigator.chain.rpc.calls import Asked, Refused
from investigator.chain.supplier import Unit, Want
from investigator.errors import Trouble
from investigator.progress import Tick


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
        return units(want, ways(abilities))

    def fetch(self, unit: Unit, tick: Tick) -> Fetched:
        """Fetch one part. Raises `Trouble` in one sentence."""
        abilities = self.abilities(tick)
        how, harvest = ways(abilities), Harvest(self._asked, unit, tick)
        try:
            if unit.method == SCAN:
                scan.gather(harvest, how)
            elif unit.method == "eth_getLogs":
                token_logs.gather(harvest, how.log_range)
            else:
                search.gather(harvest, how)
        except Refused as refusal:
            raise Trouble(
                f"Blocks {unit.first:,} to {unit.last:,} cannot be pulled: {refusal}."
            ) from refusal
        except ValueError as error:
            raise Trouble(
                f"The answers of {abilities.endpoint} about blocks {unit.first:,} to {unit.last:,} do not fit: "
                f"{str(error)[:160]}; ask another node."
            ) from error
        return harvest.fetched(abilities.endpoint)
