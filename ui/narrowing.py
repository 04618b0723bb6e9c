"""What a query takes off the chart."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from investigator.cases.case import Case
from investigator.data.queries import select
from investigator.data.queries.conditions import Ends, Every
from investigator.graph.columns import Columns
from investigator.graph.subgraph import Subgraph
from investigator.operations.finding import rows_of
from investigator.operations.querying import Given, meant
from ui.query import Query


def narrowed(
    case: Case, columns: Columns, shown: NDArray[np.int32], starts: NDArray[np.int32], query: Query
) -> Subgraph:
    """What is shown, without the accounts that the query leaves nothing of; seeds stay, so that one knows where one is.

    Raises `Trouble` for a query that means nothing in this case.
    """
    rows = columns.rows_between(shown)
    if query.passes_all or not shown.size:
        return columns.taken(shown, rows)
    given = Given(case, columns, origins=query.origins)
    inside = Ends(shown.astype(np.int64), "both")
    passing = select.ids(case.store, Every((meant(given, query.narrowing), inside)), None)
    rows = rows[rows_of(columns, passing)[rows]]
    ends = (columns.src[rows], columns.dst[rows], np.intersect1d(starts, shown))
    return columns.taken(np.unique(np.concatenate(ends)), rows)
