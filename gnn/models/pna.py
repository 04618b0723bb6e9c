"""Principal neighbourhood aggregation, along the transfers and against them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import torch
from torch import Tensor, nn
from torch.nn.functional import linear

from gnn.models.still import Still, blocks
from gnn.models.wiring import Heap, Wiring, reduced


def gathered(message: Tensor, heap: Heap) -> Tensor:
    """(n, 3h): mean, maximum and degree-scaled mean of the messages (m, h) heaped at each account.

    The scaler is that of principal neighbourhood aggregation (Corso et al., NeurIPS 2020). Messages are
    not negative, so that an account without any has zeros everywhere.
    """
    total, most = reduced(message, heap, "sum"), reduced(message, heap, "max")
    degree = heap.count.to(message.dtype).unsqueeze(1)
    mean = total / degree.clamp(min=1.0)
    return torch.cat([mean, most, mean * (torch.log1p(degree) - 1.0)], dim=1)


class PnaRound(nn.Module):
    """One round of messages along the transfers and, with weights of its own, against them."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.along = nn.Linear(hidden, hidden)
        self.against = nn.Linear(hidden, hidden)
        self.edge_along = nn.Linear(hidden, hidden, bias=False)
        self.edge_against = nn.Linear(hidden, hidden, bias=False)
        self.mix = nn.Linear(7 * hidden, hidden)
        self.out = nn.Linear(hidden, hidden)
        self.norm = nn.LayerNorm(hidden)

    def messages(self, h: Tensor, e: tuple[Tensor, Tensor], wired: Wiring) -> Tensor:
        """(n, 6h): what arrives at each account with the transfers received and against those sent.

        `e` are the transfers' embeddings (m, h), once as heaped by receiver and once by sender.
        """
        near = self.along(h), self.against(h)
        edge = self.edge_along(e[0]), self.edge_against(e[1])
        along = near[0].index_select(0, wired.received.other) + edge[0]
        against = near[1].index_select(0, wired.sent.other) + edge[1]
        return torch.cat(
            [gathered(along.relu(), wired.received), gathered(against.relu(), wired.sent)], dim=1
        )

    def messages_still(self, h: Tensor, e: Tensor, wired: Wiring) -> Iterator[tuple[slice, Tensor]]:
        """`messages` on the processor and without a gradient, from embeddings (m, h) in the transfers' own order.

        Some accounts at a time, (b, 6h) with where they are, so that it takes little room.
        """
        wide = h.shape[1]
        sides = (
            Still(self.along(h), lambda rows: self.edge_along(e.index_select(0, rows)), wired.received),
            Still(self.against(h), lambda rows: self.edge_against(e.index_select(0, rows)), wired.sent),
        )
        for start, stop in pairwise(blocks(*(side.pointers for side in sides))):
            out = h.new_empty(stop - start, 6 * wide)
            for side, into in zip(sides, out.split(3 * wide, dim=1), strict=True):  # type: ignore[no-untyped-call]
                side.gather(start, stop, into)
            yield slice(start, stop), out

    def update(self, h: Tensor, arrived: Tensor) -> Tensor:
        """(n, h): accounts that have heard `arrived` (n, 6h)."""
        wide = h.shape[1]
        own, told = self.mix.weight[:, :wide], self.mix.weight[:, wide:]
        both = linear(h, own, self.mix.bias) + linear(
            arrived, told
        )  # side by side they would take twice the room
        mixed: Tensor = self.norm(h + self.out(both.relu()))
        return mixed
