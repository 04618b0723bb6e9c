"""Tiny graphs for paths."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from hypothesis import strategies as st

from investigator.data.queries.graph import TransferColumns
from investigator.graph.columns import Columns, build
from investigator.graph.paths.route import Route

EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=25)


def made(
    edges: Sequence[tuple[int, int]],
    accounts: int = 5,
    times: Sequence[int] | None = None,
    assets: Sequence[int] | None = None,
) -> Columns:
    """Transfers between accounts, at times 0, 1, 2, ... unless said otherwise; the nth one has the amount n + 1."""
    return build(
        TransferColumns(
            src=np.array([a for a, _ in edges], np.int32),
            dst=np.array([b for _, b in edges], np.int32),
            asset=np.array(assets or [0] * len(edges), np.int32),
            time=np.array(range(len(edges)) if times is None else times, np.int64),
            amount=np.arange(1.0, len(edges) + 1),
            transfer=np.arange(len(edges)),
            accounts=accounts,
        )
    )


def edges_of(route: Route) -> set[tuple[int, int]]:
    return set(pairwise(route.accounts))


def valid(columns: Columns, route: Route) -> bool:
    """Whether each row leads from one account to the next."""
    steps = list(pairwise(route.accounts))
    return [(int(columns.src[row]), int(columns.dst[row])) for row in route.rows] == steps
