"""The one currency of graph, gnn and scene: some accounts and the transfers between them, as columns."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Subgraph:
    """n accounts and m transfers, in frozen columns.

    `accounts` (n,) holds case-wide account ids, ascending; `src` and `dst` (m,) are positions in it.
    `amount` (m,) is in whole units of the asset, rounded to a float: for drawing and statistics only;
    the exact integers stay in the case file under `transfer`, the row id. `time` (m,) is on the case's
    clock (UTC seconds, steps or blocks) and never decreases from one row to the next.
    """

    accounts: NDArray[np.int32]
    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    amount: NDArray[np.float64]
    asset: NDArray[np.int32]
    time: NDArray[np.int64]
    transfer: NDArray[np.int64]

    def __post_init__(self) -> None:
        for column in (self.accounts, *self._edges()):
            column.flags.writeable = False

    def _edges(self) -> tuple[NDArray[Any], ...]:
        return (self.src, self.dst, self.amount, self.asset, self.time, self.transfer)

    @property
    def order(self) -> int:
        """How many accounts."""
        return int(self.accounts.size)

    @property
    def size(self) -> int:
        """How many transfers."""
        return int(self.src.size)

    def digest(self) -> str:
        """SHA-256 over the columns: the input hash that scores and findings carry."""
        seal = hashlib.sha256()
        for column in (self.accounts, *self._edges()):
            seal.update(f"{column.dtype.str}{column.shape}".encode())
            seal.update(np.ascontiguousarray(column).tobytes())
        return seal.hexdigest()

    def among(self, keep: NDArray[np.bool_]) -> Subgraph:
        """The accounts where `keep` (n,) is true and the transfers between them."""
        new = np.cumsum(keep, dtype=np.int32) - 1
        rows = keep[self.src] & keep[self.dst]
        return Subgraph(
            accounts=self.accounts[keep],
            src=new[self.src[rows]].astype(np.int32),
            dst=new[self.dst[rows]].astype(np.int32),
            amount=self.amount[rows],
            asset=self.asset[rows],
            time=self.time[rows],
            transfer=self.transfer[rows],
        )

    def until(self, time: int) -> Subgraph:
        """All accounts, and the transfers up to and including `time`."""
        rows = int(np.searchsorted(self.time, time, side="right"))
        return Subgraph(self.accounts, *(column[:rows] for column in self._edges()))
