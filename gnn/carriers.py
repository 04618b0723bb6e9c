"""Which transfers carry a score: Shapley values of groups of transfers, shared out within each group.

Transfers play in groups (Owen, 1977): the account's own one by one while they are few, else by counterparty, else
by direction and time; those beyond by the account that they run through. Values come from permutations in
antithetic pairs (Mitchell et al., JMLR 2022), each transfer that is away truly away, and add up to the difference
between the score and that of an account without transfers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from gnn.fidelity import Bools, Floats, LogOdds
from gnn.occlusion import Near

Ints = NDArray[np.int64]

OWN, BEYOND = 16, 8
"""Groups at most, of the account's own transfers and of the others."""
BUDGET = 60_000
"""Transfers in all worlds that are looked at for the groups."""
SINGLES = 20_000
"""The same for the shares within groups."""
LEAST_PAIRS, MOST_PAIRS = 1, 6


def groups(some: Near) -> Ints:
    """(m,) the number of each transfer's group, from 0 in order of its first transfer."""
    graph, own = some.graph, some.hop == 0
    out = graph.src == some.centre
    other = np.where(out, graph.dst, graph.src).astype(np.int64)
    key = np.empty(own.size, np.int64)
    key[own] = _own(np.flatnonzero(own), other * 2 + out, out)
    key[~own] = _beyond(some, np.flatnonzero(~own)) + OWN
    return _numbered(key)


def _own(rows: Ints, partner: Ints, out: Bools) -> Ints:
    if rows.size <= OWN:
        return np.arange(rows.size)
    by_partner = _numbered(partner[rows])
    if by_partner.max() < OWN:
        return by_partner
    key = np.empty(rows.size, np.int64)
    for sent in (False, True):
        key[out[rows] == sent] = _even(int((out[rows] == sent).sum()), OWN // 2) + sent * (OWN // 2)
    return key


def _beyond(some: Near, rows: Ints) -> Ints:
    """By the account, nearer to the centre than the other, through which they were reached."""
    graph, distance = some.graph, np.full(some.graph.order, np.iinfo(np.int64).max)
    distance[some.centre] = 0
    for hop in range(int(some.hop.max(initial=0)) + 1):
        ends = np.concatenate([graph.src[some.hop == hop], graph.dst[some.hop == hop]])
        distance[ends] = np.minimum(distance[ends], hop + 1)
    nearer = np.where(
        distance[graph.src[rows]] <= distance[graph.dst[rows]], graph.src[rows], graph.dst[rows]
    )
    order = _numbered(some.hop[rows].astype(np.int64) * graph.order + _numbered(nearer.astype(np.int64)))
    count = int(order.max(initial=-1)) + 1
    return order if count <= BEYOND else order * BEYOND // count


def _even(count: int, parts: int) -> Ints:
    return np.arange(count) * parts // max(count, 1)


def _numbered(key: Ints) -> Ints:
    """The same groups, numbered from 0 in order of their first member."""
    _, first, number = np.unique(key, return_index=True, return_inverse=True)
    rank = np.empty(first.size, np.int64)
    rank[np.argsort(first)] = np.arange(first.size)
    return np.asarray(rank[number])


def weights(some: Near, ask: LogOdds, seed: int = 0) -> Floats:
    """(m,) what each transfer adds to the log odds of the account at the centre."""
    m = some.rows.size
    if not m:
        return np.empty(0)
    of = groups(some)
    value = _shapley(of, ask, np.random.default_rng(seed))
    size = np.bincount(of)
    found = value[of] / size[of]
    wanted = [g for g in np.argsort(-np.abs(value), kind="stable") if size[g] > 1]
    rows, room = [], SINGLES // m
    for group in wanted:
        if size[group] <= room:
            rows.append(np.flatnonzero(of == group))
            room -= size[group]
    if rows:
        singles = np.concatenate(rows)
        there = np.ones((singles.size + 1, m), np.bool_)
        there[np.arange(singles.size), singles] = False
        score = ask(there)
        effect = score[-1] - score[:-1]
        for part in rows:
            found[part] = _shared(float(value[of[part[0]]]), effect[np.isin(singles, part)])
    return found


def _shared(value: float, effect: Floats) -> Floats:
    """A group's value among its members: by what each does alone, the rest, which they do together, evenly."""
    sign = 1.0 if value > 0 else -1.0
    alone = np.maximum(sign * effect, 0.0)
    total = float(alone.sum())
    if total > abs(value):
        return alone * (value / total)
    return sign * alone + (value - sign * total) / effect.size


def _shapley(of: Ints, ask: LogOdds, rng: np.random.Generator) -> Floats:
    """(p,) by permutations and their reversals; as many as the budget allows, all if they are few."""
    players = int(of.max()) + 1
    pairs = int(np.clip(BUDGET // (players * of.size), LEAST_PAIRS, MOST_PAIRS))
    orders = []
    for _ in range(pairs):
        order = rng.permutation(players)
        orders += [order, order[::-1]]
    sets = np.zeros((len(orders), players + 1, players), np.bool_)
    for number, order in enumerate(orders):
        for place, player in enumerate(order):
            sets[number, place + 1 :, player] = True
    score = _asked_once(sets.reshape(-1, players), of, ask).reshape(len(orders), players + 1)
    value = np.zeros(players)
    for number, order in enumerate(orders):
        value[order] += np.diff(score[number])
    return value / len(orders)


def _asked_once(sets: Bools, of: Ints, ask: LogOdds) -> Floats:
    """What is said of each set of players, equal ones asked about once."""
    different, place = np.unique(sets, axis=0, return_inverse=True)
    return np.asarray(ask(different[:, of])[place.reshape(-1)])
