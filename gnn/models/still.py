"""Messages gathered in one pass over memory, where nothing is learnt: what `pna.gathered` computes, faster."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from gnn.adjacency import compiled
from gnn.models.wiring import Heap

Floats = NDArray[np.float32] | NDArray[np.float64]
Ints = NDArray[np.int64]

BLOCK = 16_384
"""Transfers and accounts that are looked at together."""
LEAST = 4096
"""Transfers for which a second thread is worth its start."""


@compiled
def _gather(
    near: Floats,
    edge: Floats,
    other: Ints,
    pointers: Ints,
    begin: tuple[int, int],
    start: int,
    stop: int,
    out: Floats,
) -> None:
    """Mean, maximum and degree-scaled mean of relu(near[other] + edge) for accounts `start` to `stop`; `edge`
    and `out` `begin` with this transfer and this account.
    """
    wide = near.shape[1]
    total, most = np.empty(wide, near.dtype), np.empty(wide, near.dtype)
    number = near.dtype.type
    for account in range(start, stop):
        total[:] = 0.0
        most[:] = 0.0
        for row in range(pointers[account], pointers[account + 1]):
            far = other[row]
            for k in range(wide):
                value = near[far, k] + edge[row - begin[0], k]
                value = max(value, number(0.0))
                total[k] += value
                most[k] = max(most[k], value)
        count = pointers[account + 1] - pointers[account]
        scale = number(np.log1p(number(count)) - number(1.0))
        at = account - begin[1]
        for k in range(wide):
            mean = total[k] / number(max(count, 1))
            out[at, k] = mean
            out[at, wide + k] = most[k]
            out[at, 2 * wide + k] = mean * scale


class Still:
    """One side of a round: `near` (n, h), what some transfers (r,) say, (r, h), and by whom they are heaped.

    On the processor, and without a gradient.
    """

    def __init__(self, near: Tensor, edge: Callable[[Tensor], Tensor], heap: Heap) -> None:
        self._near, self._edge, self._heap = near.numpy(), edge, heap
        self.pointers: Ints = np.concatenate([np.zeros(1, np.int64), heap.count.numpy().cumsum()])

    def gather(self, start: int, stop: int, into: Tensor) -> None:
        """Write `gathered` of the messages relu(near[heap.other] + edge) of accounts `start` to `stop`
        `into` (stop - start, 3h).
        """
        first, last = int(self.pointers[start]), int(self.pointers[stop])
        told = self._edge(self._heap.rows[first:last]).numpy()
        given = (self._near, told, self._heap.other.numpy(), self.pointers, (first, start))
        cuts = _even(self.pointers, start, stop, torch.get_num_threads())
        if len(cuts) == 2:
            _gather(*given, start, stop, into.numpy())
            return
        with ThreadPoolExecutor(len(cuts) - 1) as pool:
            list(pool.map(lambda part: _gather(*given, part[0], part[1], into.numpy()), pairwise(cuts)))


def blocks(*pointers: Ints) -> list[int]:
    """Accounts at which to cut so that no part has many more than `BLOCK` transfers or accounts."""
    total = sum(pointers) + np.arange(pointers[0].size)
    inner = np.searchsorted(total, np.arange(BLOCK, int(total[-1]), BLOCK))
    return sorted({0, *inner.tolist(), pointers[0].size - 1})


def _even(pointers: Ints, start: int, stop: int, parts: int) -> list[int]:
    """Accounts from `start` to `stop` at which to cut so that every part has about as many transfers."""
    first, last = int(pointers[start]), int(pointers[stop])
    if last - first < LEAST or parts < 2:
        return [start, stop]
    inner = np.searchsorted(pointers, np.linspace(first, last, parts + 1)[1:-1])
    return [start, *(int(cut) for cut in inner), stop]
