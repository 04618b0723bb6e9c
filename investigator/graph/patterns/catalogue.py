"""All patterns that are looked for."""

from __future__ import annotations

from investigator.graph.patterns.crossings import BridgeHop, MixerWithdrawal
from investigator.graph.patterns.cycles import Cycle
from investigator.graph.patterns.fans import FanIn, FanOut, GatherScatter, ScatterGather
from investigator.graph.patterns.finding import Pattern
from investigator.graph.patterns.habits import Dormant, RoundAmounts, Structuring
from investigator.graph.patterns.passing import PassThrough, PeelChain
from investigator.graph.patterns.poisoning import Poisoning
from investigator.graph.patterns.rings import Ring
from investigator.graph.patterns.wash import WashTrading


def catalogue() -> tuple[Pattern, ...]:
    """Every pattern with its parameters as they are unless said otherwise, in a fixed order."""
    return (
        PeelChain(),
        FanIn(),
        FanOut(),
        ScatterGather(),
        GatherScatter(),
        Cycle(),
        Ring(),
        PassThrough(),
        Structuring(),
        Dormant(),
        RoundAmounts(),
        WashTrading(),
        Poisoning(),
        MixerWithdrawal(),
        BridgeHop(),
    )
