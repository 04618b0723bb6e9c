"""Transfers grouped by account, and the one way in which this package compiles a kernel."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

import numba
import numpy as np
from numpy.typing import NDArray

from investigator.graph.subgraph import Subgraph

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(function: Kernel) -> Kernel:
    """`function` in machine code, kept on disk from one run to the next, its type unchanged.

    Other threads run beside it: a window may wait for what it finds.
    """
    return cast("Kernel", numba.njit(cache=True, nogil=True)(function))


@compiled
def group(
    keys: NDArray[np.int32], order: NDArray[np.int64], n: int
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Stable counting sort of `order` by `keys[order]`: (pointers (n + 1,), rows (m,))."""
    pointers = np.zeros(n + 1, np.int64)
    for row in order:
        pointers[keys[row] + 1] += 1
    for account in range(n):
        pointers[account + 1] += pointers[account]
    at = pointers[:-1].copy()
    rows = np.empty(order.size, np.int64)
    for row in order:
        rows[at[keys[row]]] = row
        at[keys[row]] += 1
    return pointers, rows


class Side(NamedTuple):
    """One direction of every account's transfers.

    `rows[pointers[a]:pointers[a + 1]]` are account a's transfers in order of time; `by_partner` holds
    the same rows ordered by counterparty, then time; `partner` (m,) is the counterparty of each row.
    """

    pointers: NDArray[np.int64]
    rows: NDArray[np.int64]
    by_partner: NDArray[np.int64]
    partner: NDArray[np.int32]


def sides(src: NDArray[np.int32], dst: NDArray[np.int32], n: int) -> tuple[Side, Side]:
    """What each of n accounts sent, and what each received."""
    order = np.arange(src.size, dtype=np.int64)
    out_pointers, sent = group(src, order, n)
    in_pointers, received = group(dst, order, n)
    sent_by_partner = group(src, received, n)[1]
    received_by_partner = group(dst, sent, n)[1]
    return (
        Side(out_pointers, sent, sent_by_partner, dst),
        Side(in_pointers, received, received_by_partner, src),
    )


def both_ways(
    graph: Subgraph,
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """CSR over both directions: (pointers (n + 1,), neighbours (2m,), transfer rows (2m,)).

    Each account's entries are in order of time; a transfer to oneself appears twice.
    """
    source = np.stack([graph.src, graph.dst], axis=1).ravel()
    target = np.stack([graph.dst, graph.src], axis=1).ravel()
    pointers, entries = group(source, np.arange(source.size, dtype=np.int64), graph.order)
    return pointers, target[entries].astype(np.int64), entries // 2
