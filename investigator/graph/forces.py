"""The forces of a layout at work: the rounds around the compiled step."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from investigator.graph import barnes_hut
from investigator.graph.pairs import Ties
from investigator.progress import Tick, silent

REPULSION, GRAVITY = 2.0, 1.0
_FRAMES = 24

Floats = NDArray[np.float64]
Frame = Callable[[Floats], None]


def simulate(
    links: Ties,
    places: Floats,
    rounds: int,
    tick: Tick = silent,
    frame: Frame | None = None,
    mass: Floats | None = None,
    weight: Floats | None = None,
    fixed: NDArray[np.bool_] | None = None,
    repulsion: float = REPULSION,
    gravity: float = GRAVITY,
) -> Floats:
    """Let the forces act on places (n, 2) for some rounds, or until next to nothing moves.

    `mass` (n,) and `weight` of ties default to `masses` and `pulls`. Accounts in `fixed` (n,) stay. `frame`
    is shown the places now and then.
    """
    n = len(places)
    x, y = places[:, 0].copy(), places[:, 1].copy()
    if mass is None:
        mass = masses(links, n)
    held = np.zeros(n, np.bool_) if fixed is None else fixed
    weight = pulls(links) if weight is None else weight
    old, pace = np.zeros((2, n)), np.ones(2)
    every = max(1, rounds // _FRAMES)
    for done in range(rounds):
        moved = barnes_hut.step(
            links.low, links.high, weight, mass, held, x, y, old, pace, repulsion, gravity
        )
        if done % every == 0:
            tick(done, rounds, "Laying out")
            if frame is not None:
                frame(np.stack([x, y], axis=1))
            if moved < 1e-4 * (np.ptp(x) + np.ptp(y)) / np.sqrt(n):
                break
    return np.stack([x, y], axis=1)


def masses(links: Ties, order: int) -> Floats:
    """One and the number of ties, so that hubs keep others at a distance."""
    ends = np.concatenate([links.low, links.high])
    return 1.0 + np.bincount(ends, minlength=order).astype(np.float64)


def pulls(links: Ties) -> Floats:
    """How strongly ties pull: the root of their weight, 1 on average, so that no single tie rules."""
    root = np.sqrt(links.weight)
    return root / root.mean() if root.size else root
