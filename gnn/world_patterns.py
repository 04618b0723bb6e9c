"""The shapes in which money is laundered, as legs between numbered members.

The typologies are those of AMLSim (Weber et al. 2018) and of Altman et al., Realistic Synthetic Financial
Transactions for Anti-Money Laundering Models (NeurIPS 2023), and the peel chain of the blockchain trade.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

OUTSIDE = -1
"""In place of a member: someone outside, who takes money out or knows nothing."""

Rng = np.random.Generator


class Legs(NamedTuple):
    """l payments: from and to which member, how much of the total, and in which stage (0, 1, …)."""

    src: NDArray[np.int64]
    dst: NDArray[np.int64]
    share: NDArray[np.float64]
    stage: NDArray[np.int64]


def _legs(rows: list[tuple[int, int, float, int]]) -> Legs:
    src, dst, share, stage = zip(*rows, strict=True)
    return Legs(np.array(src), np.array(dst), np.array(share, float), np.array(stage))


def _portions(rng: Rng, count: int) -> NDArray[np.float64]:
    """Shares of one sum, none of them tiny."""
    return rng.dirichlet(np.full(count, 20.0))


def fan_in(rng: Rng, k: int, keep: float) -> Legs:
    """All the others pay the first."""
    return _legs([(j + 1, 0, part, 0) for j, part in enumerate(_portions(rng, k - 1))])


def fan_out(rng: Rng, k: int, keep: float) -> Legs:
    """The first pays all the others."""
    return _legs([(0, j + 1, part, 0) for j, part in enumerate(_portions(rng, k - 1))])


def scatter_gather(rng: Rng, k: int, keep: float) -> Legs:
    """The first pays k - 2 members, each of whom pays the last."""
    parts = _portions(rng, k - 2)
    out = [(0, j + 1, part, 0) for j, part in enumerate(parts)]
    return _legs(out + [(j + 1, k - 1, part * keep, 1) for j, part in enumerate(parts)])


def gather_scatter(rng: Rng, k: int, keep: float) -> Legs:
    """About half of the members pay the first, who pays the other half."""
    cut = 1 + (k - 1) // 2
    got = [(j + 1, 0, part, 0) for j, part in enumerate(_portions(rng, cut - 1))]
    return _legs(got + [(0, cut + j, part * keep, 1) for j, part in enumerate(_portions(rng, k - cut))])


def cycle(rng: Rng, k: int, keep: float) -> Legs:
    """Each pays the next and the last the first."""
    return _legs([(j, (j + 1) % k, keep**j, j) for j in range(k)])


def _layer(
    rng: Rng, payers: range, payees: range, stage: int, keep: float
) -> list[tuple[int, int, float, int]]:
    """Every payer pays two or three payees, sharing one with the next payer; every payee is paid."""
    chosen = [
        {payees[(turn + j) % len(payees)] for j in range(2 + int(rng.integers(2)))}
        for turn in range(len(payers))
    ]
    paid = set().union(*chosen)
    for turn, payee in enumerate(payee for payee in payees if payee not in paid):
        chosen[turn % len(payers)].add(payee)
    part = keep**stage / len(payers)
    return [
        (payer, payee, part / len(theirs), stage)
        for payer, theirs in zip(payers, chosen, strict=True)
        for payee in sorted(theirs)
    ]


def bipartite(rng: Rng, k: int, keep: float) -> Legs:
    """One half pays the other, each payer several payees."""
    return _legs(_layer(rng, range(k // 2), range(k // 2, k), 0, keep))


def stack(rng: Rng, k: int, keep: float) -> Legs:
    """Three layers, each paying the next as in a bipartite pattern."""
    a, b = max(1, k // 3), max(2, 2 * k // 3)
    return _legs(
        _layer(rng, range(a), range(a, b), 0, keep) + _layer(rng, range(a, b), range(b, k), 1, keep)
    )


def peel_chain(rng: Rng, k: int, keep: float) -> Legs:
    """The bulk passes from each to the next; at each hop a small part goes outside."""
    rows, bulk = [], 1.0
    for j in range(k - 1):
        rows.append((j, j + 1, bulk, j))
        peel = bulk * float(rng.uniform(0.02, 0.12))
        rows.append((j + 1, OUTSIDE, peel, j + 1))
        bulk = (bulk - peel) * keep
    return _legs(rows)


def random_walk(rng: Rng, k: int, keep: float) -> Legs:
    """One sum wanders among the members, first to each in turn and then anywhere."""
    rows, here = [], 0
    for stage in range(k - 1 + k // 2):
        there = stage + 1 if stage < k - 1 else int((here + rng.integers(1, k)) % k)
        rows.append((here, there, keep**stage, stage))
        here = there
    return _legs(rows)


SHAPES: Mapping[str, Callable[[Rng, int, float], Legs]] = MappingProxyType(
    {
        "fan-in": fan_in,
        "fan-out": fan_out,
        "scatter-gather": scatter_gather,
        "gather-scatter": gather_scatter,
        "cycle": cycle,
        "bipartite": bipartite,
        "stack": stack,
        "peel chain": peel_chain,
        "random walk": random_walk,
    }
)

LEAST_MEMBERS: Mapping[str, int] = MappingProxyType(
    {
        "fan-in": 3,
        "fan-out": 3,
        "scatter-gather": 4,
        "gather-scatter": 5,
        "cycle": 3,
        "bipartite": 4,
        "stack": 6,
        "peel chain": 4,
        "random walk": 3,
    }
)
