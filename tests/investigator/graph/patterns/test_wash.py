"""Wash trading."""

from __future__ import annotations

from investigator.graph.patterns.finding import Surroundings
from investigator.graph.patterns.wash import WashTrading
from tests.investigator.graph.patterns.told import seen, world

LOOPS = [(a, b, 5.0, 10 * i + a) for i in range(3) for a, b in ((1, 2), (2, 3), (3, 1))]
NAMED = Surroundings(symbols={0: "NFT"})


def test_a_group_that_ends_where_it_began() -> None:
    (found,) = seen(WashTrading(), world(LOOPS), NAMED)
    assert found.accounts == (1, 2, 3)
    assert len(found.transfers) == 9
    assert (
        found.reason
        == "3 accounts passed NFT among themselves 9 times and ended within 0.0 % of where they began"
    )


def test_a_common_funder_makes_it_stronger() -> None:
    (alone,) = seen(WashTrading(), world(LOOPS), NAMED)
    (funded,) = seen(WashTrading(), world([*[(9, i, 1.0, 0, 1) for i in (1, 2, 3)], *LOOPS]), NAMED)
    assert funded.accounts == (1, 2, 3, 9)
    assert funded.strength > alone.strength
    assert funded.reason.endswith("; one account funded them all")


def test_what_is_none() -> None:
    assert seen(WashTrading(), world(LOOPS[:3])) == []
    assert seen(WashTrading(times=10), world(LOOPS)) == []
    assert seen(WashTrading(group=2), world(LOOPS)) == []
    assert seen(WashTrading(), world([(a, b, 5.0 + 20 * (a == 1), t) for a, b, _, t in LOOPS])) == []
    assert seen(WashTrading(), world(LOOPS), Surroundings(services=frozenset({2}))) == []
