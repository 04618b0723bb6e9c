"""The made-up chain that the story is written on: accounts, balances, blocks and a queue of things to come.

Only `random.Random.random`, the four operations and square roots are used, so that every machine
writes the same bytes.
"""

from __future__ import annotations

import hashlib
import heapq
import random
from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate
from math import sqrt
from typing import NamedTuple, TypeVar

START = int(datetime(2026, 3, 2, tzinfo=UTC).timestamp())
FIRST_BLOCK = 24_561_000
BLOCK, MINUTE, HOUR, DAY = 12, 60, 3_600, 86_400
END = START + 9 * DAY
UNIT = 10**6
"""Amounts are whole numbers of millionths."""

ETH, WETH, USDC, LARK, FAKE = "ETH", "WETH", "USDC", "LARK", "ŪSDC"
RHYTHM = (3, 2, 2, 2, 2, 3, 4, 6, 8, 10, 11, 11, 11, 12, 13, 14, 14, 13, 12, 11, 10, 9, 7, 5)
"""How busy each hour of the day is, in UTC."""

T = TypeVar("T")


class Row(NamedTuple):
    """One transfer; `log` is -1 where ether itself moves."""

    time: int
    order: int
    hash: str
    source: str
    target: str
    asset: str
    amount: int
    log: int


@dataclass
class World:
    """Who there is, what they hold, what has happened, and what will."""

    rng: random.Random
    roles: dict[str, str] = field(default_factory=dict)
    illicit: set[str] = field(default_factory=set)
    opening: dict[tuple[str, str], int] = field(default_factory=dict)
    balance: dict[tuple[str, str], int] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)
    queue: list[tuple[int, int, Callable[[int], object]]] = field(default_factory=list)
    planned: int = 0
    transactions: int = 0

    def account(self, name: str, role: str, *, illicit: bool = False, like: str = "") -> str:
        """A new account. With `like`, one that shares its first and last four digits with that address."""
        digits = hashlib.sha256(f"northwind account {name}".encode()).hexdigest()[:40]
        if like:
            digits = like[2:6] + digits[4:36] + like[-4:]
        address = "0x" + digits
        assert address not in self.roles
        self.roles[address] = role
        if illicit:
            self.illicit.add(address)
        return address

    def endow(self, account: str, asset: str, whole: int) -> None:
        """What an account holds when the story begins."""
        self.opening[account, asset] = whole * UNIT
        self.balance[account, asset] = whole * UNIT

    def holds(self, account: str, asset: str) -> int:
        """What an account holds now."""
        return self.balance.get((account, asset), 0)

    def at(self, time: float, what: Callable[[int], object]) -> None:
        """Let something happen at a time; times after the last day never come."""
        self.planned += 1
        if time < END:
            heapq.heappush(self.queue, (int(time), self.planned, what))

    def run(self) -> None:
        """Let everything happen, in order."""
        while self.queue:
            time, _, what = heapq.heappop(self.queue)
            what(time)

    def pay(self, time: int, source: str, target: str, asset: str, amount: int) -> bool:
        """One transfer in a transaction of its own; false, and nothing happens, if it cannot be paid."""
        return self.together(time, [(source, target, asset, amount)])

    def together(self, time: int, legs: Sequence[tuple[str, str, str, int]]) -> bool:
        """Several transfers in one transaction: all of them, or none."""
        needed: dict[tuple[str, str], int] = {}
        for source, _, asset, amount in legs:
            needed[source, asset] = needed.get((source, asset), 0) + amount
        if any(self.holds(*key) < amount for key, amount in needed.items() if key[1] != FAKE):
            return False
        self.transactions += 1
        seal = hashlib.sha256(f"northwind transaction {self.transactions}".encode()).hexdigest()
        when = time - (time - START) % BLOCK
        log = int(seal[:2], 16)
        for source, target, asset, amount in legs:
            self.balance[source, asset] = self.holds(source, asset) - amount
            self.balance[target, asset] = self.holds(target, asset) + amount
            place = -1 if asset == ETH else log
            order = len(self.rows)
            self.rows.append(Row(when, order, "0x" + seal, source, target, asset, amount, place))
            log += asset != ETH
        return True

    def between(self, low: float, high: float) -> float:
        """Evenly between two numbers."""
        return low + (high - low) * self.rng.random()

    def heavy(self, median: float, most: float) -> float:
        """A log-logistic number of shape 2: mostly near its median, sometimes far above, at most `most`."""
        u = self.rng.random()
        return float(min(most, median * sqrt(u / (1 - u))))

    def one_of(self, things: Sequence[T]) -> T:
        """Any of them, evenly."""
        return things[int(self.rng.random() * len(things))]

    def some(self, things: Sequence[T], count: int) -> list[T]:
        """Several different ones."""
        left = list(things)
        return [left.pop(int(self.rng.random() * len(left))) for _ in range(count)]

    def moment(self, first: float = START, last: float = END) -> float:
        """A time in the rhythm of the day."""
        while True:
            time = self.between(first, last)
            if self.rng.random() * max(RHYTHM) < RHYTHM[int(time // HOUR) % 24]:
                return time


class Wheel:
    """Draws in proportion to weights."""

    def __init__(self, things: Sequence[str], weights: Sequence[float]) -> None:
        self._things = things
        self._sums = list(accumulate(weights))

    def spin(self, rng: random.Random) -> str:
        """One of the things."""
        return self._things[bisect(self._sums, rng.random() * self._sums[-1], hi=len(self._sums) - 1)]


def money(whole: float, digits: int = 4) -> int:
    """A number of whole units with so many digits, in millionths."""
    return round(whole * 10**digits) * 10 ** (6 - digits)
