"""Who paid the first gas, and who created: accounts that were set up by the same hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from investigator.graph.columns import Columns
from investigator.graph.entities.link import Link, World
from investigator.progress import Tick
from investigator.records import Tier

_CALM = 20_000


@dataclass(frozen=True)
class GasFunder:
    """The first thing that ever came to an account was a little of the chain's coin, to pay for what it then sent.

    It was at most `coin` whole units; the payer is no service and no contract, and did so for at most `most`
    accounts; the account sent something within `within` seconds.
    """

    coin: float = 0.5
    most: int = 20
    within: float = 30 * 86_400.0

    name: ClassVar[str] = "gas funder"
    version: ClassVar[str] = "1"
    tier: ClassVar[Tier] = Tier.STRUCTURAL
    meaning: ClassVar[str] = "was given its first coin, and so its gas, by the other"
    fails: ClassVar[tuple[str, ...]] = (
        "an ordinary first payment to somebody else's new account",
        "the case does not hold what came to the account before",
        "a service that nobody has labelled pays its customers' gas",
    )

    def links(self, columns: Columns, world: World, tick: Tick) -> Iterator[Link]:
        """A link from each account to its funder: the funding and the first transfer that it paid for."""
        skip = world.public | world.contracts | world.exchanges
        coins = np.array(sorted(world.coins), np.int32)
        window = world.ticks(self.within)
        found = list[tuple[int, int, int]]()
        for account in range(columns.order if coins.size else 0):
            if account % _CALM == 0:
                tick(account, columns.order, "Looking for who paid the gas")
            begin, end = columns.in_ptr[account], columns.in_ptr[account + 1]
            first, last = columns.out_ptr[account], columns.out_ptr[account + 1]
            if begin == end or first == last or account in skip:
                continue
            came, went = int(columns.in_row[begin]), int(columns.out_row[first])
            funder = int(columns.src[came])
            if (
                came < went
                and funder not in skip
                and funder != account
                and 0 < columns.amount[came] <= self.coin
            ):
                soon = columns.time[went] - columns.time[came] <= window
                if soon and columns.asset[came] in coins:
                    found.append((account, came, went))
        funded = Counter(int(columns.src[came]) for _, came, _ in found)
        for account, came, went in found:
            funder = int(columns.src[came])
            if funded[funder] <= self.most:
                yield Link(
                    self.name, account, funder, int(columns.time[came]), self.tier,
                    (int(columns.transfer[came]), int(columns.transfer[went])),
                    reason="got its first coin from the other, and then began to send",
                )  # fmt: skip


@dataclass(frozen=True)
class SameCreator:
    """A contract belongs with the account that created it, unless that one creates for others too: more than `most`."""

    most: int = 50

    name: ClassVar[str] = "same creator"
    version: ClassVar[str] = "1"
    tier: ClassVar[Tier] = Tier.STRUCTURAL
    meaning: ClassVar[str] = "created the other, a contract"
    fails: ClassVar[tuple[str, ...]] = (
        "a factory or a deployment service that creates contracts for its customers",
        "control of the contract was handed over after it was created",
    )

    def links(self, columns: Columns, world: World, tick: Tick) -> Iterator[Link]:
        """A link from each created contract to its creator; the creation is the witness."""
        tick(0, None, "Looking for creators")
        made = Counter(one.creator for one in world.creations)
        skip = world.public | world.exchanges | world.contracts
        for one in sorted(world.creations, key=lambda one: (one.time, one.created)):
            if made[one.creator] <= self.most and one.creator not in skip and one.created != one.creator:
                yield Link(
                    self.name, one.created, one.creator, one.time, self.tier, (), (one.transaction,),
                    "is a contract that the other created",
                )  # fmt: skip
