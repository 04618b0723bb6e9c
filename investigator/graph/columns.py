"""All transfers of a case as compact columns in memory."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from investigator.data.queries.graph import TransferColumns
from investigator.errors import Trouble
from investigator.graph import kernels
from investigator.graph.subgraph import Subgraph


@dataclass(frozen=True)
class Columns:
    """m transfers in time order between n accounts, and compressed sparse rows in both directions.

    `src`, `dst`, `asset` (m,) int32, `time`, `transfer` (m,) int64, `amount` (m,) float64 in whole units.
    The rows that leave account a are `out_row[out_ptr[a]:out_ptr[a + 1]]`, in time order, and go to the
    accounts `out_dst` there; those that enter it likewise `in_row`, from `in_src`. Pointers (n + 1,) int64,
    the others (m,) int32. `typical` (assets,) float64 is the median amount of each asset.
    Nothing can be written to.
    """

    src: NDArray[np.int32]
    dst: NDArray[np.int32]
    asset: NDArray[np.int32]
    time: NDArray[np.int64]
    amount: NDArray[np.float64]
    transfer: NDArray[np.int64]
    out_ptr: NDArray[np.int64]
    out_row: NDArray[np.int32]
    out_dst: NDArray[np.int32]
    in_ptr: NDArray[np.int64]
    in_row: NDArray[np.int32]
    in_src: NDArray[np.int32]
    typical: NDArray[np.float64]

    def __post_init__(self) -> None:
        for field in fields(self):
            getattr(self, field.name).flags.writeable = False

    @property
    def order(self) -> int:
        """How many accounts."""
        return int(self.out_ptr.size - 1)

    @property
    def size(self) -> int:
        """How many transfers."""
        return int(self.src.size)

    @property
    def sides(self) -> tuple[kernels.Side, kernels.Side]:
        """What leaves accounts, and what enters them."""
        return (self.out_ptr, self.out_row, self.out_dst), (self.in_ptr, self.in_row, self.in_src)

    def between(self, accounts: NDArray[np.int32], sieve: kernels.Sieve | None = None) -> Subgraph:
        """These accounts and all transfers among them, of those that a sieve lets through."""
        chosen = np.unique(np.asarray(accounts, np.int32))
        return self.taken(chosen, self.rows_between(chosen, sieve))

    def rows_between(
        self, accounts: NDArray[np.int32], sieve: kernels.Sieve | None = None
    ) -> NDArray[np.int32]:
        """Ascending row positions of the transfers among some accounts, of those that a sieve lets through."""
        chosen = np.unique(np.asarray(accounts, np.int32))
        place = np.full(self.order, -1, np.int32)
        place[chosen] = np.arange(chosen.size, dtype=np.int32)
        sieve = sieve or self.everything()
        # few accounts never scan all rows
        if int((self.out_ptr[chosen + 1] - self.out_ptr[chosen]).sum()) * 8 > self.size:
            return np.asarray(kernels.scan(place, self.src, self.dst, sieve))
        return np.sort(kernels.within(chosen, place, self.sides[0], sieve))

    def taken(self, accounts: NDArray[np.int32], rows: NDArray[np.int32]) -> Subgraph:
        """Some accounts, ascending, and the transfers at these rows, whose ends are all among them.

        Raises `Trouble` if they are not, since then the kept columns are damaged.
        """
        src, dst = self.src[rows], self.dst[rows]
        if rows.size and (
            rows[0] < 0 or min(src.min(), dst.min()) < 0 or max(src.max(), dst.max()) >= self.order
        ):
            raise Trouble("The index beside the case file is damaged; delete the folder and try again.")
        place = np.full(self.order, -1, np.int32)
        place[accounts] = np.arange(accounts.size, dtype=np.int32)
        return Subgraph(
            accounts=accounts,
            src=place[src],
            dst=place[dst],
            amount=self.amount[rows],
            asset=self.asset[rows],
            time=self.time[rows],
            transfer=self.transfer[rows],
        )

    def everything(self) -> kernels.Sieve:
        """The sieve that lets all transfers through."""
        return (0, self.size, np.empty(0, np.bool_), -np.inf, np.inf, self.asset[:0], self.amount[:0])

    def whole(self) -> Subgraph:
        """All accounts and transfers."""
        return self.between(np.arange(self.order, dtype=np.int32))


def build(raw: TransferColumns) -> Columns:
    """Order the transfers by time and index both of their ends. Transfers of one time keep their order.

    Raises `ValueError` for a transfer whose end is no account, and for 2^31 transfers or more.
    """
    if raw.src.size >= 2**31:
        raise ValueError("row positions are 32 bits wide")
    for ends in (raw.src, raw.dst):
        if ends.size and (ends.min() < 0 or ends.max() >= raw.accounts):
            raise ValueError("a transfer's end is no account")
    in_order = bool(np.all(raw.time[1:] >= raw.time[:-1]))
    order = slice(None) if in_order else np.argsort(raw.time, kind="stable")
    src = np.array(raw.src[order], np.int32)
    dst = np.array(raw.dst[order], np.int32)
    asset = np.array(raw.asset[order], np.int32)
    amount = np.array(raw.amount[order], np.float64)
    out_ptr, out_row, out_dst = kernels.csr(src, dst, raw.accounts)
    in_ptr, in_row, in_src = kernels.csr(dst, src, raw.accounts)
    return Columns(
        src=src,
        dst=dst,
        asset=asset,
        time=np.array(raw.time[order], np.int64),
        amount=amount,
        transfer=np.array(raw.transfer[order], np.int64),
        out_ptr=out_ptr,
        out_row=out_row,
        out_dst=out_dst,
        in_ptr=in_ptr,
        in_row=in_row,
        in_src=in_src,
        typical=kernels.typical(asset, amount, int(asset.max(initial=-1)) + 1),
    )
