"""Tiny worlds for patterns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import Columns, build
from investigator.graph.patterns.finding import Finding, Pattern, Surroundings
from investigator.progress import silent

HOUR, DAY = 3_600, 86_400
Told = tuple[int, int, float, int]
"""From, to, amount, time; an asset may follow."""


def world(rows: Sequence[Told | tuple[int, int, float, int, int]], accounts: int = 60) -> Columns:
    """Transfers in the order of time; the nth one told has the id n."""
    order = sorted(range(len(rows)), key=lambda i: rows[i][3])
    asset = [row[4] if len(row) == 5 else 0 for row in rows]
    return build(
        TransferColumns(
            src=np.array([rows[i][0] for i in order], np.int32),
            dst=np.array([rows[i][1] for i in order], np.int32),
            asset=np.array([asset[i] for i in order], np.int32),
            time=np.array([rows[i][3] for i in order], np.int64),
            amount=np.array([rows[i][2] for i in order], np.float64),
            transfer=np.array(order, np.int64),
            accounts=accounts,
        )
    )


def seen(pattern: Pattern, columns: Columns, around: Surroundings = Surroundings()) -> list[Finding]:  # noqa: B008
    return list(pattern.find(columns, around, silent))
