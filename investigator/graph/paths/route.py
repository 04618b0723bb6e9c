"""What a search for paths is asked, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from investigator.graph.columns import Columns
from investigator.graph.expand import Filter


@dataclass(frozen=True)
class Route:
    """A way that money took: k transfers between k + 1 accounts.

    `accounts` are case-wide ids; `rows` are row positions in the columns, one for each step.
    """

    accounts: tuple[int, ...]
    rows: tuple[int, ...]

    @property
    def hops(self) -> int:
        """How many transfers."""
        return len(self.rows)

    def then(self, other: Route) -> Route:
        """On from where it ends."""
        if self.accounts[-1] != other.accounts[0]:
            raise ValueError("the second way does not begin where the first one ends")
        return Route(self.accounts + other.accounts[1:], self.rows + other.rows)


@dataclass(frozen=True)
class Question:
    """Which ways count: along the transfers of `where` in its direction, at most `hops`, never over `avoid`.

    `avoid` are case-wide ids; an account that is a source or a target is never avoided.
    """

    where: Filter = field(default_factory=lambda: Filter(direction="out"))
    avoid: frozenset[int] = frozenset()
    hops: int = 6

    def blocked(self, columns: Columns, ends: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Accounts that no way may pass, shape (n,), or of size 0 where there are none."""
        if not self.avoid:
            return np.empty(0, np.bool_)
        marked = np.zeros(columns.order, np.bool_)
        marked[[account for account in self.avoid if 0 <= account < columns.order]] = True
        marked[ends] = False
        return marked


def checked(columns: Columns, accounts: NDArray[np.int32]) -> NDArray[np.int32]:
    """Distinct accounts of the case, ascending. Raises `ValueError` for one that is none, or for nobody."""
    found = np.unique(np.asarray(accounts, np.int32))
    if not found.size or found[0] < 0 or found[-1] >= columns.order:
        raise ValueError("a path needs accounts of this case at both ends")
    return found
