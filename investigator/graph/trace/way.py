"""Which of a trace's transfers led to some of its endpoints."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
from numpy.typing import NDArray

from investigator.data.queries.ledger import Ledger
from investigator.progress import Tick, silent

_CALM = 65_536  # transfers between ticks


def way_to(
    ledger: Ledger,
    rows: NDArray[np.int32],
    ends: Mapping[int, Collection[int]],
    *,
    backward: bool = False,
    tick: Tick = silent,
) -> NDArray[np.int32]:
    """Of `rows` (n,), the flows of a trace in its order, those by which money can have come to `ends`.

    `ends` are accounts by pot. A transfer counts if it came to such an account, or in time to one that passed on
    to one later (going back: if it came from one, and so on). Returns positions in `rows`, ascending.
    """
    ahead, behind = (ledger.src, ledger.dst) if backward else (ledger.dst, ledger.src)
    some = np.flatnonzero(np.isin(ledger.pot[rows], list(ends)))[::-1]
    wanted = {(pot, account) for pot, accounts in ends.items() for account in accounts}
    kept: list[int] = []
    for first in range(0, some.size, _CALM):
        tick(first, some.size, "Following the way back")
        part = some[first : first + _CALM]
        row = rows[part]
        for at, pot, giver, taker in zip(
            part.tolist(), ledger.pot[row].tolist(), behind[row].tolist(), ahead[row].tolist(), strict=True
        ):
            if (pot, taker) in wanted:
                kept.append(at)
                wanted.add((pot, giver))
    return np.array(kept[::-1], np.int32)
