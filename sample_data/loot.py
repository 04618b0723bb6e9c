"""The theft: where the ether of Northwind Exchange went.

Four ways lead away from Exploiter 1: a peel chain, a mixer, a bridge, and a scatter that gathers
again; three of them end at deposit addresses of two services.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial

from crowd import PRICE, Service, Town, deposit, swap
from ledger import DAY, ETH, HOUR, MINUTE, START, UNIT, USDC, World, money

TAKEN = 41_250
THEFT = START + 2 * DAY + 3 * HOUR + 12 * MINUTE


@dataclass
class Loot:
    """The accounts of the theft, by part."""

    funder: str = ""
    exploiters: list[str] = field(default_factory=list)
    chain: list[str] = field(default_factory=list)
    peeled: list[str] = field(default_factory=list)
    mixing: list[str] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    collectors: list[str] = field(default_factory=list)
    bridging: list[str] = field(default_factory=list)
    scatter: list[str] = field(default_factory=list)
    gatherer: str = ""
    cash: list[str] = field(default_factory=list)


def steal(world: World, town: Town) -> Loot:
    """Plan the theft and everything after it."""
    northwind, halyard, corvid = town.services
    bad = partial(world.account, illicit=True)
    loot = Loot(funder=bad("gas funder", role="gas funder"))
    loot.exploiters = [bad(f"exploiter {i}", role=f"exploiter {i}") for i in (1, 2, 3, 4)]
    first, second, third, fourth = loot.exploiters
    northwind.closed = (THEFT, THEFT + 20 * HOUR)
    _gas(world, corvid, loot)
    _pay(world, THEFT, northwind.hot, first, TAKEN)
    for minutes, who, amount in ((26, second, 18_000), (41, third, 14_250), (55, fourth, 9_000)):
        _pay(world, THEFT + minutes * MINUTE, first, who, amount)
    _peel(world, town, loot, second, THEFT + 3 * HOUR, halyard)
    _mix(world, town, loot, third, corvid)
    _leave(world, town, loot, third)
    _scatter(world, town, loot, fourth, corvid)
    return loot


def _pay(world: World, time: float, source: str, target: str, whole: float) -> None:
    world.at(time, partial(world.pay, source=source, target=target, asset=ETH, amount=money(whole)))


def _gas(world: World, service: Service, loot: Loot) -> None:
    """One withdrawal from a service, two days before, pays for gas: the thread to a name."""
    _pay(world, START + 9 * HOUR, service.hot, loot.funder, 2.4)
    for i, exploiter in enumerate(loot.exploiters):
        _pay(world, START + DAY + (7 + i) * HOUR, loot.funder, exploiter, 0.5)


def _cash_out(world: World, service: Service, who: str, asset: str, share: float, time: int) -> None:
    """Pay a share of what is held into a deposit address of a service."""
    amount = money(world.holds(who, asset) / UNIT * share, 2)
    if amount:
        deposit(world, service, who, asset, amount, time)


def _peel(world: World, town: Town, loot: Loot, source: str, time: float, service: Service) -> None:
    """Eight hops; each sends a small part aside and the rest on."""
    left = 18_000.0
    for hop in range(8):
        link = world.account(f"peel {hop}", f"peel chain, hop {hop + 1}", illicit=True)
        _pay(world, time, source, link, left)
        loot.chain.append(link)
        aside = world.account(f"peeled {hop}", "peeled payment", illicit=True)
        part = round(left * world.between(0.05, 0.11), 1)
        time += world.between(50, 240) * MINUTE
        _pay(world, time, link, aside, part)
        loot.peeled.append(aside)
        pay_in, sell = (
            partial(_cash_out, world, service, aside, ETH, 0.98),
            partial(_sell, world, town, aside),
        )
        world.at(time + world.between(4, 20) * HOUR, pay_in if hop % 2 else sell)
        left = round(left - part, 1)
        source = link
        time += world.between(20, 190) * MINUTE
    for i in range(6):
        cash = world.account(f"cash {i}", "cash-out account", illicit=True)
        _pay(world, time + i * 23 * MINUTE, source, cash, round(left / 6 - 0.05, 1))
        world.at(time + (9 + 2 * i) * HOUR, partial(_cash_out, world, service, cash, ETH, 0.999))
        loot.cash.append(cash)


def _sell(world: World, town: Town, who: str, time: int) -> None:
    """Change ether into dollars at the pool and let them lie."""
    swap(world, town.dex, who, ETH, USDC, money(world.holds(who, ETH) / UNIT * 0.98, 2), time)


def _mix(world: World, town: Town, loot: Loot, source: str, service: Service) -> None:
    """Sixty notes of 100 ETH into the pool through five hands, and out to fresh accounts over four days."""
    for i in range(5):
        hand = world.account(f"mixing hand {i}", "mixer depositor", illicit=True)
        loot.mixing.append(hand)
        start = THEFT + (2 + 1.5 * i) * HOUR
        _pay(world, start, source, hand, 1_200.5)
        for note in range(12):
            _pay(world, start + (25 + 9 * note + world.between(0, 5)) * MINUTE, hand, town.mixer, 100)
    bad = partial(world.account, illicit=True)
    loot.fresh = [bad(f"fresh {i}", role="fresh account after the mixer") for i in range(20)]
    loot.collectors = [bad(f"collector {i}", role="collector") for i in range(3)]
    for note in range(60):
        when = world.moment(THEFT + 16 * HOUR, THEFT + 4.6 * DAY)
        _pay(world, when, town.mixer, loot.fresh[note % 20], 100)
    for i, fresh in enumerate(loot.fresh):
        _pay(world, THEFT + 4.7 * DAY + i * 31 * MINUTE, fresh, loot.collectors[i % 3], 299.7)
    for i, collector in enumerate(loot.collectors):
        for part in range(3):
            cash = world.account(f"mixed cash {i} {part}", "cash-out account", illicit=True)
            loot.cash.append(cash)
            when = THEFT + (5.3 + 0.1 * i) * DAY + part * 3 * HOUR
            _pay(world, when, collector, cash, 590)
            world.at(
                when + world.between(1, 5) * HOUR, partial(_cash_out, world, service, cash, ETH, 0.998)
            )


def _leave(world: World, town: Town, loot: Loot, source: str) -> None:
    """Five carriers take the rest of Exploiter 3's share over the bridge: beyond it nothing is seen."""
    for i, amount in enumerate((2_100, 1_850, 1_620, 1_480, 1_197)):
        carrier = world.account(f"carrier {i}", "bridge depositor", illicit=True)
        loot.bridging.append(carrier)
        when = THEFT + (11 + 2.2 * i) * HOUR
        _pay(world, when, source, carrier, amount)
        _pay(world, when + world.between(15, 140) * MINUTE, carrier, town.bridge, amount - 1)


