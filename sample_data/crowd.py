"""Ordinary life around the story: exchanges and their customers, shops, payrolls, swaps, an airdrop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from math import sqrt

from ledger import DAY, END, ETH, HOUR, LARK, MINUTE, START, UNIT, USDC, WETH, Wheel, World, money

PEOPLE, SHOPS, EMPLOYERS, CONTRACTS, WHALES = 2_650, 26, 7, 9, 14
PRICE = 3_120
"""USDC for one ETH, give or take."""


@dataclass
class Service:
    """A business that takes deposits at an address per customer and sweeps them to its hot wallet."""

    name: str
    cold: str
    hot: str
    deposits: dict[str, str] = field(default_factory=dict)
    closed: tuple[float, float] = (0, 0)


@dataclass
class Town:
    """Everyone and everything that was there before the story."""

    services: list[Service]
    people: list[str]
    habits: dict[str, list[str]]
    shops: list[str]
    employers: list[str]
    contracts: list[str]
    whales: list[str]
    dex: str
    wrapper: str
    mixer: str
    bridge: str
    airdrop: str
    active: Wheel


def settle(world: World) -> Town:
    """Name everyone and fill the vaults."""
    services = [_service(world, name) for name in ("Northwind Exchange", "Halyard Exchange", "Corvid Pay")]
    people = [world.account(f"person {i}", "person") for i in range(PEOPLE)]
    weights = [1 / sqrt(1 - world.rng.random() * 0.9998) for _ in people]
    active = Wheel(people, weights)
    shops = [world.account(f"shop {i}", "shop") for i in range(SHOPS)]
    town = Town(
        services=services,
        people=people,
        habits={},
        shops=shops,
        employers=[world.account(f"employer {i}", "employer") for i in range(EMPLOYERS)],
        contracts=[world.account(f"contract {i}", "contract") for i in range(CONTRACTS)],
        whales=[world.account(f"whale {i}", "trading firm") for i in range(WHALES)],
        dex=world.account("Larkspur pool", "exchange contract"),
        wrapper=world.account("wrapped ether", "wrapping contract"),
        mixer=world.account("Fathom 100 ETH pool", "mixer"),
        bridge=world.account("Tern Bridge", "bridge"),
        airdrop=world.account("Larkspur airdrop", "airdrop"),
        active=active,
    )
    for asset, whole in ((ETH, 90_000), (USDC, 280_000_000), (WETH, 30_000), (LARK, 5_000_000)):
        world.endow(town.dex, asset, whole)
    world.endow(town.wrapper, WETH, 400_000)
    world.endow(town.mixer, ETH, 21_400)
    world.endow(town.bridge, ETH, 64_000)
    world.endow(town.airdrop, LARK, 2_000_000)
    for person in people:
        town.habits[person] = [*(active.spin(world.rng) for _ in range(3)), world.one_of(shops)]
    return town


def _service(world: World, name: str) -> Service:
    cold = world.account(f"{name} cold", "service cold wallet")
    service = Service(name, cold, world.account(f"{name} hot", "service hot wallet"))
    world.endow(service.cold, ETH, 260_000)
    world.endow(service.cold, USDC, 450_000_000)
    return service


def live(world: World, town: Town) -> None:
    """Plan nine days."""
    for service in town.services:
        _stock(world, service)
    for person in town.people:
        early = world.rng.random() < 0.62
        _arrive(world, town, person, world.moment(START + 2 * HOUR, START + (1.2 if early else 8.6) * DAY))
    for _ in range(7_600):
        world.at(world.moment(START + 4 * HOUR), _payment(world, town, town.active.spin(world.rng)))
    for _ in range(1_800):
        world.at(world.moment(START + 8 * HOUR), _deposit(world, town, town.active.spin(world.rng)))
    for _ in range(1_050):
        world.at(world.moment(START + 6 * HOUR), _swap(world, town, town.active.spin(world.rng)))
    for _ in range(900):
        world.at(world.moment(START + 6 * HOUR), _use(world, town, town.active.spin(world.rng)))
    _payrolls(world, town)
    _airdrop(world, town)
    _trading_firms(world, town)


def _stock(world: World, service: Service) -> None:
    """Cold to hot, each night; the first night before anything else."""
    big = service.name.startswith("Northwind")
    for day in range(9):
        eth = money((48_000 if big else 30_000) if day == 0 else world.between(900, 2_400), 0)
        usdc = money(24_000_000 if day == 0 else world.between(600_000, 2_500_000), 0)
        at = START + day * DAY + (10 * MINUTE if day == 0 else world.between(1, 3) * HOUR)
        out = partial(world.pay, source=service.cold, target=service.hot)
        world.at(at, partial(out, asset=ETH, amount=eth))
        world.at(at + MINUTE, partial(out, asset=USDC, amount=usdc))


def withdraw(world: World, service: Service, person: str, asset: str, amount: int) -> Callable[[int], None]:
    """A customer's withdrawal, unless the service has stopped them."""

    def go(time: int) -> None:
        if not service.closed[0] <= time < service.closed[1]:
            world.pay(time, service.hot, person, asset, amount)

    return go


