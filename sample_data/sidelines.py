"""Two crimes that have nothing to do with the theft: wash trading and address poisoning."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from crowd import Town
from ledger import DAY, END, ETH, FAKE, HOUR, MINUTE, START, UNIT, USDC, WETH, Row, World, money


@dataclass
class Sidelines:
    """The accounts of both."""

    funders: list[str] = field(default_factory=list)
    rings: list[list[str]] = field(default_factory=list)
    operator: str = ""
    fake_token: str = ""
    lookalikes: list[str] = field(default_factory=list)
    payoffs: list[str] = field(default_factory=list)


def go_round(world: World, town: Town) -> Sidelines:
    """Three rings whose wrapped ether goes round and round and comes back to whoever lent it."""
    sides = Sidelines()
    for ring in range(3):
        funder = world.account(f"ring {ring} funder", "wash trading funder", illicit=True)
        names = [f"ring {ring} member {i}" for i in range(4 + ring)]
        members = [world.account(name, "wash trader", illicit=True) for name in names]
        sides.funders.append(funder)
        sides.rings.append(members)
        stake, begin = 180 + 95 * ring, START + (0.8 + ring) * DAY
        loan, lender = (stake + 1) * UNIT, town.services[ring].hot
        world.at(begin, partial(world.pay, source=lender, target=funder, asset=ETH, amount=loan))
        legs = [(funder, town.wrapper, ETH, stake * UNIT), (town.wrapper, funder, WETH, stake * UNIT)]
        world.at(begin + HOUR, partial(world.together, legs=legs))
        _rounds(world, funder, members, money(stake), begin + 2 * HOUR)
    return sides


def _rounds(world: World, funder: str, members: list[str], amount: int, time: float) -> None:
    """Each round loses nearly nothing, and ends where it began."""
    for _ in range(11):
        ring = [funder, *members, funder]
        for source, target in pairwise(ring):
            step = partial(world.pay, source=source, target=target, asset=WETH, amount=amount)
            world.at(time, step)
            time += world.between(3, 38) * MINUTE
        amount -= amount // 2_000
        time += world.between(2, 9) * HOUR


def poison(world: World, town: Town, sides: Sidelines) -> None:
    """Plan the campaign's look-alikes beforehand; each waits for its victim's next payment."""
    sides.operator = world.account("poisoning operator", "poisoning operator", illicit=True)
    sides.fake_token = world.account("counterfeit dollars", "counterfeit token contract", illicit=True)
    fund = partial(
        world.pay, source=town.services[1].hot, target=sides.operator, asset=ETH, amount=6 * UNIT
    )
    world.at(START + 12 * HOUR, fund)
    coins = partial(
        world.pay, source=town.services[1].hot, target=sides.operator, asset=USDC, amount=50 * UNIT
    )
    world.at(START + 13 * HOUR, coins)
    for day in range(2, 9):
        world.at(START + day * DAY + 5 * HOUR, partial(_strike, world, town, sides))


def _strike(world: World, town: Town, sides: Sidelines, time: int) -> None:
    """Read the last day's dollar payments between people, and make a look-alike for the largest."""
    people, known = set(town.people), set(town.shops) | set(town.people)
    recent = [
        row
        for row in reversed(world.rows)
        if row.time > time - DAY and row.asset == USDC and row.source in people and row.target in known
    ]
    world.pay(time, sides.operator, sides.fake_token, ETH, money(0.02))
    largest = sorted(recent, key=lambda row: (-row.amount, row.order))[:8]
    for i, row in enumerate(largest):
        twin = world.account(f"look-alike {row.hash}", "look-alike address", illicit=True, like=row.target)
        sides.lookalikes.append(twin)
        _bait(world, sides, row, twin, time + i * 2 * MINUTE)
        if i == 0 and world.holds(row.source, USDC) > 400 * UNIT:
            world.at(time + world.between(4, 15) * HOUR, partial(_mistake, world, sides, row.source, twin))


def _bait(world: World, sides: Sidelines, row: Row, twin: str, time: int) -> None:
    """Three kinds: nothing at all, dust, and a counterfeit of the very amount."""
    world.at(time, partial(world.pay, source=row.source, target=twin, asset=USDC, amount=0))
    world.at(time + 36, partial(world.pay, source=row.source, target=twin, asset=FAKE, amount=row.amount))
    dust = money(world.between(0.001, 0.02), 3)
    legs = [(sides.operator, twin, USDC, dust), (twin, row.source, USDC, dust)]
    world.at(time + 84, partial(world.together, legs=legs))


def _mistake(world: World, sides: Sidelines, victim: str, twin: str, time: int) -> None:
    """The victim copies the wrong address from their history; the operator collects within the hour."""
    amount = money(world.holds(victim, USDC) / UNIT * 0.6, 2)
    if amount and world.pay(time, victim, twin, USDC, amount):
        sides.payoffs.append(twin)
        later = min(time + world.between(8, 50) * MINUTE, END - MINUTE)
        collect = partial(world.pay, source=twin, target=sides.operator, asset=USDC, amount=amount)
        world.at(later, collect)
