"""All rules by which accounts are linked."""

from __future__ import annotations

from investigator.graph.entities.airdrops import AirdropGathering
from investigator.graph.entities.deposits import DepositReuse
from investigator.graph.entities.funding import GasFunder, SameCreator
from investigator.graph.entities.link import Rule
from investigator.graph.entities.safes import SharedOwners


def rules() -> tuple[Rule, ...]:
    """Every rule with its parameters as they are unless said otherwise, in a fixed order."""
    return (DepositReuse(), SharedOwners(), SameCreator(), AirdropGathering(), GasFunder())