def _arrive(world: World, town: Town, person: str, time: float) -> None:
    service = world.one_of(town.services)
    world.at(time, withdraw(world, service, person, ETH, money(world.heavy(1.4, 160))))
    if world.rng.random() < 0.45:
        amount = money(world.heavy(900, 240_000), 2)
        world.at(time + world.between(1, 300) * MINUTE, withdraw(world, service, person, USDC, amount))


def _payment(world: World, town: Town, person: str) -> Callable[[int], None]:
    def go(time: int) -> None:
        asset = USDC if world.rng.random() < 0.6 else ETH if world.rng.random() < 0.9 else WETH
        asset = asset if world.holds(person, asset) else ETH
        habit = world.rng.random() < 0.7
        payee = world.one_of(town.habits[person]) if habit else town.active.spin(world.rng)
        share = world.rng.random() * world.rng.random() * 0.6
        amount = money(share * world.holds(person, asset) / UNIT, 2 if asset == USDC else 4)
        if amount and payee != person:
            world.pay(time, person, payee, asset, amount)

    return go


def _deposit(world: World, town: Town, person: str) -> Callable[[int], None]:
    def go(time: int) -> None:
        service = world.one_of(town.services)
        asset = USDC if world.holds(person, USDC) > 20 * UNIT and world.rng.random() < 0.5 else ETH
        share = world.between(0.2, 0.95)
        amount = money(share * world.holds(person, asset) / UNIT, 2 if asset == USDC else 4)
        if amount > (UNIT if asset == USDC else UNIT // 100):
            deposit(world, service, person, asset, amount, time)

    return go


def deposit(world: World, service: Service, person: str, asset: str, amount: int, time: int) -> None:
    """Pay in at the customer's own address; the service sweeps it within two hours."""
    if person not in service.deposits:
        service.deposits[person] = world.account(f"{service.name} deposit of {person}", "deposit address")
    address = service.deposits[person]
    if world.pay(time, person, address, asset, amount):
        sweep = time + world.between(6, 110) * MINUTE
        world.at(sweep, partial(_sweep, world, service, address, asset))


def _sweep(world: World, service: Service, address: str, asset: str, time: int) -> None:
    held = world.holds(address, asset)
    if held:
        world.pay(time, address, service.hot, asset, held)


def swap(world: World, dex: str, who: str, sold: str, bought: str, amount: int, time: int) -> bool:
    """Sell to the pool at about the price, in one transaction."""
    rate = {ETH: PRICE, WETH: PRICE, USDC: 1, LARK: 2}
    fair = amount / UNIT * rate[sold] / rate[bought]
    gained = money(fair * world.between(0.985, 0.998), 2 if bought == USDC else 4)
    return gained > 0 and world.together(time, [(who, dex, sold, amount), (dex, who, bought, gained)])


def _swap(world: World, town: Town, person: str) -> Callable[[int], None]:
    def go(time: int) -> None:
        held = [asset for asset in (ETH, USDC, WETH, LARK) if world.holds(person, asset) > UNIT // 10]
        if held:
            sold = world.one_of(held)
            bought = world.one_of([asset for asset in (ETH, USDC, WETH, LARK) if asset != sold])
            amount = money(
                world.between(0.1, 0.8) * world.holds(person, sold) / UNIT, 2 if sold == USDC else 4
            )
            swap(world, town.dex, person, sold, bought, amount, time)

    return go


def _use(world: World, town: Town, person: str) -> Callable[[int], None]:
    def go(time: int) -> None:
        held = world.holds(person, ETH) / UNIT
        luck = world.rng.random()
        amount = money(world.between(0.02, 0.4) * held)
        if not amount:
            return
        if luck < 0.25:
            world.pay(time, person, town.bridge, ETH, amount)
        elif luck < 0.4:
            world.together(
                time, [(person, town.wrapper, ETH, amount), (town.wrapper, person, WETH, amount)]
            )
        else:
            world.pay(time, person, world.one_of(town.contracts), ETH, amount)

    return go


def _payrolls(world: World, town: Town) -> None:
    for employer in town.employers:
        staff = world.some(town.people, int(world.between(18, 44)))
        wages = [money(world.between(700, 4_200), 0) for _ in staff]
        source = world.one_of(town.services)
        for day in (1, 8):
            payday = START + day * DAY + 9 * HOUR + world.between(0, 90) * MINUTE
            fund = partial(world.pay, source=source.hot, target=employer, asset=USDC, amount=sum(wages))
            world.at(payday - 5 * HOUR, fund)
            for i, (one, wage) in enumerate(zip(staff, wages, strict=True)):
                pay = partial(world.pay, source=employer, target=one, asset=USDC, amount=wage)
                world.at(payday + 24 * (i // 3), pay)


def _airdrop(world: World, town: Town) -> None:
    lucky = world.some(town.people, 390)
    for batch in range(13):
        legs = [(town.airdrop, one, LARK, 400 * UNIT) for one in lucky[batch * 30 : batch * 30 + 30]]
        world.at(START + 4 * DAY + 12 * HOUR + batch * 3 * MINUTE, partial(world.together, legs=legs))


def _trading_firms(world: World, town: Town) -> None:
    """Firms move thousands between exchanges, and some use the mixer: size alone is no sign."""
    for firm in town.whales:
        for _ in range(11):
            out, into = world.some(town.services, 2)
            amount = money(world.heavy(420, 3_800), 0)
            when = world.moment(START + 5 * HOUR, END - DAY / 2)
            world.at(when, withdraw(world, out, firm, ETH, amount))
            later = when + world.between(20, 600) * MINUTE
            world.at(later, partial(_pay_in, world, into, firm, amount))
    for firm in town.whales[:9]:
        for _ in range(5):
            when = world.moment(START + DAY, END - 2 * DAY)
            fresh = world.account(f"private {firm} {when:.0f}", "private account of a firm")
            pay = partial(world.pay, source=firm, target=town.mixer, asset=ETH, amount=100 * UNIT)
            world.at(when, pay)
            world.at(when + world.heavy(1.2 * DAY, 5 * DAY), partial(_private, world, town, fresh))


def _pay_in(world: World, service: Service, firm: str, amount: int, time: int) -> None:
    if world.holds(firm, ETH) >= amount:
        deposit(world, service, firm, ETH, amount, time)


def _private(world: World, town: Town, fresh: str, time: int) -> None:
    """Whoever left a firm's 100 ETH in the pool takes it out to a new account and buys with it."""
    world.pay(time, town.mixer, fresh, ETH, 100 * UNIT)
    later = time + world.between(1, 20) * HOUR
    world.at(later, partial(swap, world, town.dex, fresh, ETH, USDC, money(world.between(30, 99))))
