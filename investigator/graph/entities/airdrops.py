"""Several accounts that took part in the same airdrop and gathered it at one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from investigator.graph.columns import Columns
from investigator.graph.entities.link import Link, World
from investigator.progress import Tick
from investigator.records import Tier

_CALM = 2_000


@dataclass(frozen=True)
class AirdropGathering:
    """Accounts that got the same airdrop and passed it on, whole, to the same collector.

    Victor, 'Address clustering heuristics for Ethereum' (FC 2020). An airdrop is one sender's payment of the same
    amount of one token to at least `recipients` accounts. A recipient is linked with the collector if it sent on
    at least `share` of what it got as its first transfer of that token, and at least `together` recipients did so
    to the same account, which is no exchange, service or contract, and not the one that gave the airdrop. They are at
    least `pure` of all who sent it the token: who is paid by others as well trades.
    """

    recipients: int = 30
    together: int = 2
    share: float = 0.99
    pure: float = 0.8
    most: int = 2_000

    name: ClassVar[str] = "airdrop gathering"
    version: ClassVar[str] = "1"
    tier: ClassVar[Tier] = Tier.STRUCTURAL
    meaning: ClassVar[str] = "took part in an airdrop and passed it on to a common collector"
    fails: ClassVar[tuple[str, ...]] = (
        "an exchange's deposit or trading account that nobody has labelled",
        "a buyer of the token who was paid by many strangers",
    )

    def links(self, columns: Columns, world: World, tick: Tick) -> Iterator[Link]:
        """A link from each recipient to the collector: what it got and what it passed on."""
        skip = world.public | world.exchanges | world.contracts
        drops = self._drops(columns, tick)
        for done, ((giver, asset), rows) in enumerate(sorted(drops.items())):
            if done % _CALM == 0:
                tick(done, len(drops), "Looking for gathered airdrops")
            passed = defaultdict[int, list[tuple[int, int]]](list)
            for row in rows:
                went = self._next(columns, int(columns.dst[row]), row, asset)
                if went is not None and columns.amount[went] >= self.share * columns.amount[row]:
                    passed[int(columns.dst[went])].append((row, went))
            for collector, some in sorted(passed.items()):
                many = {int(columns.dst[row]) for row, _ in some} - {collector}
                if collector in skip or collector == giver or not self.together <= len(many) <= self.most:
                    continue
                came = columns.in_row[columns.in_ptr[collector] : columns.in_ptr[collector + 1]]
                payers = np.unique(columns.src[came[columns.asset[came] == asset]])
                if len(many) >= self.pure * np.setdiff1d(payers, [giver, collector]).size:
                    yield from self._links(columns, collector, some, skip)

    def _drops(self, columns: Columns, tick: Tick) -> dict[tuple[int, int], list[int]]:
        """The rows of each airdrop by giver and asset: its most frequent amount, first payments only."""
        sent = np.diff(columns.out_ptr)
        found = dict[tuple[int, int], list[int]]()
        for done, giver in enumerate(np.flatnonzero(sent >= self.recipients).tolist()):
            if done % _CALM == 0:
                tick(done, None, "Looking for airdrops")
            out = columns.out_row[columns.out_ptr[giver] : columns.out_ptr[giver + 1]]
            for asset in np.unique(columns.asset[out]).tolist():
                rows = out[(columns.asset[out] == asset) & (columns.amount[out] > 0)]
                if rows.size < self.recipients:
                    continue
                amount, _ = Counter(columns.amount[rows].tolist()).most_common(1)[0]
                alike = rows[columns.amount[rows] == amount]
                _, first = np.unique(columns.dst[alike], return_index=True)
                if first.size >= self.recipients:
                    found[giver, asset] = alike[np.sort(first)].tolist()
        return found

    def _next(self, columns: Columns, account: int, after: int, asset: int) -> int | None:
        """The first row after another in which an account sends an asset."""
        out = columns.out_row[columns.out_ptr[account] : columns.out_ptr[account + 1]]
        later = out[(out > after) & (columns.asset[out] == asset)]
        return int(later[0]) if later.size else None

    def _links(
        self, columns: Columns, collector: int, some: list[tuple[int, int]], skip: frozenset[int]
    ) -> Iterator[Link]:
        for came, went in some:
            account = int(columns.dst[came])
            if account != collector and account not in skip:
                yield Link(
                    self.name, account, collector, int(columns.time[went]), self.tier,
                    (int(columns.transfer[came]), int(columns.transfer[went])),
                    reason="passed its share of an airdrop on to a collector, as others did",
                )  # fmt: skip
