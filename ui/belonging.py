"""Which entity each account belongs to, looked up once for the same evidence."""

from __future__ import annotations

from collections.abc import Mapping

from investigator.cases.case import Case
from investigator.graph.columns import Columns
from investigator.operations.grouping import owners
from investigator.progress import Tick, silent
from investigator.records import Address


class Belonging:
    """Names of entities by account. Looking them up takes seconds on a large case, so it is only done when asked."""

    def __init__(self) -> None:
        self._known: tuple[Columns, frozenset[tuple[Address, Address]], Mapping[int, str]] | None = None

    def names(self, case: Case, whole: Columns, tick: Tick = silent) -> Mapping[int, str]:
        """What links show, overruled by the groups that the analyst made. Raises `Cancelled`."""
        from investigator.operations.entities import (
            entity_names,  # a quarter of a second, and seldom wanted
        )

        known, apart = self._known, case.facts.apart
        if known is None or known[0] is not whole or known[1] != apart:
            known = self._known = whole, apart, entity_names(case, whole, tick)
        return {**known[2], **owners(case.facts)}
