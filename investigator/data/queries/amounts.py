"""Exact sums of amounts."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from investigator.data.connection import lent
from investigator.data.store import Store
from investigator.money import join_limbs

_PAIRS = """
    SELECT asset, src, dst, sum(a0), sum(a1), sum(a2), sum(a3)
    FROM transfer SEMI JOIN wanted ON wanted.id = transfer.id
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


def between_pairs(store: Store, transfers: Iterable[int]) -> dict[int, dict[tuple[int, int], int]]:
    """How much these transfers move in base units, by asset and ordered pair of accounts."""
    wanted = pa.table({"id": pa.array([int(one) for one in transfers], pa.int64())})
    with store.reading() as db, lent(db, "wanted", wanted):
        rows = db.execute(_PAIRS).fetchall()
    found: dict[int, dict[tuple[int, int], int]] = {}
    for asset, src, dst, *limbs in rows:
        found.setdefault(asset, {})[src, dst] = join_limbs(*limbs)
    return found
