"""Deposit addresses of exchanges: who pays into the same one is the same customer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from investigator.graph.columns import Columns
from investigator.graph.entities.link import Link, World
from investigator.graph.kernels import Bools, Ints
from investigator.progress import Tick
from investigator.records import Tier

_CALM = 500


@dataclass(frozen=True)
class DepositReuse:
    """An account that passes what it gets, whole, to an exchange and to nobody else is a customer's deposit address.

    Victor, 'Address clustering heuristics for Ethereum' (FC 2020): what comes in goes out to an exchange within
    `within` seconds, less at most `fee` of it (and for the coin at most `gas` units). All that leaves it in the
    asset goes to exchanges; at most `users` accounts pay into it. Those are linked with it.
    """

    within: float = 86_400.0
    fee: float = 1e-6
    gas: float = 0.01
    users: int = 50

    name: ClassVar[str] = "deposit address"
    version: ClassVar[str] = "1"
    tier: ClassVar[Tier] = Tier.ATTRIBUTION
    meaning: ClassVar[str] = "paid into a deposit address that passes everything on to an exchange"
    fails: ClassVar[tuple[str, ...]] = (
        "someone else paid into the customer's deposit address: a friend, an employer, another service",
        "the exchange gives one deposit address to several customers and tells them apart by a memo",
        "the label that calls the receiver an exchange is wrong",
    )

    def links(self, columns: Columns, world: World, tick: Tick) -> Iterator[Link]:
        """A link from each payer to the deposit address; both transfers are its witnesses."""
        exchanges = np.array(sorted(one for one in world.exchanges if one < columns.order), np.int64)
        if not exchanges.size:
            return
        known = np.zeros(columns.order, np.bool_)
        known[exchanges] = True
        into = np.flatnonzero(known[columns.dst] & ~known[columns.src])
        skip = world.public | world.exchanges
        candidates = [one for one in np.unique(columns.src[into]).tolist() if one not in skip]
        for done, account in enumerate(candidates):
            if done % _CALM == 0:
                tick(done, len(candidates), "Looking for deposit addresses")
            yield from self._of(columns, world, account, known)

    def _of(self, columns: Columns, world: World, account: int, known: Bools) -> Iterator[Link]:
        out = columns.out_row[columns.out_ptr[account] : columns.out_ptr[account + 1]]
        came = columns.in_row[columns.in_ptr[account] : columns.in_ptr[account + 1]]
        out, came = out[columns.amount[out] > 0], came[columns.amount[came] > 0]
        for asset in np.unique(columns.asset[out]).tolist():
            given = out[columns.asset[out] == asset]
            if not known[columns.dst[given]].all():
                continue
            got = came[columns.asset[came] == asset]
            pairs = self._passed(columns, world, got, given, coin=asset in world.coins)
            payers = {int(columns.src[row]) for row, _ in pairs} - world.public - world.exchanges
            if len(pairs) < len(got) or not payers or len(payers) > self.users:
                continue  # not all that came was passed on whole, or too many pay into it to be one customer's
            yield from self._links(columns, account, pairs, payers)

    def _passed(
        self, columns: Columns, world: World, got: Ints, given: Ints, *, coin: bool
    ) -> list[tuple[int, int]]:
        """Rows that came in with the row that passed them on: alone, or together with others before it."""
        window, pairs, waiting = world.ticks(self.within), list[tuple[int, int]](), list[int]()
        events = sorted([*((int(row), True) for row in got), *((int(row), False) for row in given)])
        for row, enters in events:
            if enters:
                waiting.append(row)
                continue
            held = float(columns.amount[waiting].sum()) if waiting else 0.0
            left = held - float(columns.amount[row])
            room = max(self.fee * held, self.gas * len(waiting) if coin else 0.0)
            recent = waiting and columns.time[row] - columns.time[waiting[0]] <= window
            if recent and -self.fee * held <= left <= room:
                pairs += [(one, row) for one in waiting]
                waiting = []
        return pairs

    def _links(
        self, columns: Columns, account: int, pairs: list[tuple[int, int]], payers: set[int]
    ) -> Iterator[Link]:
        seen = set[int]()
        for came, went in pairs:
            payer = int(columns.src[came])
            if payer in payers and payer not in seen and payer != account:
                seen.add(payer)
                yield Link(
                    self.name, payer, account, int(columns.time[went]), self.tier,
                    (int(columns.transfer[came]), int(columns.transfer[went])),
                    reason="paid into a deposit address, which passed it on whole to an exchange",
                )  # fmt: skip