def _scatter(world: World, town: Town, loot: Loot, source: str, service: Service) -> None:
    """Twelve hands, one purse: split, gathered again, sold for dollars, and paid in at a service."""
    loot.gatherer = world.account("gatherer", "gatherer", illicit=True)
    for i in range(12):
        hand = world.account(f"scatter {i}", "scatter account", illicit=True)
        loot.scatter.append(hand)
        when = THEFT + (6 + 0.4 * i) * HOUR
        part = 749.5 + (i % 4 - 1.5) * 12
        _pay(world, when, source, hand, part)
        _pay(world, when + world.between(5, 11) * HOUR, hand, loot.gatherer, part - 0.3)
    for sale in range(9):
        when = THEFT + (28 + 5 * sale) * HOUR
        world.at(when, partial(swap, world, town.dex, loot.gatherer, ETH, USDC, 990 * UNIT))
    for i in range(5):
        cash = world.account(f"dollar cash {i}", "cash-out account", illicit=True)
        loot.cash.append(cash)
        when = THEFT + (76 + 7 * i) * HOUR
        amount = money(990 * 9 * PRICE * 0.98 / 5 * (0.9 + 0.04 * i), 0)
        pay = partial(world.pay, source=loot.gatherer, target=cash, asset=USDC, amount=amount)
        world.at(when, pay)
        world.at(when + world.between(1, 6) * HOUR, partial(_cash_out, world, service, cash, USDC, 1))
