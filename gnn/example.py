"""What a model learns from: a graph and what is known about its accounts. Free of torch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph

Part = Literal["train", "validation", "test"]
PARTS: tuple[Part, ...] = ("train", "validation", "test")


@dataclass(frozen=True)
class Example:
    """A graph of n accounts with labels.

    `labels` (n,) is 1 for illicit, 0 for licit and -1 where nothing is known. `groups` (n,) numbers known
    sets of accounts that acted together, such as planted patterns, with -1 elsewhere; it may be empty.
    With a `part` the whole example belongs to it. With `split` (n,), places in `PARTS` or -1, each account
    belongs to the part it names, and `until` are the times up to which each part's transfers may be looked
    at (`None`: all). Without either, labelled accounts are split by time. Raises `ValueError` for columns
    that do not fit the graph.
    """

    graph: Subgraph
    labels: NDArray[np.int8]
    groups: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))
    part: Part | None = None
    name: str = ""
    split: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    until: tuple[int | None, int | None, int | None] = (None, None, None)

    def __post_init__(self) -> None:
        n = self.graph.order
        of_all = all(some.shape in {(n,), (0,)} for some in (self.groups, self.split))
        if self.labels.shape != (n,) or not of_all:
            raise ValueError(f"Labels {self.labels.shape}, groups {self.groups.shape} for {n} accounts.")
        if not np.isin(self.labels, (-1, 0, 1)).all():
            raise ValueError("A label is 1 (illicit), 0 (licit) or -1 (unknown).")
        if not np.isin(self.split, (-1, 0, 1, 2)).all():
            raise ValueError("A part is 0 (train), 1 (validation), 2 (test) or -1 (none).")


def counts(examples: tuple[Example, ...]) -> dict[str, int]:
    """How many accounts are labelled illicit, licit, and not at all."""
    labels = np.concatenate([e.labels for e in examples]) if examples else np.empty(0, np.int8)
    meaning = {"illicit": 1, "licit": 0, "unknown": -1}
    return {name: int((labels == value).sum()) for name, value in meaning.items()}
