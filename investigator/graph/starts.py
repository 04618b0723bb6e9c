"""Where a force layout begins: near its end already, so that few iterations are needed and none is unlucky."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra

from investigator.graph.pairs import Ties

Floats = NDArray[np.float64]

_PIVOTS = 12


def spread(links: Ties, order: int, seed: int) -> Floats:
    """Places (n, 2) by the distances, in ties, from a dozen accounts far from each other (Harel, Koren, 2002).

    The distances' two main axes, and a little seeded noise, since twins would share a place. Distances
    between parts that are not connected count as the longest.
    """
    noise = np.random.default_rng(seed).normal(0, 0.02, (order, 2))
    if order < 3 or not links.low.size:
        return noise
    both = np.concatenate([links.low, links.high]), np.concatenate([links.high, links.low])
    matrix = coo_array((np.ones(both[0].size), both), shape=(order, order)).tocsr()
    pivot = int(np.argmax(np.bincount(both[0], minlength=order)))
    nearest = np.full(order, np.inf)
    far = []
    for _ in range(min(_PIVOTS, order)):
        distance = dijkstra(matrix, indices=np.array([pivot]), unweighted=True)[0]
        distance[np.isinf(distance)] = distance[np.isfinite(distance)].max() + 1
        far.append(distance)
        nearest = np.minimum(nearest, distance)
        pivot = int(np.argmax(nearest))
    table = np.stack(far, axis=1)
    table -= table.mean(axis=0)
    values, axes = np.linalg.eigh(table.T @ table)
    main = axes[:, -2:][:, ::-1]
    main *= np.where(main[np.argmax(np.abs(main), axis=0), [0, 1]] < 0, -1.0, 1.0)
    places: Floats = table @ main
    places *= np.sqrt(order) / max(float(np.sqrt(values[-1] / order)), 1e-9)
    return places + noise


def disc(count: int) -> Floats:
    """`count` places (count, 2) evenly over a disc of radius sqrt(count), as a sunflower sets its seeds."""
    at = np.arange(count)
    angle = at * np.pi * (3 - np.sqrt(5))
    places: Floats = np.sqrt(at + 0.5)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return places


def quotient(links: Ties, group: NDArray[np.int32]) -> Ties:
    """The ties between groups, each as strong as all ties between their members."""
    a, b = group[links.low], group[links.high]
    across = a != b
    groups = int(group.max(initial=0)) + 1
    low, high = np.minimum(a, b)[across].astype(np.int64), np.maximum(a, b)[across]
    keys, place = np.unique(low * groups + high, return_inverse=True)
    weight = np.bincount(place.ravel(), weights=links.weight[across], minlength=keys.size)
    return Ties(
        (keys // groups).astype(np.int32), (keys % groups).astype(np.int32), weight.astype(np.float64)
    )


def beside(known: Floats, links: Ties, apart: float) -> Floats:
    """Give accounts without a place (NaN) one around their neighbours that have one, spreading outwards.

    Those that nobody with a place is tied to, even by others, get one in rows below all.
    """
    places = known.copy()
    turn = np.arange(len(places)) * np.pi * (3 - np.sqrt(5))
    aside = apart * np.stack([np.cos(turn), np.sin(turn)], axis=1)
    while True:
        have = ~np.isnan(places[:, 0])
        total, mass = np.zeros(places.shape), np.zeros(len(places))
        for here, there in ((links.low, links.high), (links.high, links.low)):
            use = have[there] & ~have[here]
            np.add.at(total, here[use], places[there[use]] * links.weight[use, None])
            np.add.at(mass, here[use], links.weight[use])
        new = mass > 0
        if not new.any():
            break
        places[new] = total[new] / mass[new, None] + aside[new]
    left = np.flatnonzero(np.isnan(places[:, 0]))
    if left.size:
        wide = max(1, int(np.ceil(np.sqrt(left.size * 1.6))))
        corner = (np.nanmin(places[:, 0]), np.nanmax(places[:, 1])) if have.any() else (0.0, 0.0)
        at = np.arange(left.size)
        places[left] = np.stack([at % wide, at // wide + 1], axis=1) * apart + corner
    return places
