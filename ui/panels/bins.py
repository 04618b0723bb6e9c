"""How transfers lie in time, as the timeline draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from investigator.records import Clock


@dataclass(frozen=True)
class Bins:
    """Numbers of transfers in equal stretches of time from `first` to `last`, both included.

    `heights` (n,) are what is drawn, where that is not the counts: amounts or worths. `told` says each bin's figure
    exactly, or that it is derived. `chosen` (n,) counts the transfers of what is selected.
    """

    first: int
    last: int
    counts: NDArray[np.int64]
    clock: Clock = Clock.UTC
    heights: NDArray[np.float64] | None = None
    told: Sequence[str] = ()
    chosen: NDArray[np.int64] | None = None

    @property
    def drawn(self) -> NDArray[np.float64]:
        """What is drawn, from 0 to 1: the square root, so that quiet times beside a peak can be seen."""
        wanted = self.counts if self.heights is None else self.heights
        most = float(wanted.max(initial=0))
        return np.asarray(np.sqrt(wanted / most if most > 0 else np.zeros(wanted.size)))

    def edge(self, at: float) -> float:
        """The time at a share of the width, 0 to 1."""
        return self.first + at * (self.last - self.first)

    def share(self, time: float) -> float:
        """Where a time lies, 0 to 1."""
        return (time - self.first) / max(1, self.last - self.first)

    def place(self, time: float) -> int:
        """Which bin a time lies in."""
        size = self.counts.size
        return min(size - 1, max(0, int((time - self.first) * size // max(1, self.last - self.first + 1))))
