"""Transfers heaped by account, and how messages are gathered from the heaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor


@dataclass(frozen=True)
class Heap:
    """The m transfers heaped by the account at one of their ends.

    `rows` (m,) are the transfers, `other` (m,) the accounts at their far ends, `count` (n,) how many there
    are at each account.
    """

    rows: Tensor
    other: Tensor
    count: Tensor

    def owner(self) -> Tensor:
        """(m,) the account at which each transfer is heaped."""
        accounts = torch.arange(self.count.numel(), device=self.count.device)
        return torch.repeat_interleave(accounts, self.count, output_size=self.rows.numel())

    def to(self, device: torch.device) -> Heap:
        """The same on another device."""
        return Heap(self.rows.to(device), self.other.to(device), self.count.to(device))


@dataclass(frozen=True)
class Wiring:
    """Who pays whom, ready for messages: transfers by receiver, and by sender."""

    received: Heap
    sent: Heap

    def ends(self) -> tuple[Tensor, Tensor]:
        """(m,), (m,): payer and payee of each transfer, in the transfers' own order."""
        payer = torch.empty_like(self.received.rows)
        payee = torch.empty_like(self.received.rows)
        payer[self.received.rows] = self.received.other
        payee[self.sent.rows] = self.sent.other
        return payer, payee

    def to(self, device: torch.device) -> Wiring:
        """The same on another device."""
        return Wiring(self.received.to(device), self.sent.to(device))


def wiring(edge_index: Tensor, n: int) -> Wiring:
    """From `edge_index` (2, m), row 0 the payers, among n accounts."""
    src, dst = edge_index[0], edge_index[1]

    def heap(at: Tensor, other: Tensor) -> Heap:
        rows = torch.argsort(at, stable=True)
        return Heap(rows, other.index_select(0, rows), torch.bincount(at, minlength=n))

    return Wiring(heap(dst, src), heap(src, dst))


def reduced(message: Tensor, heap: Heap, how: Literal["sum", "max"]) -> Tensor:
    """(n, h): sum or maximum of the messages (m, h) in each account's heap, 0 where there is none.

    A maximum is at least 0.
    """
    if message.device.type != "mps":  # which has no segment_reduce
        return torch.segment_reduce(message, how, lengths=heap.count, initial=0.0, unsafe=True)
    return scattered(message, heap, how)


def scattered(message: Tensor, heap: Heap, how: Literal["sum", "max"]) -> Tensor:
    """`reduced`, for devices without segments."""
    at, wide = heap.owner(), message.shape[1]
    empty = message.new_zeros(heap.count.numel(), wide)
    if how == "sum":
        return empty.index_add(0, at, message)
    return empty.scatter_reduce(0, at.unsqueeze(1).expand(-1, wide), message, "amax")


def mean(message: Tensor, heap: Heap) -> Tensor:
    """(n, h): mean of the messages (m, h) in each account's heap, 0 where there is none."""
    return reduced(message, heap, "sum") / heap.count.to(message.dtype).clamp(min=1.0).unsqueeze(1)
