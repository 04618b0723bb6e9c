"""Which accounts are worth a look first when money is followed: a ranking, and so a lead.

Temporal PageRank (Rozenshtein and Gionis, ECML PKDD 2016), personalised to the sources: walks begin there and follow
transfers in time order only; what waits at an account fades with time.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
from numba import njit
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.progress import Tick, silent

JUMP = 0.85
"""The chance that a walk goes on with a further transfer (the damping of PageRank)."""

STAYS = 0.5
"""The share of what waits at an account that stays there when it sends something."""

HALF = 30 * 86_400.0
"""Ticks of the clock after which what waits counts half: a month of seconds."""

_CALM = 1_000_000  # transfers between ticks


def ranking(
    columns: Columns,
    sources: Collection[int],
    *,
    backward: bool = False,
    assets: Collection[int] = (),
    half: float = HALF,
    tick: Tick = silent,
) -> NDArray[np.float64]:
    """A score for each account, shape (n,), summing to 1 over all but the sources; all zero if nothing is reached.

    With `backward`, walks go against transfers and back in time. Of `assets` (ids) only, if any are named. Raises
    `ValueError` for no source, or one that is no account.
    """
    start = np.zeros(columns.order, np.bool_)
    chosen = np.unique(np.array(list(sources), np.int64))
    if not chosen.size or chosen[0] < 0 or chosen[-1] >= columns.order:
        raise ValueError("a ranking begins at accounts of this case")
    start[chosen] = True
    rank, waits = np.zeros(columns.order), np.zeros(columns.order)
    seen = np.full(columns.order, np.iinfo(np.int64).min, np.int64)
    wanted = np.zeros(int(columns.asset.max(initial=0)) + 1, np.bool_)
    wanted[list(assets) if assets else slice(None)] = True
    order = np.arange(columns.size)[::-1] if backward else np.arange(columns.size)
    ends = (columns.dst, columns.src) if backward else (columns.src, columns.dst)
    for first in range(0, columns.size, _CALM):
        tick(first, columns.size, "Ranking accounts")
        part = order[first : first + _CALM]
        _walk(part, *ends, columns.time, columns.asset, wanted, start, rank, waits, seen, half)
    rank[start] = 0.0
    whole = float(rank.sum())
    return np.asarray(rank / whole if whole else rank)


@njit(cache=True, nogil=True)
def _walk(rows, giver, taker, time, asset, wanted, start, rank, waits, seen, half):  # type: ignore[no-untyped-def]
    """One pass over transfers in (or against) the order of time; `rank`, `waits` and `seen` go on."""
    never = np.iinfo(np.int64).min
    for row in rows:
        u, v = giver[row], taker[row]
        if u == v or not wanted[asset[row]]:
            continue
        for account in (u, v):
            if seen[account] != never:
                waits[account] *= 0.5 ** (abs(time[row] - seen[account]) / half)
            seen[account] = time[row]
        if start[u]:
            waits[u] += 1.0 - JUMP
        moved = waits[u] * JUMP
        rank[v] += moved
        waits[v] += moved * (1.0 - STAYS)
        waits[u] *= STAYS
