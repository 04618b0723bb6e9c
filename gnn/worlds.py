"""Labelled synthetic worlds: ordinary life with money laundering planted in it.

No world is a record of anything real. A model that has only seen worlds must say so.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gnn.world_background import bank_life, cast_roles, live
from gnn.world_ledger import DAY, Ints, Ledger, two_digits
from gnn.world_patterns import LEAST_MEMBERS, OUTSIDE, SHAPES
from gnn.world_recipe import PATTERNS, Split, WorldRecipe
from investigator.graph.subgraph import Subgraph
from investigator.progress import Tick, silent
from investigator.records import Clock

__all__ = ["PATTERNS", "Split", "World", "WorldRecipe", "make_world"]

ROUND_SUMS = 0.4
"""How many patterns start with round amounts, so that roundness does not clear anyone."""

EPOCH = {Clock.UTC: 1_600_000_000, Clock.STEP: 1, Clock.BLOCK: 10_000_000}


@dataclass(frozen=True)
class World:
    """A graph and the truth about it.

    `illicit` (n,) is 1 for the members of planted patterns; `pattern` (n,) is the number of the pattern
    that the account belongs to, or -1, and `pattern_names[number]` its typology.
    """

    graph: Subgraph
    illicit: NDArray[np.int8]
    pattern: NDArray[np.int16]
    pattern_names: tuple[str, ...]


@dataclass(frozen=True)
class _Ground:
    """Where patterns are planted: who may be a member, and who stands outside."""

    fresh: Ints
    settled: Ints
    victims: Ints
    exits: Ints


def make_world(recipe: WorldRecipe, tick: Tick = silent) -> World:
    """The world that `recipe` describes; the same recipe makes the same world, to the last bit.

    Accounts without any transfer are left out, and the numbers of accounts tell nothing about them.
    """
    ledger = Ledger(recipe, np.random.default_rng(recipe.seed))
    tick(0, 3, "Ordinary life")
    scene = _background(ledger)
    tick(1, 3, "Planting patterns")
    pattern, names = _plant(ledger, scene)
    tick(2, 3, "Putting in order")
    world = _world(ledger, pattern, names)
    tick(3, 3)
    return world


def _background(ledger: Ledger) -> _Ground:
    recipe = ledger.recipe
    fresh = int(recipe.accounts * recipe.base_rate * recipe.fresh)
    settled = recipe.accounts - fresh
    spare = np.arange(settled, recipe.accounts)
    if recipe.make == "bank":
        customers = np.arange(settled)
        bank_life(ledger, customers, recipe.transfers)
        return _Ground(spare, customers, customers, customers)
    cast = cast_roles(ledger, settled)
    live(ledger, cast, recipe.transfers)
    return _Ground(spare, cast.people, np.concatenate([cast.people, cast.hot]), cast.deposits)


def _plant(ledger: Ledger, scene: _Ground) -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Write patterns until the base rate is reached: (accounts,) the pattern of each, and their names."""
    recipe, rng = ledger.recipe, ledger.rng
    pattern = np.full(recipe.accounts, -1, np.int16)
    names: list[str] = []
    weights = np.array(recipe.typologies) / sum(recipe.typologies)
    wanted = max(recipe.members[0], int(recipe.accounts * recipe.base_rate))
    pool = np.concatenate(
        [scene.fresh, rng.choice(scene.settled, max(0, wanted - scene.fresh.size), replace=False)]
    )
    pool = rng.permutation(pool)
    while True:
        name = PATTERNS[int(rng.choice(len(PATTERNS), p=weights))]
        size = max(LEAST_MEMBERS[name], int(rng.integers(recipe.members[0], recipe.members[1] + 1)))
        if size > pool.size:
            return pattern, tuple(names)
        members, pool = pool[:size], pool[size:]
        seen = _pay_legs(ledger, scene, members, name)
        pattern[seen] = len(names)
        names.append(name)


