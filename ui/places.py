"""Where accounts stood on a chart, so that what stands stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from investigator.graph.folding import Folded


@dataclass(frozen=True)
class Places:
    """Where accounts stood last, (n,) ids ascending and (n, 2) world coordinates.

    A layout by forces goes on from there: what stands stays. One by flow is a whole; `key` says of what.
    """

    accounts: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    spots: NDArray[np.float32] = field(default_factory=lambda: np.empty((0, 2), np.float32))
    key: str = ""

    def of(self, accounts: NDArray[np.int32]) -> NDArray[np.float32]:
        """Known places of these accounts, NaN where there is none."""
        found = np.full((accounts.size, 2), np.nan, np.float32)
        if self.accounts.size:
            at = np.searchsorted(self.accounts, accounts).clip(max=self.accounts.size - 1)
            known = self.accounts[at] == accounts
            found[known] = self.spots[at[known]]
        return found

    def joined(self, accounts: NDArray[np.int32], spots: NDArray[np.float32]) -> Places:
        """These places added; an account keeps the place it was given first."""
        new = ~np.isin(accounts, self.accounts)
        both = np.concatenate([self.accounts, accounts[new]])
        order = np.argsort(both, kind="stable")
        return Places(both[order], np.concatenate([self.spots, spots[new]])[order])

    def gather(self, spots: NDArray[np.float32], groups: Sequence[Folded]) -> None:
        """Put a group, at its place in `spots` (k, 2), into the middle of those of its members that stood alone."""
        for group in groups:
            stood = self.of(group.members)
            stood = stood[~np.isnan(stood[:, 0])]
            if len(stood) > 1:
                spots[group.at] = stood.mean(axis=0)
