"""Ordinary life: what the innocent do with their money, much of it looking like something else at a glance.

Payrolls fan out, shops fan in, deposit addresses pass everything on, swaps and loans go round.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from gnn.world_ledger import DAY, Floats, Ints, Ledger, heavy_tail


class Cast(NamedTuple):
    """Who is who: account numbers by role. `deposits[i]` belongs to `depositors[i]` at `exchange_of[i]`."""

    people: Ints
    weight: Floats
    hot: Ints
    deposits: Ints
    depositors: Ints
    exchange_of: Ints
    contracts: Ints
    shops: Ints
    employers: Ints
    givers: Ints


def cast_roles(ledger: Ledger, settled: int) -> Cast:
    """Roles for the first `settled` accounts; a sixth of them are deposit addresses of exchanges."""
    recipe, rng = ledger.recipe, ledger.rng
    sizes = [recipe.exchanges, recipe.contracts, recipe.shops, recipe.employers, recipe.airdrops]
    deposits = settled // 6
    edges = np.cumsum([*sizes, deposits])
    hot, contracts, shops, employers, givers, pools, people = np.split(np.arange(settled), edges)
    weight = heavy_tail(rng, people.size, recipe.hub_exponent)
    depositors = rng.choice(people, pools.size, p=weight)
    return Cast(
        people,
        weight,
        hot,
        pools,
        depositors,
        rng.choice(hot, pools.size),
        contracts,
        shops,
        employers,
        givers,
    )


def live(ledger: Ledger, cast: Cast, transfers: int) -> None:
    """Write about `transfers` transfers of a public chain's ordinary life."""
    airdrop(ledger, cast, transfers // 12)
    payroll(ledger, cast, transfers // 10)
    exchange(ledger, cast, transfers // 4)
    swap(ledger, cast, transfers // 8)
    trade(ledger, cast, transfers // 10)
    favours(ledger, cast, transfers // 60)
    chat(ledger, cast.people, cast.weight, max(0, transfers - ledger.written()))


def chat(ledger: Ledger, people: Ints, weight: Floats, count: int) -> None:
    """People pay people: mostly the few they know, and some send the same amount each time."""
    rng = ledger.rng
    payer = rng.choice(people.size, count, p=weight)
    friends = rng.choice(people.size, (people.size, 5), p=weight)
    friend = friends[payer, rng.integers(0, 5, count)]
    known = rng.random(count) < 0.5
    payee = np.where(known, friend, rng.choice(people.size, count, p=weight))
    usual = ledger.sums(people.size)
    fixed = rng.random(people.size) < ledger.recipe.habit
    wealth = rng.lognormal(0.0, 0.5, people.size)
    amount = np.where(fixed[payer], usual[payer], ledger.sums(count, wealth[payer]))
    ledger.write(people[payer], people[payee], amount, ledger.moments(count))


def exchange(ledger: Ledger, cast: Cast, count: int) -> None:
    """Deposits, each swept to the hot wallet within hours, and withdrawals."""
    rng = ledger.rng
    which = rng.integers(0, cast.deposits.size, count * 2 // 5)
    amount, when = ledger.sums(which.size, 3.0), ledger.moments(which.size)
    ledger.write(cast.depositors[which], cast.deposits[which], amount, when)
    swept = rng.random(which.size) < 0.7
    delay = rng.exponential(2 * 3600.0, which.size) + 60.0
    sweep = amount * (1.0 - rng.uniform(0.0, 0.003, which.size))
    rows = which[swept]
    ledger.write(cast.deposits[rows], cast.exchange_of[rows], sweep[swept], (when + delay)[swept])
    taker = rng.choice(cast.people, count // 3, p=cast.weight)
    ledger.write(
        rng.choice(cast.hot, taker.size), taker, ledger.sums(taker.size, 2.0), ledger.moments(taker.size)
    )


def swap(ledger: Ledger, cast: Cast, count: int) -> None:
    """Someone pays a contract and is paid at once, in another asset; sometimes by way of a second."""
    rng = ledger.rng
    popular = heavy_tail(rng, cast.contracts.size, 1.8)
    trader = rng.choice(cast.people, count // 2, p=cast.weight)
    first = rng.choice(cast.contracts, trader.size, p=popular)
    second = rng.choice(cast.contracts, trader.size, p=popular)
    routed = rng.random(trader.size) < 0.3
    amount, when = ledger.sums(trader.size, 1.5), ledger.moments(trader.size)
    ledger.write(trader, first, amount, when)
    ledger.write(first[routed], second[routed], amount[routed] * 0.997, when[routed] + 0.1)
    ledger.write(np.where(routed, second, first), trader, amount * 0.994, when + 0.2, asset=1)


def airdrop(ledger: Ledger, cast: Cast, count: int) -> None:
    """One giver pays the same amount of a token to many within an hour."""
    if not cast.givers.size:
        return
    rng = ledger.rng
    for giver in cast.givers:
        lucky = rng.choice(cast.people, min(cast.people.size, count // cast.givers.size), replace=False)
        start = ledger.moments(1)[0]
        ledger.write(
            giver, lucky, ledger.recipe.amount_scale, start + rng.random(lucky.size) * 3600.0, asset=2
        )


def payroll(ledger: Ledger, cast: Cast, count: int) -> None:
    """Each employer is funded and then pays its staff nearly the same every month or week."""
    rng = ledger.rng
    period = float(rng.choice([7.0, 14.0, 30.0])) * DAY
    runs = max(1, int(ledger.recipe.days * DAY // period))
    staff = max(2, count // max(1, cast.employers.size * runs))
    for employer in cast.employers:
        team = rng.choice(cast.people, min(staff, cast.people.size), replace=False)
        wage = ledger.sums(team.size, 10.0)
        for run in range(runs):
            when = run * period + rng.uniform(0.2, 0.5) * DAY
            ledger.write(rng.choice(cast.hot), employer, wage.sum() * rng.uniform(1.0, 1.1), when - 3600.0)
            ledger.write(employer, team, wage, when + rng.random(team.size) * 1800.0)


def trade(ledger: Ledger, cast: Cast, count: int) -> None:
    """Customers pay shops; each shop pays its takings of the week on to a supplier or an exchange."""
    rng = ledger.rng
    fame = heavy_tail(rng, cast.shops.size, 1.8)
    at = rng.choice(cast.shops.size, count, p=fame)
    amount, when = ledger.sums(count, 0.5), ledger.moments(count)
    ledger.write(rng.choice(cast.people, count, p=cast.weight), cast.shops[at], amount, when)
    supplier = rng.choice(
        np.concatenate([cast.employers, cast.deposits[: cast.shops.size]]), cast.shops.size
    )
    week = (when // (7 * DAY)).astype(np.int64)
    takings = np.zeros((cast.shops.size, int(week.max(initial=0)) + 1))
    np.add.at(takings, (at, week), amount)
    shop, ended = np.nonzero(takings)
    ledger.write(
        cast.shops[shop],
        supplier[shop],
        takings[shop, ended] * 0.9,
        (ended + 1) * 7 * DAY + rng.random(shop.size) * DAY,
    )


def favours(ledger: Ledger, cast: Cast, count: int) -> None:
    """Loans that come back, money passed on for a friend, and rounds among three friends."""
    rng = ledger.rng
    a, b, c = (rng.choice(cast.people, count) for _ in range(3))
    amount, when = ledger.sums(count, 2.0), ledger.moments(count)
    later = rng.exponential(5 * DAY, (2, count))
    kind = rng.integers(0, 3, count)
    ledger.write(a, b, amount, when)
    ledger.write(b, np.where(kind == 0, a, c), amount * rng.uniform(0.97, 1.0, count), when + later[0])
    rounds = kind == 2
    ledger.write(
        c[rounds], a[rounds], (amount * rng.uniform(0.9, 1.0, count))[rounds], (when + later.sum(0))[rounds]
    )


def bank_life(ledger: Ledger, customers: Ints, transfers: int) -> None:
    """A bank's ordinary life: heavy-tailed customers, pairs mostly once, amounts by the payer's habit."""
    rng, recipe = ledger.rng, ledger.recipe
    pays = heavy_tail(rng, customers.size, recipe.hub_exponent + 0.3)
    gets: NDArray[np.float64] = rng.permutation(pays)
    payer = rng.choice(customers, transfers, p=pays)
    payee = rng.choice(customers, transfers, p=gets)
    cent = recipe.amount_scale * 1e-4
    usual = np.rint(recipe.amount_scale * rng.uniform(0.3, 1.7, recipe.accounts) / cent) * cent
    fixed = rng.random(recipe.accounts) < recipe.habit
    loose = np.ceil(usual[payer] * rng.lognormal(0.0, recipe.amount_spread, transfers) / cent) * cent
    days = (
        np.sqrt(rng.uniform(0.0, 1.0, transfers))
        if rng.random() < 0.3
        else rng.uniform(0.0, 1.0, transfers)
    )
    ledger.write(payer, payee, np.where(fixed[payer], usual[payer], loose), days * recipe.days * DAY)
    orders = transfers // int(rng.choice([40, 400]))
    giver, taker = rng.choice(customers, (2, max(1, orders // 4)))
    first = rng.uniform(0.0, 0.5, giver.size) * recipe.days * DAY
    for month in range(4):
        ledger.write(giver, taker, usual[giver], first + month * 30 * DAY)
