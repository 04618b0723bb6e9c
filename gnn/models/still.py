"""Messages gathered in one pass over memory, where nothing is learnt: what `pna.gathered` computes, faster."""

from __future__ import annotations

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


@compiled
def _gather(
    near: Floats, edge: Floats, other: Ints, pointers: Ints, start: int, stop: int, out: Floats
) -> None:
    """Mean, maximum and degree-scaled mean of relu(near[other] + edge) for accounts `start` to `stop`."""
    wide = near.shape[1]
    total, most = np.empty(wide, near.dtype), np.empty(wide, near.dtype)
    number = near.dtype.type
    for account in range(start, stop):
        total[:] = 0.0
        most[:] = 0.0
        for row in range(pointers[account], pointers[account + 1]):
            far = other[row]
            for k in range(wide):
                value = near[far, k] + edge[row, k]
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


def gather_still(near: Tensor, edge: Tensor, heap: Heap, into: Tensor) -> None:
    """Write `gathered` of the messages relu(near[heap.other] + edge), from near (n, h) and edge (m, h), `into` (n, 3h).

    On the processor, and without a gradient.
    """
    n, out = near.shape[0], into.numpy()
    pointers = np.concatenate([np.zeros(1, np.int64), heap.count.numpy().cumsum()])
    given = (near.numpy(), edge.numpy(), heap.other.numpy(), pointers)
    out = np.empty((n, 3 * wide), given[0].dtype)
    cuts = _even(pointers, torch.get_num_threads())
    if len(cuts) == 2:
        _gather(*given, 0, n, out)
    else:
        with ThreadPoolExecutor(len(cuts) - 1) as pool:
            list(pool.map(lambda part: _gather(*given, part[0], part[1], out), pairwise(cuts)))


def _even(pointers: Ints, parts: int) -> list[int]:
    """Accounts at which to cut so that every part has about as many transfers."""
    n, m = pointers.size - 1, int(pointers[-1])
    if m < 10_000 or parts < 2:
        return [0, n]
    inner = np.searchsorted(pointers, np.linspace(0, m, parts + 1)[1:-1])
    return [0, *(int(cut) for cut in inner), n]
