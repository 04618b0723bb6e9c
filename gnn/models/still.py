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

BLOCK = 8192
"""Transfers whose messages are made at once."""


@compiled
def _gather(
    near: Floats,
    edge: Floats,
    other: Ints,
    pointers: Ints,
    first: int,
    start: int,
    stop: int,
    out: Floats,
) -> None:
    """Mean, maximum and degree-scaled mean of relu(near[other] + edge) for accounts `start` to `stop`; `edge`
    begins with the transfer `first`.
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
                value = near[far, k] + edge[row - first, k]
                value = max(value, number(0.0))
                total[k] += value
                most[k] = max(most[k], value)
        count = pointers[account + 1] - pointers[account]
        scale = number(np.log1p(number(count)) - number(1.0))
        for k in range(wide):
            mean = total[k] / number(max(count, 1))
            out[account, k] = mean
            out[account, wide + k] = most[k]
            out[account, 2 * wide + k] = mean * scale


def gather_still(near: Tensor, edge: Callable[[Tensor], Tensor], heap: Heap, into: Tensor) -> None:
    """Write `gathered` of the messages relu(near[heap.other] + edge), from near (n, h), `into` (n, 3h).

    `edge` gives what some transfers (r,) say, (r, h). On the processor, and without a gradient.
    """
    pointers = np.concatenate([np.zeros(1, np.int64), heap.count.numpy().cumsum()])
    threads, out = torch.get_num_threads(), into.numpy()
    with ThreadPoolExecutor(threads) as pool:
        for start, stop in pairwise(_blocks(pointers)):
            first, last = int(pointers[start]), int(pointers[stop])
            told = edge(heap.rows[first:last]).numpy()
            given = (near.numpy(), told, heap.other.numpy(), pointers, first)
            cuts = _even(pointers, start, stop, threads)
            waiting = [pool.submit(_gather, *given, *part, out) for part in pairwise(cuts)]
            for one in waiting:
                one.result()


def _blocks(pointers: Ints) -> list[int]:
    """Accounts at which to cut so that no part has many more than `BLOCK` transfers."""
    inner = np.searchsorted(pointers, np.arange(BLOCK, int(pointers[-1]), BLOCK))
    return sorted({0, *inner.tolist(), pointers.size - 1})


def _even(pointers: Ints, start: int, stop: int, parts: int) -> list[int]:
    """Accounts from `start` to `stop` at which to cut so that every part has about as many transfers."""
    first, last = int(pointers[start]), int(pointers[stop])
    if last - first < 10_000 or parts < 2:
        return [start, stop]
    inner = np.searchsorted(pointers, np.linspace(first, last, parts + 1)[1:-1])
    return [start, *(int(cut) for cut in inner), stop]