def _pay_legs(ledger: Ledger, scene: _Ground, members: Ints, name: str) -> Ints:
    """Write one pattern; returns the members of whom a leg is on record."""
    recipe, rng = ledger.recipe, ledger.rng
    legs = SHAPES[name](rng, members.size, 1.0 - recipe.fee)
    total = recipe.amount_scale * recipe.illicit_scale * rng.lognormal(0.0, 0.3) / legs.share.max()
    stages, last = legs.stage.max() + 1.0, recipe.days * DAY
    hop = min(recipe.hop_hours * 3600.0, 0.9 * last / stages)
    start = rng.uniform(0.0, last - stages * hop)
    when = start + (legs.stage + rng.uniform(0.0, 0.8, legs.stage.size)) * hop
    outside = rng.choice(scene.exits, legs.src.size)
    payer = members[legs.src]
    payee = np.where(legs.dst == OUTSIDE, outside, members[legs.dst])
    kept = rng.random(legs.src.size) >= recipe.hidden
    kept[0] |= not kept.any()
    parts = rng.integers(max(1, recipe.parts - 2), recipe.parts + 1, legs.src.size)
    rows = np.repeat(np.flatnonzero(kept), parts[kept])
    uneven = 0.1 * (recipe.parts > 1 and rng.random() < 0.5)
    wobble = rng.uniform(1.0 - uneven, 1.0 + uneven, rows.size)
    pause = rng.uniform(0.0, 0.15, rows.size) * hop * (recipe.parts > 1)
    amount = total * legs.share
    if rng.random() < ROUND_SUMS:
        amount = np.where(legs.stage == 0, two_digits(amount), amount)
    ledger.write(payer[rows], payee[rows], amount[rows] * wobble, when[rows] + pause)
    _surroundings(ledger, scene, members, start, total)
    touched = np.concatenate([payer[kept], payee[kept]])
    return np.intersect1d(touched, members)


def _surroundings(ledger: Ledger, scene: _Ground, members: Ints, start: float, total: float) -> None:
    """The dirty money's arrival at the first member, its exit from the last, and everyday payments."""
    recipe, rng = ledger.recipe, ledger.rng
    if recipe.make == "chain":
        hop = recipe.hop_hours * 3600.0
        ledger.write(rng.choice(scene.victims), members[0], total, start - rng.uniform(0.1, 1.0) * hop)
        leaves = start + rng.uniform(8.0, 12.0) * hop
        ledger.write(members[-1], rng.choice(scene.exits), total * rng.uniform(0.1, 0.9), leaves)
    settled = members[np.isin(members, scene.fresh, invert=True)]
    payments = rng.poisson(recipe.camouflage / 2.0, (2, settled.size))
    for side, count in enumerate(payments):
        mine, others = np.repeat(settled, count), rng.choice(scene.victims, count.sum())
        payer, payee = (mine, others) if side == 0 else (others, mine)
        ledger.write(payer, payee, ledger.sums(mine.size), ledger.moments(mine.size))


def _world(ledger: Ledger, pattern: NDArray[np.int16], names: tuple[str, ...]) -> World:
    recipe = ledger.recipe
    src, dst, amount, when, asset = ledger.columns()
    shuffled = ledger.rng.permutation(recipe.accounts)
    touched = np.zeros(recipe.accounts, bool)
    touched[shuffled[src]] = touched[shuffled[dst]] = True
    number = np.cumsum(touched) - 1
    truth = np.empty_like(pattern)
    truth[shuffled] = pattern
    truth = truth[touched]
    graph = Subgraph(
        accounts=np.arange(truth.size, dtype=np.int32),
        src=number[shuffled[src]].astype(np.int32),
        dst=number[shuffled[dst]].astype(np.int32),
        amount=amount,
        asset=asset.astype(np.int32),
        time=EPOCH[recipe.clock] + (when / recipe.step).astype(np.int64),
        transfer=np.arange(src.size, dtype=np.int64),
    )
    return World(graph, (truth >= 0).astype(np.int8), truth, names)
